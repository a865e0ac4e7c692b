package dev.serai.vector.lucene;

import dev.serai.support.vector.Fingerprint;
import dev.serai.vector.VectorError;
import dev.serai.vector.VectorException;
import dev.serai.vector.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.AlreadyClosedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The index of one collection, shared by all that use it in this process. Changes are done one after the other on one
 * thread at a time; those that have gathered meanwhile share a commit, and complete after it.
 */
final class LuceneIndex {

    /** So that the first of many changes does not wait for all of them. */
    private static final int MOST_PER_COMMIT = 1_000;

    interface Read<T> {
        T apply(IndexSearcher searcher) throws IOException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(LuceneIndex.class);

    private final Path path;
    private final Workers readers;
    private final Executor writers;
    private final Queue<Change<?>> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean draining = new AtomicBoolean();
    private final Object writing = new Object();
    private volatile OpenIndex open;
    private volatile boolean closed;
    private Fingerprint fingerprint;

    /** @param writers gives a thread to one run of changes; the run waits for the disk */
    LuceneIndex(Path path, Workers readers, Executor writers) {
        this.path = path;
        this.readers = readers;
        this.writers = writers;
    }

    Path path() {
        return path;
    }

    CompletableFuture<Void> open(Fingerprint wanted) {
        var result = new CompletableFuture<Void>();
        writers.execute(() -> {
            try {
                synchronized (writing) {
                    openNow(wanted);
                }
                result.complete(null);
            } catch (Throwable e) {
                result.completeExceptionally(StoreFailures.of(path, e));
            }
        });
        return result;
    }

    private void openNow(Fingerprint wanted) throws IOException {
        if (closed) {
            throw closedError();
        }
        if (open == null) {
            open = OpenIndex.open(path, wanted, this::merged);
        }
        fingerprint = open.fingerprint();
        if (!fingerprint.equals(wanted)) {
            throw new VectorException(
                    VectorError.OTHER_EMBEDDER,
                    "the collection " + path.getFileName() + " was made with " + words(fingerprint)
                            + ", and the endpoint uses " + words(wanted));
        }
    }

    private static String words(Fingerprint fingerprint) {
        return "the embedder '" + fingerprint.embedder() + "' (" + fingerprint.dimensions() + " dimensions)";
    }

    /** The stage completes when the change is on disk and seen by readers. */
    <T> CompletableFuture<T> change(Change.Work<T> work) {
        var change = new Change<>(work);
        waiting.add(change);
        schedule();
        return change.result();
    }

    private void schedule() {
        if (draining.compareAndSet(false, true)) {
            writers.execute(this::drain);
        }
    }

    /** A change without content commits the merged segments and shows them to readers. */
    private void merged() {
        try {
            change((writer, searchers) -> null);
        } catch (RejectedExecutionException e) {
            LOG.debug("The segments in {} were merged while the component stopped", path);
        }
    }

    private void drain() {
        try {
            synchronized (writing) {
                for (var group = group(); !group.isEmpty(); group = group()) {
                    write(group);
                }
            }
        } finally {
            draining.set(false);
        }
        if (!waiting.isEmpty()) {
            schedule();
        }
    }

    private List<Change<?>> group() {
        var group = new ArrayList<Change<?>>();
        while (group.size() < MOST_PER_COMMIT) {
            var change = waiting.poll();
            if (change == null) {
                break;
            }
            group.add(change);
        }
        return group;
    }

    private void write(List<Change<?>> group) {
        try {
            var index = usable();
            for (var change : group) {
                change.apply(index.writer(), index.searchers());
            }
            index.commit();
            group.forEach(Change::committed);
        } catch (Throwable e) {
            giveUp();
            var failure = StoreFailures.of(path, e);
            group.forEach(change -> change.failed(failure));
        }
    }

    /** After a failed disk the next change opens the index again, as the last commit left it. */
    private OpenIndex usable() throws IOException {
        if (closed || fingerprint == null) {
            throw closedError();
        }
        if (open == null) {
            open = OpenIndex.open(path, fingerprint, this::merged);
        }
        return open;
    }

    private void giveUp() {
        var index = open;
        open = null;
        if (index != null) {
            try {
                index.close();
            } catch (RuntimeException e) {
                // What broke the index may break this too, and those who wait must hear of the first failure.
                LOG.warn("The index in {} was not closed properly: {}", path, e.toString());
            }
        }
    }

    <T> CompletableFuture<T> read(Read<T> work) {
        // After a failed write the index is closed, and any change opens it again.
        return open != null || closed
                ? readers.call(() -> readNow(work))
                : change((writer, searchers) -> null).thenCompose(opened -> readers.call(() -> readNow(work)));
    }

    private <T> T readNow(Read<T> work) {
        var index = open;
        if (index == null) {
            throw closed
                    ? closedError()
                    : new VectorException(
                            VectorError.STORE_FAILED, "the collection " + path.getFileName() + " is not open");
        }
        try {
            var searcher = index.searchers().acquire();
            try {
                return work.apply(searcher);
            } finally {
                index.searchers().release(searcher);
            }
        } catch (IOException | AlreadyClosedException e) {
            throw StoreFailures.of(path, e);
        }
    }

    /** Finishes the changes that wait. */
    void close() {
        synchronized (writing) {
            for (var group = group(); !group.isEmpty(); group = group()) {
                write(group);
            }
            closed = true;
            giveUp();
        }
    }

    private VectorException closedError() {
        return new VectorException(VectorError.CLOSED, "the collection " + path.getFileName() + " is closed");
    }
}
