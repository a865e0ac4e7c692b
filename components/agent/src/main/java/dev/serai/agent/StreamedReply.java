package dev.serai.agent;

import dev.serai.support.camel.CloseUnread;
import dev.serai.support.camel.DeltaTarget;
import dev.serai.support.chat.ChatStream;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;

/**
 * Gives a run's deltas to the route, or to the target that the endpoint names.
 *
 * @param target null when the stream is the body
 */
record StreamedReply(Exchange exchange, DeltaTarget target) {

    CompletableFuture<?> deliver(DeltaFeed feed, Runnable left, CompletableFuture<RunResult> result) {
        // What fails before its first delta fails as an exchange, not as a stream.
        return ChatStream.of(feed, left).awaitFirst().thenCompose(stream -> {
            if (target != null) {
                return target.accept(exchange, stream)
                        .thenCompose(reply -> result)
                        .thenAccept(done -> Replies.write(exchange.getMessage(), done));
            }
            exchange.getMessage().setBody(stream);
            exchange.getExchangeExtension().addOnCompletion(new CloseUnread(stream));
            return CompletableFuture.completedFuture(null);
        });
    }
}
