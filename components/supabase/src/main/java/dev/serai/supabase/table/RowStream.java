package dev.serai.supabase.table;

import dev.serai.supabase.client.SupabaseError;
import dev.serai.supabase.client.SupabaseException;
import dev.serai.support.error.Failures;
import java.io.Closeable;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;

/**
 * The rows of a large selection, of which two pages are held at most: while one is read, the next is on its way. The
 * thread that reads waits where it is faster than the server, as with every iterator.
 */
public final class RowStream implements Iterator<Object>, Closeable {

    private final Pages pages;
    private final RowForm form;
    private Iterator<Map<String, Object>> current;
    private List<Map<String, Object>> arrived;
    private CompletableFuture<List<Map<String, Object>>> ahead;
    private RuntimeException failure;
    private boolean closed;

    RowStream(Pages pages, List<Map<String, Object>> first, RowForm form) {
        this.pages = pages;
        this.form = form;
        arrived = first;
    }

    @Override
    public synchronized boolean hasNext() {
        while (!closed && (current == null || !current.hasNext())) {
            if (failure != null) {
                throw failure;
            }
            if (arrived != null) {
                turn();
                continue;
            }
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                close();
                throw new SupabaseException(
                        SupabaseError.CANCELLED, "the reader was interrupted while it waited for rows");
            }
        }
        return !closed;
    }

    /** To the page that has come. An empty one is the last. */
    private void turn() {
        if (arrived.isEmpty()) {
            closed = true;
            return;
        }
        current = arrived.iterator();
        arrived = null;
        ahead = pages.next();
        ahead.whenComplete(this::arrive);
    }

    private synchronized void arrive(List<Map<String, Object>> rows, Throwable error) {
        arrived = rows;
        if (error != null) {
            var cause = Failures.unwrap(error);
            failure = cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
        }
        notifyAll();
    }

    @Override
    public synchronized Object next() {
        if (!hasNext()) {
            throw new NoSuchElementException("there are no more rows");
        }
        return form.of(current.next());
    }

    /** Ends the reading early, with the request that is on its way. */
    @Override
    public synchronized void close() {
        closed = true;
        if (ahead != null) {
            ahead.cancel(false);
        }
        notifyAll();
    }
}
