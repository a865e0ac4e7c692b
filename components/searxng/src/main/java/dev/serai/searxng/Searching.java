package dev.serai.searxng;

import dev.serai.searxng.client.InstancePool;
import dev.serai.searxng.client.SearchQuery;
import dev.serai.searxng.client.SearchResults;
import dev.serai.searxng.client.UnresponsiveException;
import dev.serai.support.error.Failures;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Searches as the options say when engines are silent. */
final class Searching {

    private static final Logger LOG = LoggerFactory.getLogger(Searching.class);

    private final InstancePool pool;
    private final UnresponsivePolicy policy;

    Searching(InstancePool pool, UnresponsivePolicy policy) {
        this.pool = pool;
        this.policy = policy;
    }

    CompletableFuture<SearchResults> results(SearchQuery query) {
        return pool.call(instance -> instance.search(query)).exceptionally(error -> {
            var cause = Failures.unwrap(error);
            if (policy == UnresponsivePolicy.FAIL || !(cause instanceof UnresponsiveException silent)) {
                throw new CompletionException(cause);
            }
            if (policy == UnresponsivePolicy.WARN) {
                LOG.warn("{}", silent.getFact());
            }
            return silent.results();
        });
    }

    CompletableFuture<String> raw(SearchQuery query) {
        return pool.call(instance -> instance.raw(query));
    }
}
