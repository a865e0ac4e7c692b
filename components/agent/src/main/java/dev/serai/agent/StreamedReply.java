package dev.serai.agent;

import dev.serai.support.camel.DeltaTarget;
import dev.serai.support.chat.ChatStream;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

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

    /** Stops a run whose exchange has failed, or has dropped the stream without reading it. */
    private static final class CloseUnread extends SynchronizationAdapter {

        private final ChatStream stream;

        CloseUnread(ChatStream stream) {
            this.stream = stream;
        }

        @Override
        public void onFailure(Exchange exchange) {
            stream.close();
        }

        @Override
        public void onComplete(Exchange exchange) {
            // A stream that is still the body is read by whoever called the route.
            if (exchange.getMessage().getBody() != stream && !stream.isTaken()) {
                stream.close();
            }
        }
    }
}
