package dev.serai.modal.client.plane;

import com.google.protobuf.Empty;
import com.google.protobuf.MessageLite;
import dev.serai.modal.client.grpc.GrpcNetwork;
import dev.serai.modal.client.grpc.Rpc;
import dev.serai.modal.proto.AuthTokenGetRequest;
import dev.serai.modal.proto.AuthTokenGetResponse;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Calls to Modal's servers with what goes with every call: the token, the kind of client, further tries. */
public final class Plane {

    /** The server speaks to each client as it knows it; these calls are those of its JavaScript client of this version. */
    private static final Map<String, String> KIND = Map.of(
            "x-modal-client-type", "8",
            "x-modal-client-version", "1.0.0",
            "x-modal-libmodal-version", "modal-js/0.11.1");

    private static final Duration TOKEN_LIMIT = Duration.ofSeconds(5);

    private final GrpcNetwork network;
    private final ClientSettings settings;
    private final URI server;
    private final AuthToken token;
    private final Map<URI, Plane> others = new ConcurrentHashMap<>();

    public Plane(GrpcNetwork network, ClientSettings settings, Clock clock) {
        this.network = network;
        this.settings = settings;
        this.server = settings.server();
        this.token = new AuthToken(this::fetchToken, clock);
    }

    private Plane(Plane control, URI server) {
        this.network = control.network;
        this.settings = control.settings;
        this.server = server;
        this.token = control.token;
    }

    public ClientSettings settings() {
        return settings;
    }

    public GrpcNetwork network() {
        return network;
    }

    /** Another server of the same workspace, with the same token. */
    public Plane at(URI other) {
        return others.computeIfAbsent(other, address -> new Plane(this, address));
    }

    private CompletableFuture<String> fetchToken() {
        return new Attempts<>(Attempts.Policy.usual(settings), network.executor(), this::askForToken)
                .start()
                .thenApply(AuthTokenGetResponse::getToken);
    }

    private CompletableFuture<AuthTokenGetResponse> askForToken(Map<String, String> attempt) {
        return network.unary(
                server,
                ModalApi.AUTH_TOKEN_GET,
                AuthTokenGetRequest.getDefaultInstance(),
                metadata(attempt, null),
                TOKEN_LIMIT);
    }

    /** Whether the server answers and takes the token; not tried again, so that it is known soon. */
    public CompletableFuture<Void> check() {
        return Stages.map(askForToken(Map.of("x-retry-attempt", "0")), answer -> null);
    }

    private Map<String, String> metadata(Map<String, String> attempt, String authToken) {
        var all = new LinkedHashMap<>(KIND);
        all.put("x-modal-token-id", settings.credentials().tokenId());
        all.put("x-modal-token-secret", settings.credentials().tokenSecret());
        all.put("x-modal-host", server.getHost());
        if (authToken != null) {
            all.put("x-modal-auth-token", authToken);
        }
        all.putAll(attempt);
        return all;
    }

    public <Q extends MessageLite, A extends MessageLite> CompletableFuture<A> call(Rpc<Q, A> rpc, Q question) {
        return call(rpc, question, Duration.ZERO);
    }

    /** @param waits how long the server waits on purpose before it answers */
    public <Q extends MessageLite, A extends MessageLite> CompletableFuture<A> call(
            Rpc<Q, A> rpc, Q question, Duration waits) {
        return new Attempts<>(
                        Attempts.Policy.usual(settings),
                        network.executor(),
                        attempt -> Stages.then(
                                token.get(),
                                authToken -> network.unary(
                                        server, rpc, question, metadata(attempt, authToken), limit(waits))))
                .start();
    }

    /** Not tried again, since some of the answer may have been used. */
    public <Q extends MessageLite, A extends MessageLite> CompletableFuture<Void> stream(
            Rpc<Q, A> rpc, Q question, Duration waits, Consumer<A> answers) {
        return Stages.then(
                token.get(),
                authToken -> network.stream(
                        server,
                        rpc,
                        question,
                        metadata(Map.of("x-retry-attempt", "0"), authToken),
                        limit(waits),
                        answers,
                        null));
    }

    public <Q extends MessageLite> CompletableFuture<Void> send(Rpc<Q, Empty> rpc, Q question) {
        return Stages.map(call(rpc, question), nothing -> null);
    }

    private Duration limit(Duration waits) {
        return settings.requestTimeout().plus(waits);
    }
}
