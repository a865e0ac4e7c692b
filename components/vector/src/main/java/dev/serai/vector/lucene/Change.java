package dev.serai.vector.lucene;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.search.SearcherManager;

/** A change that waits for its turn, and for the commit that makes it durable. */
final class Change<T> {

    /** Does the change in one call of the writer, so that no commit can fall into the middle of it. */
    interface Work<T> {
        T apply(IndexWriter writer, SearcherManager searchers) throws IOException;
    }

    private final Work<T> work;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private T value;
    private boolean applied;

    Change(Work<T> work) {
        this.work = work;
    }

    CompletableFuture<T> result() {
        return result;
    }

    /** Runs the change; its own mistakes fail it alone, a failing disk fails all. */
    void apply(IndexWriter writer, SearcherManager searchers) throws IOException {
        try {
            value = work.apply(writer, searchers);
            applied = true;
        } catch (RuntimeException e) {
            if (!writer.isOpen()) {
                throw e;
            }
            result.completeExceptionally(e);
        }
    }

    void committed() {
        if (applied) {
            result.complete(value);
        }
    }

    void failed(Throwable error) {
        result.completeExceptionally(error);
    }
}
