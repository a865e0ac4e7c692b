package dev.serai.vector;

import dev.serai.support.vector.Filter;
import dev.serai.support.vector.VectorQuery;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;

/** Finds the passages that fit the question in the body. */
final class SearchHandler implements OperationHandler {

    private static final int MOST = 1_000;

    private final VectorConfiguration configuration;
    private final Collection collection;
    private final Filters filters;

    SearchHandler(VectorEndpoint endpoint, Collection collection, Filters filters) {
        this.configuration = endpoint.getConfiguration();
        this.collection = collection;
        this.filters = filters;
    }

    @Override
    public CompletableFuture<?> handle(Exchange exchange) {
        var question = Questions.text(exchange, exchange.getMessage().getBody());
        int topK = Headers.number(exchange, VectorConstants.TOP_K, "topK", configuration.getTopK(), 1, MOST);
        double minScore = Headers.get(exchange, VectorConstants.MIN_SCORE, Double.class, configuration.getMinScore());
        if (!(minScore >= -1 && minScore <= 1)) {
            throw new VectorException(
                    VectorError.BAD_OPTION, "option minScore is " + minScore + " and must be from -1 to 1");
        }
        var mode = Headers.get(exchange, VectorConstants.MODE, SearchMode.class, configuration.getMode());
        var filter = filters.of(exchange);
        var words = mode == SearchMode.MEANING ? null : question;
        if (mode == SearchMode.WORDS) {
            return search(null, words, topK, minScore, filter);
        }
        return collection.question(question).thenCompose(vector -> search(vector, words, topK, minScore, filter));
    }

    private CompletableFuture<?> search(float[] vector, String words, int topK, double minScore, Filter filter) {
        return collection.use(store -> store.search(new VectorQuery(vector, words, topK, minScore, filter)));
    }
}
