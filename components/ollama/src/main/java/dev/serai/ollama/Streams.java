package dev.serai.ollama;

import dev.serai.ollama.client.Answer;
import dev.serai.support.camel.CloseUnread;
import dev.serai.support.camel.DeltaTarget;
import dev.serai.support.camel.RouteThreads;
import dev.serai.support.chat.ChatStream;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;

/** Gives a streamed answer to the route, or to the target that the endpoint names. */
final class Streams implements AutoCloseable {

    private final DeltaTarget target;
    private final RouteThreads routeThreads;

    Streams(OllamaEndpoint endpoint) throws Exception {
        this.routeThreads = endpoint.getComponent().routeThreads();
        var name = endpoint.getConfiguration().getStreamTo();
        this.target = name == null ? null : DeltaTarget.of(endpoint.getCamelContext(), name, routeThreads);
    }

    CompletableFuture<?> deliver(
            Exchange exchange, CompletableFuture<ChatStream> opened, StreamChecks checks, boolean wholeReply) {
        Replies.clear(exchange.getMessage());
        if (target != null) {
            return opened.thenCompose(stream -> target.accept(exchange, checks.over(stream)))
                    .thenAccept(
                            reply -> Replies.write(exchange.getMessage(), new Answer(reply, null, null), wholeReply));
        }
        // A route that iterates waits for deltas, which must not keep the thread that brings them.
        return opened.thenAcceptAsync(
                opening -> {
                    var stream = checks.over(opening);
                    exchange.getMessage().setBody(stream);
                    exchange.getExchangeExtension().addOnCompletion(new CloseUnread(stream));
                },
                routeThreads::alone);
    }

    @Override
    public void close() {
        if (target != null) {
            target.close();
        }
    }
}
