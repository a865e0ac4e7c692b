package dev.serai.support.http;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** A port, its listener and the servers of one test. */
@Timeout(20)
abstract class SocketFixture {

    static final Duration SHORT = Duration.ofMillis(200);

    final HttpPort port = HttpPort.builder().build();
    final SocketEar ear = new SocketEar();
    private final List<SocketServer> servers = new ArrayList<>();

    @AfterEach
    void closeAll() throws IOException {
        port.close();
        for (var server : servers) {
            server.close();
        }
    }

    SocketServer server(SocketServer.Script script) throws IOException {
        var server = new SocketServer(script);
        servers.add(server);
        return server;
    }

    CompletableFuture<SocketLink> connect(URI uri, UnaryOperator<SocketLimits> limits) {
        return port.connect(
                SocketCall.builder(uri)
                        .limits(limits.apply(SocketLimits.DEFAULTS))
                        .build(),
                ear);
    }

    SocketLink link(SocketServer server, UnaryOperator<SocketLimits> limits) {
        return connect(server.uri("/socket"), limits)
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    SocketLink link(SocketServer server) {
        return link(server, limits -> limits);
    }

    static Throwable failure(CompletableFuture<?> future) {
        try {
            future.orTimeout(10, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            return e.getCause();
        }
        throw new AssertionError("it didn't fail");
    }

    static HttpFault.Kind kind(CompletableFuture<?> future) {
        return ((HttpFault) failure(future)).kind();
    }
}
