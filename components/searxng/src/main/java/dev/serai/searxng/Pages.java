package dev.serai.searxng;

import dev.serai.searxng.client.PageText;
import dev.serai.searxng.client.SearchResult;
import dev.serai.searxng.client.SearchResults;
import dev.serai.searxng.pages.Page;
import dev.serai.searxng.pages.PageReader;
import dev.serai.support.error.Failures;
import dev.serai.support.error.SeraiException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Reads the pages of an endpoint. The reader comes with the first page, since most endpoints read none. */
final class Pages implements AutoCloseable {

    private final SearxngEndpoint endpoint;
    private PageReader reader;
    private boolean closed;

    Pages(SearxngEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    synchronized PageReader reader() {
        if (closed) {
            throw new IllegalStateException("the endpoint is stopped");
        }
        if (reader == null) {
            reader = PageReader.create(endpoint.getCamelContext(), endpoint.getPageOptions());
        }
        return reader;
    }

    CompletableFuture<PageText> read(URI url) {
        return reader().read(url).thenApply(Pages::text);
    }

    /** Gives the reason where there is no page. */
    CompletableFuture<PageText> tried(String url) {
        URI uri;
        try {
            uri = new URI(url.strip());
        } catch (URISyntaxException e) {
            return CompletableFuture.completedFuture(PageText.failed(url, "it is no address"));
        }
        return read(uri).exceptionally(error -> PageText.failed(url, reason(Failures.unwrap(error))));
    }

    /** Puts the pages of the first results into them. */
    CompletableFuture<SearchResults> added(SearchResults found, int most) {
        var wanted = found.results().stream()
                .filter(result -> result.url() != null)
                .limit(most)
                .toList();
        if (wanted.isEmpty()) {
            return CompletableFuture.completedFuture(found);
        }
        var read = wanted.stream().map(result -> tried(result.url())).toList();
        return all(read).thenApply(pages -> {
            var results = new ArrayList<SearchResult>();
            var next = 0;
            for (var result : found.results()) {
                results.add(
                        next < wanted.size() && result == wanted.get(next) ? result.with(pages.get(next++)) : result);
            }
            return found.with(results);
        });
    }

    static <T> CompletableFuture<List<T>> all(List<CompletableFuture<T>> futures) {
        var all = CompletableFuture.<List<T>>completedFuture(new ArrayList<>());
        for (var future : futures) {
            all = all.thenCombine(future, (list, one) -> {
                list.add(one);
                return list;
            });
        }
        return all;
    }

    private static PageText text(Page page) {
        return new PageText(page.url().toString(), page.title(), page.text(), page.language(), page.cut(), null);
    }

    private static String reason(Throwable error) {
        return error instanceof SeraiException known
                ? "[" + known.getId() + "] " + known.getFact()
                : String.valueOf(error.getMessage());
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (reader != null) {
            reader.close();
        }
    }
}
