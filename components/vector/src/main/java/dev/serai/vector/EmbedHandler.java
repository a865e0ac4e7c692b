package dev.serai.vector;

import dev.serai.vector.embed.Embedder.Purpose;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;

/** Turns a text into a vector, or a list of texts into a list of vectors. */
final class EmbedHandler implements OperationHandler {

    private final Collection collection;

    EmbedHandler(Collection collection) {
        this.collection = collection;
    }

    @Override
    public CompletableFuture<?> handle(Exchange exchange) {
        if (exchange.getMessage().getBody() instanceof java.util.Collection<?> items) {
            var texts =
                    items.stream().map(item -> Questions.text(exchange, item)).toList();
            return texts.isEmpty()
                    ? CompletableFuture.completedFuture(List.of())
                    : collection.embedder().embed(texts, Purpose.PASSAGE);
        }
        return collection
                .embedder()
                .embed(List.of(Questions.text(exchange, exchange.getMessage().getBody())), Purpose.PASSAGE)
                .thenApply(vectors -> vectors.get(0));
    }
}
