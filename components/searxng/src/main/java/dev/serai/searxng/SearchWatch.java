package dev.serai.searxng;

import dev.serai.searxng.client.SearchQuery;
import dev.serai.searxng.client.SearchResult;
import dev.serai.searxng.client.SearchResults;
import dev.serai.support.camel.Watch;
import dev.serai.support.error.Failures;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.apache.camel.spi.IdempotentRepository;

/** One question that is asked again and again. A result is remembered once its exchange has succeeded. */
final class SearchWatch extends Watch<SearchResults> {

    private final SearxngConsumer consumer;
    private final Searching searching;
    private final SearchQuery query;
    private final Questions questions;
    private final Pages pages;
    private final IdempotentRepository seen;
    private final SearxngEmit emit;
    private boolean remembers;

    SearchWatch(
            SearxngConsumer consumer,
            Searching searching,
            SearchQuery query,
            Questions questions,
            Pages pages,
            IdempotentRepository seen,
            ExecutorService routing) {
        super(routing);
        this.consumer = consumer;
        this.searching = searching;
        this.query = query;
        this.questions = questions;
        this.pages = pages;
        this.seen = seen;
        var options = consumer.getEndpoint().getConfiguration();
        this.emit = options.getEmit();
        this.remembers = options.getFirstPoll() == FirstPoll.REMEMBER;
    }

    @Override
    protected CompletableFuture<SearchResults> ask() {
        return searching.results(query);
    }

    @Override
    protected void failed(Throwable error) {
        consumer.failed(error);
    }

    @Override
    protected void answered(SearchResults found) {
        var fresh = found.results().stream()
                .filter(result -> !seen.contains(result.key()))
                .toList();
        var remember = remembers && fresh.size() == found.results().size();
        remembers = false;
        if (remember) {
            fresh.forEach(this::remember);
        }
        consumer.succeeded();
        if (remember || fresh.isEmpty()) {
            done();
            return;
        }
        pages.added(found.with(fresh), questions.fetched())
                .whenComplete((read, failure) -> route(() -> ready(read, failure)));
    }

    private void ready(SearchResults fresh, Throwable failure) {
        if (failure != null) {
            consumer.failed(Failures.unwrap(failure));
            done();
        } else if (emit == SearxngEmit.LIST) {
            send(List.of(fresh.results()).iterator(), fresh);
        } else {
            send(fresh.results().stream().map(List::of).toList().iterator(), fresh);
        }
    }

    /** In order, each on the thread that may block. */
    private void send(Iterator<List<SearchResult>> parts, SearchResults found) {
        if (rests() || !parts.hasNext()) {
            done();
            return;
        }
        var part = parts.next();
        var exchange = consumer.createExchange(true);
        var message = exchange.getMessage();
        message.setBody(emit == SearxngEmit.LIST ? list(found) : one(part.get(0)));
        message.setHeader(SearxngConstants.RESULT_COUNT, part.size());
        if (emit == SearxngEmit.EACH && part.get(0).url() != null) {
            message.setHeader(SearxngConstants.URL, part.get(0).url());
        }
        consumer.sent();
        consumer.getAsyncProcessor().process(exchange, doneSync -> {
            // Read before the exchange is given back, which may empty it.
            var succeeded = !exchange.isFailed() && !exchange.isRollbackOnly();
            consumer.done(exchange, doneSync);
            route(() -> {
                if (succeeded) {
                    part.forEach(this::remember);
                }
                send(parts, found);
            });
        });
    }

    private Object list(SearchResults found) {
        return switch (questions.output()) {
            case RESULTS -> found;
            case PASSAGES -> found.results().stream().map(SearchResult::passage).toList();
            case TEXT -> found.forModel();
        };
    }

    private Object one(SearchResult result) {
        return switch (questions.output()) {
            case RESULTS -> result;
            case PASSAGES -> result.passage();
            case TEXT ->
                new SearchResults(
                                query.text(),
                                List.of(result),
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(),
                                null)
                        .forModel();
        };
    }

    private void remember(SearchResult result) {
        seen.add(result.key());
        seen.confirm(result.key());
    }

    @Override
    protected boolean rests() {
        return super.rests() || consumer.rests();
    }
}
