package dev.serai.agent.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.CompletableFuture;

/** One connection to a server. */
interface McpLink {

    /**
     * Sends a request and completes with the message that answers it, which holds a result or an error. To cancel the
     * future tells the server that nobody waits any more.
     */
    CompletableFuture<JsonNode> request(long id, ObjectNode message);

    /** Sends what is not answered. */
    CompletableFuture<Void> send(ObjectNode message);

    /** The server took the connection. */
    default void opened(String version, boolean announcesTools) {}

    /** From here on the revision without a handshake is spoken, where each request tells all about itself. */
    void goStateless();

    /** What each request has to tell, or null where the handshake has told it. */
    JsonNode meta();

    /** Ends the connection, and the server if it lives for this connection only. */
    void close();

    /** Waits a moment for what was closed, if it would be left behind otherwise. */
    default void finish() {}

    /** What a connection tells its owner. */
    interface Owner {
        void toolsChanged();

        /** The connection is of no use any more. */
        void lost(McpLink link);
    }
}
