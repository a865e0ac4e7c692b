package dev.serai.searxng;

import dev.serai.searxng.client.InstancePool;
import dev.serai.searxng.client.SearchFormat;
import dev.serai.searxng.client.SearchResults;
import dev.serai.searxng.client.UnresponsiveEngine;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;

/** {@code searxng:search}. */
final class SearchHandler implements OperationHandler {

    private final Questions questions;
    private final Searching searching;
    private final Pages pages;

    SearchHandler(SearxngEndpoint endpoint, InstancePool pool) {
        var options = endpoint.getConfiguration();
        this.questions = new Questions(options);
        this.searching = new Searching(pool, options.getOnUnresponsive());
        this.pages = new Pages(endpoint);
        if (questions.fetched() > 0) {
            pages.reader();
        }
    }

    @Override
    public CompletableFuture<?> handle(Exchange exchange) {
        var query = questions.of(exchange);
        if (query.format() != SearchFormat.JSON) {
            return searching.raw(query).thenAccept(exchange.getMessage()::setBody);
        }
        var fetch = questions.fetched(exchange);
        return searching
                .results(query)
                .thenCompose(found -> fetch == 0 ? CompletableFuture.completedFuture(found) : pages.added(found, fetch))
                .thenAccept(found -> answer(exchange, found));
    }

    private void answer(Exchange exchange, SearchResults found) {
        var message = exchange.getMessage();
        message.setBody(
                switch (questions.output()) {
                    case RESULTS -> found;
                    case PASSAGES -> found.passages();
                    case TEXT -> found.forModel();
                });
        message.setHeader(SearxngConstants.RESULT_COUNT, found.results().size());
        message.setHeader(
                SearxngConstants.UNRESPONSIVE_ENGINES,
                found.unresponsiveEngines().stream()
                        .map(UnresponsiveEngine::toString)
                        .toList());
    }

    @Override
    public void close() {
        pages.close();
    }
}
