package dev.serai.offline.http;

import io.vertx.core.http.ServerWebSocket;
import java.util.function.BiPredicate;
import java.util.function.Consumer;

/**
 * What a server does besides answering whole requests.
 *
 * @param streams by method and path, the requests whose body is not read into memory before they are handled
 * @param sockets what takes new WebSockets; null where there are none
 * @param mostBody the most bytes of a body that is read into memory
 */
public record Hooks(BiPredicate<String, String> streams, Consumer<ServerWebSocket> sockets, int mostBody) {
    static final Hooks NONE = new Hooks((method, path) -> false, null);
    private static final int MOST_BODY_BYTES = 128 << 20;

    public Hooks(BiPredicate<String, String> streams, Consumer<ServerWebSocket> sockets) {
        this(streams, sockets, MOST_BODY_BYTES);
    }
}
