package dev.serai.offline.http;

import io.vertx.core.http.ServerWebSocket;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Consumer;

/**
 * What a server does besides answering whole requests.
 *
 * @param streams by method and path, the requests whose body is not read into memory before they are handled
 * @param sockets what takes new WebSockets; null where there are none
 * @param mostBody the most bytes of a body that is read into memory
 * @param subProtocols of those that a client offers, the ones that its WebSocket may get
 * @param http2 whether HTTP/2 is spoken too, without TLS and without asking first
 */
public record Hooks(
        BiPredicate<String, String> streams,
        Consumer<ServerWebSocket> sockets,
        int mostBody,
        List<String> subProtocols,
        boolean http2) {
    static final Hooks NONE = new Hooks((method, path) -> false, null);
    private static final int MOST_BODY_BYTES = 128 << 20;

    public Hooks {
        subProtocols = List.copyOf(subProtocols);
    }

    public Hooks(BiPredicate<String, String> streams, Consumer<ServerWebSocket> sockets) {
        this(streams, sockets, MOST_BODY_BYTES);
    }

    public Hooks(BiPredicate<String, String> streams, Consumer<ServerWebSocket> sockets, int mostBody) {
        this(streams, sockets, mostBody, List.of());
    }

    public Hooks(
            BiPredicate<String, String> streams,
            Consumer<ServerWebSocket> sockets,
            int mostBody,
            List<String> subProtocols) {
        this(streams, sockets, mostBody, subProtocols, false);
    }

    /** For a server of gRPC, which is streamed HTTP/2. */
    public static Hooks grpc(BiPredicate<String, String> streams) {
        return new Hooks(streams, null, MOST_BODY_BYTES, List.of(), true);
    }
}
