package dev.serai.support.http;

import java.util.concurrent.CompletableFuture;

/** An open WebSocket. All methods may be called from any thread, and none of them blocks. */
public interface SocketLink {

    /** Asks for so many messages more. Until then the server's bytes stay in the network. */
    void request(long messages);

    /** Completes when the message has left; messages leave in the order of the calls. What cannot leave ends the link. */
    CompletableFuture<Void> send(String text);

    CompletableFuture<Void> send(byte[] binary);

    /**
     * Asks the server for a sign of life, which counts as one for the idle limit. Without any the connection is lost: the
     * JDK misses an end that comes right behind the handshake.
     */
    CompletableFuture<Void> ping();

    /**
     * Closes after what waits has been sent. Messages that come meanwhile are dropped.
     *
     * @param code   1000, or from 3000 to 4999
     * @param reason at most 123 bytes in UTF-8
     */
    void close(int code, String reason);

    /** Ends the connection at once. The listener hears of it as {@link HttpFault.Kind#CANCELLED}. */
    void abort();

    boolean isOpen();

    /** The protocol that the server chose, or an empty text. */
    String protocol();
}
