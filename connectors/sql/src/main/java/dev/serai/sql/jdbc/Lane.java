package dev.serai.sql.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Writes in the order they come, many in one transaction: what waits while the disk is busy shares the next commit. When
 * one of them fails, the others of its transaction are done again, each by itself.
 */
public final class Lane {

    /** Others wait for the rows that a transaction has locked, so it stays short. */
    private static final int TOGETHER = 64;

    private final Workers workers;
    private final Transactions transactions;
    private final ConcurrentLinkedQueue<Write<?>> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    Lane(Workers workers, Transactions transactions) {
        this.workers = workers;
        this.transactions = transactions;
    }

    /**
     * @param key names what is locked: processes that lock several things do it in the same order, so that none waits for
     *     another that waits for it
     */
    public <T> CompletionStage<T> write(String key, Work<T> work) {
        var write = new Write<>(key, work);
        var before = waiting.getAndIncrement();
        if (before >= Workers.QUEUE) {
            waiting.decrementAndGet();
            return CompletableFuture.failedFuture(workers.refusal());
        }
        queue.add(write);
        if (before == 0) {
            drainSoon();
        }
        return write.stage;
    }

    private void drainSoon() {
        try {
            workers.execute(this::drain);
        } catch (RuntimeException e) {
            // Nobody else drains, so whoever comes meanwhile waits for the same.
            for (var left = waiting.get(); left > 0; left = waiting.get()) {
                refuse(e);
            }
        }
    }

    private void refuse(RuntimeException reason) {
        var write = queue.poll();
        if (write != null) {
            waiting.decrementAndGet();
            write.stage.completeExceptionally(reason);
        }
    }

    private void drain() {
        // Also when the workers are closed meanwhile: what was taken is done.
        var left = true;
        while (left) {
            var batch = next();
            if (batch.isEmpty()) {
                // Counted, but not yet in the queue.
                Thread.onSpinWait();
                continue;
            }
            together(batch);
            left = waiting.addAndGet(-batch.size()) > 0;
            batch.forEach(Write::finish);
        }
    }

    private List<Write<?>> next() {
        var batch = new ArrayList<Write<?>>(TOGETHER);
        while (batch.size() < TOGETHER) {
            var write = queue.poll();
            if (write == null) {
                break;
            }
            batch.add(write);
        }
        // The sort keeps the order of writes with the same key.
        batch.sort(Comparator.comparing(write -> write.key));
        return batch;
    }

    private void together(List<Write<?>> batch) {
        if (batch.size() == 1) {
            alone(batch.get(0));
            return;
        }
        var inside = new boolean[1];
        try {
            transactions.once(connection -> {
                for (var write : batch) {
                    inside[0] = true;
                    write.run(connection);
                }
                inside[0] = false;
                return null;
            });
        } catch (SQLException | RuntimeException | Error e) {
            if (inside[0]) {
                batch.forEach(this::alone);
            } else {
                // No connection, or a commit of which nobody knows: doing it again could do it twice.
                batch.forEach(write -> write.fail(e));
            }
        }
    }

    private void alone(Write<?> write) {
        try {
            transactions.write(connection -> {
                write.run(connection);
                return null;
            });
        } catch (SQLException | RuntimeException | Error e) {
            write.fail(e);
        }
    }

    private static final class Write<T> {
        private final String key;
        private final Work<T> work;
        private final CompletableFuture<T> stage = new CompletableFuture<>();
        private T result;
        private Throwable failure;

        Write(String key, Work<T> work) {
            this.key = key;
            this.work = work;
        }

        void run(Connection connection) throws SQLException {
            result = work.on(connection);
        }

        void fail(Throwable reason) {
            failure = reason;
        }

        /** Only now that the connection is given back, since whoever waits may go on with anything. */
        void finish() {
            if (failure == null) {
                stage.complete(result);
            } else {
                stage.completeExceptionally(Failures.of(failure));
            }
        }
    }
}
