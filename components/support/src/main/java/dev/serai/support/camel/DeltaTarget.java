package dev.serai.support.camel;

import dev.serai.support.chat.ChatReply;
import dev.serai.support.chat.ChatStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;

/** Where the deltas of a streamed answer go while the exchange waits, without a thread, for the whole answer. */
public interface DeltaTarget extends AutoCloseable {

    /** The name that stands for the HTTP response of the platform-http consumer. */
    String SSE = "sse";

    /** Completes when the last delta is where it should be. Stops the generation when the target fails or leaves. */
    CompletableFuture<ChatReply> accept(Exchange exchange, ChatStream stream);

    @Override
    default void close() {}

    /**
     * @param name {@code sse} or the URI of an endpoint
     * @param routes where the endpoint is called: it may block, which the thread that brings the deltas must not
     */
    static DeltaTarget of(CamelContext context, String name, Executor routes) throws Exception {
        if (!name.equals(SSE)) {
            return new EndpointTarget(context, name, routes);
        }
        try {
            return new HttpResponseTarget();
        } catch (NoClassDefFoundError e) {
            throw new IllegalArgumentException(
                    "streamTo=sse writes to the response of platform-http; add camel-platform-http-vertx", e);
        }
    }
}
