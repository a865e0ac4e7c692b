package dev.serai.vector;

import dev.serai.support.vector.Filter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;

/** What is done with the collection's content as a whole. */
final class CatalogHandlers {

    private static final int MOST = 10_000;

    private final VectorConfiguration configuration;
    private final Collection collection;
    private final Filters filters;
    private final Template source;

    CatalogHandlers(VectorEndpoint endpoint, Collection collection, Filters filters) {
        this.configuration = endpoint.getConfiguration();
        this.collection = collection;
        this.filters = filters;
        this.source = configuration.getSource() == null
                ? null
                : Template.of(endpoint.getCamelContext(), configuration.getSource());
    }

    /** Gives the number of deleted chunks. */
    CompletableFuture<?> delete(Exchange exchange) {
        var filter = filter(exchange);
        if (filter.equals(Filter.ALL) && !configuration.isAll()) {
            throw new VectorException(
                    VectorError.DELETE_ALL, "delete has neither a source nor a filter, and would delete everything");
        }
        return collection.use(store -> store.delete(filter));
    }

    CompletableFuture<?> count(Exchange exchange) {
        var filter = filter(exchange);
        return collection.use(store -> store.count(filter));
    }

    CompletableFuture<?> sources(Exchange exchange) {
        int offset = offset(exchange);
        int limit = limit(exchange);
        return collection
                .use(store -> store.sources(offset, limit))
                .thenApply(states -> states.stream().map(SourceInfo::of).toList());
    }

    CompletableFuture<?> list(Exchange exchange) {
        var filter = filter(exchange);
        if (!configuration.isJoined()) {
            int offset = offset(exchange);
            int limit = limit(exchange);
            return collection.use(store -> store.list(filter, offset, limit));
        }
        return collection.use(store -> store.list(filter, 0, MOST + 1)).thenApply(passages -> {
            if (passages.size() > MOST) {
                throw new VectorException(
                        VectorError.BAD_OPTION,
                        "more than " + MOST + " chunks are too many to join",
                        "Name one source, or list the chunks in pages (offset, limit).",
                        null);
            }
            return JoinedText.of(passages);
        });
    }

    private Filter filter(Exchange exchange) {
        var named = source(exchange);
        var filter = filters.of(exchange);
        if (named == null) {
            return filter;
        }
        var bySource = Filters.source(named);
        return filter.equals(Filter.ALL) ? bySource : new Filter.And(List.of(bySource, filter));
    }

    private String source(Exchange exchange) {
        if (source == null) {
            return exchange.getMessage().getHeader(VectorConstants.SOURCE, String.class);
        }
        var named = source.text(exchange);
        if (named == null || named.isEmpty()) {
            throw new VectorException(
                    VectorError.BAD_OPTION, "option source is '" + source + "', which has no value in this message");
        }
        return named;
    }

    private int offset(Exchange exchange) {
        return Headers.number(
                exchange, VectorConstants.OFFSET, "offset", configuration.getOffset(), 0, Integer.MAX_VALUE);
    }

    private int limit(Exchange exchange) {
        return Headers.number(exchange, VectorConstants.LIMIT, "limit", configuration.getLimit(), 1, MOST);
    }
}
