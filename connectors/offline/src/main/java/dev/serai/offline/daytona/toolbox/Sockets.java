package dev.serai.offline.daytona.toolbox;

import dev.serai.offline.http.LoopbackServer;
import io.vertx.core.http.ServerWebSocket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The open WebSockets, and what tests do to them. */
public final class Sockets {
    private static final long CUT_MILLIS = 150;

    /** By socket, the sandbox that it is connected to. */
    private final Map<ServerWebSocket, String> open = new ConcurrentHashMap<>();

    private final AtomicLong cutAfter = new AtomicLong(Long.MAX_VALUE);

    void add(Box box, ServerWebSocket socket, Runnable closed) {
        open.put(socket, box.id());
        socket.exceptionHandler(failure -> {});
        socket.closeHandler(nothing -> {
            open.remove(socket);
            closed.run();
        });
    }

    boolean isConnected(Box box) {
        return open.containsValue(box.id());
    }

    /** Breaks all connections off. */
    public void cutAll() {
        open.keySet().forEach(LoopbackServer::cut);
    }

    /** Breaks the connections to one sandbox off. */
    public void cut(String sandbox) {
        open.forEach((socket, id) -> {
            if (id.equals(sandbox)) {
                LoopbackServer.cut(socket);
            }
        });
    }

    /**
     * Breaks a connection off that is new. At once would be too soon for Java's own client, which misses the end of a
     * connection that comes together with its beginning.
     */
    static void cutSoon(Looks looks, ServerWebSocket socket) {
        looks.later(CUT_MILLIS, () -> LoopbackServer.cut(socket));
    }

    /** Lets the next stream of a log break off after so many bytes. */
    public void cutNextLogAfter(long bytes) {
        cutAfter.set(bytes);
    }

    /** Does something with a socket that its client may close at any time. */
    static void whileOpen(ServerWebSocket socket, Runnable action) {
        try {
            action.run();
        } catch (IllegalStateException e) {
            if (!socket.isClosed()) {
                throw e;
            }
        }
    }

    long takeCut() {
        return cutAfter.getAndSet(Long.MAX_VALUE);
    }

    public void forget() {
        cutAfter.set(Long.MAX_VALUE);
    }
}
