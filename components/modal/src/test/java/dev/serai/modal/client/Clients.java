package dev.serai.modal.client;

import static org.assertj.core.api.Assertions.catchThrowable;

import dev.serai.modal.client.error.ModalException;
import dev.serai.modal.client.grpc.GrpcNetwork;
import dev.serai.modal.client.plane.ClientSettings;
import dev.serai.modal.client.plane.Credentials;
import dev.serai.modal.client.plane.ModalApi;
import dev.serai.modal.client.plane.Plane;
import dev.serai.modal.proto.AuthTokenGetResponse;
import dev.serai.support.error.Failures;
import dev.serai.support.http.EgressPolicy;
import dev.serai.support.http.HttpPort;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The client of a test, with its network. */
public final class Clients implements AutoCloseable {

    public static final String TOKEN = token(Instant.parse("2100-01-01T00:00:00Z"));

    public final HttpPort http = HttpPort.builder().build();
    public final GrpcNetwork network =
            new GrpcNetwork(EgressPolicy.local(), http.executor(), Duration.ofSeconds(5), 100L << 20);

    public static String token(Instant expiry) {
        var claims = "{\"exp\":" + expiry.getEpochSecond() + "}";
        return "h." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes()) + ".s";
    }

    public static ScriptedModal server() {
        return new ScriptedModal()
                .on(
                        ModalApi.AUTH_TOKEN_GET,
                        question -> AuthTokenGetResponse.newBuilder()
                                .setToken(TOKEN)
                                .build());
    }

    public static ClientSettings settings(URI server) {
        return new ClientSettings(
                server,
                new Credentials("ak-test", "as-test"),
                "",
                Duration.ofSeconds(10),
                3,
                Duration.ofSeconds(60),
                64L << 20);
    }

    public Plane plane(ScriptedModal server) {
        return plane(server.uri());
    }

    public Plane plane(URI server) {
        return new Plane(network, settings(server), Clock.systemUTC());
    }

    public static <T> T get(CompletableFuture<T> future) {
        try {
            return future.get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw Failures.unwrap(e.getCause()) instanceof RuntimeException known
                    ? known
                    : new IllegalStateException(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    public static ModalException failure(CompletableFuture<?> future) {
        return (ModalException) catchThrowable(() -> get(future));
    }

    @Override
    public void close() {
        network.close();
        http.close();
    }
}
