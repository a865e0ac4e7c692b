package dev.serai.support.http;

/**
 * Hears what comes through a WebSocket, one call at a time and in order. A call comes only for a message that was asked
 * for with {@link SocketLink#request}. Exactly one of {@link #closed} and {@link #failed} is the last call.
 *
 * <p>The calls are made on the port's few threads, so they must not block.
 */
public interface SocketListener {

    void text(String message);

    void binary(byte[] message);

    /** The WebSocket was closed in order, by either side. */
    void closed(int code, String reason);

    /** The WebSocket ended without a close. */
    void failed(HttpFault fault);
}
