package dev.serai.ollama;

import dev.serai.ollama.client.Answer;
import dev.serai.support.camel.DeltaTarget;
import dev.serai.support.chat.ChatStream;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/** Gives a streamed answer to the route, or to the target that the endpoint names. */
final class Streams implements AutoCloseable {

    private final DeltaTarget target;

    Streams(OllamaEndpoint endpoint) throws Exception {
        var name = endpoint.getConfiguration().getStreamTo();
        this.target = name == null ? null : DeltaTarget.of(endpoint.getCamelContext(), name);
    }

    CompletableFuture<?> deliver(Exchange exchange, ChatStream stream, boolean wholeReply) {
        if (target == null) {
            exchange.getMessage().setBody(stream);
            exchange.getExchangeExtension().addOnCompletion(new CloseUnread(stream));
            return CompletableFuture.completedFuture(null);
        }
        return target.accept(exchange, stream)
                .thenAccept(reply ->
                        Replies.write(exchange.getMessage(), new Answer(reply, null, null), wholeReply));
    }

    @Override
    public void close() {
        if (target != null) {
            target.close();
        }
    }

    /** Stops a generation whose exchange has failed, or has dropped the stream without reading it. */
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
