package dev.serai.runtime.record;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Endpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what has been noted, from time to time and on one thread, so that no route waits for the database. */
final class RecordWriter {

    private static final Logger LOG = LoggerFactory.getLogger(RecordWriter.class);
    private static final int TOGETHER = 512;
    private static final int SHOWN = 100;
    private static final long TICK_MILLIS = 100;
    /** Of the time between two writes this is spent on writing, so that routes keep the processor under load. */
    private static final long SHARE = 5_000_000;

    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();
    private static final long YOUNG = 200_000_000;
    private static final long STOP_SECONDS = 10;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Backlog backlog;
    private final RecordStore store;
    private final Delivery delivery;
    private final Pruning pruning;
    private final RecordTables tables;
    private final RunIds ids;
    private final Secrets secrets;
    private final Map<Endpoint, String> origins = new HashMap<>();
    private final List<RunListener> listeners = new CopyOnWriteArrayList<>();
    /** The one that is written now, and one that comes next; guarded by itself. */
    private final Deque<CompletableFuture<Void>> flushes = new ArrayDeque<>();

    private final ScheduledThreadPoolExecutor thread;
    private long told;
    private long toldLost;

    RecordWriter(
            Backlog backlog, RecordStore store, Pruning pruning, RecordTables tables, RunIds ids, Secrets secrets) {
        this.backlog = backlog;
        this.store = store;
        this.delivery = new Delivery(store, backlog, pruning, this::tell);
        this.pruning = pruning;
        this.tables = tables;
        this.ids = ids;
        this.secrets = secrets;
        thread = new ScheduledThreadPoolExecutor(1, task -> {
            var daemon = new Thread(task, "serai-records");
            daemon.setDaemon(true);
            return daemon;
        });
        thread.setRemoveOnCancelPolicy(true);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    void start() {
        thread.scheduleWithFixedDelay(() -> guarded(false), TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
        thread.scheduleWithFixedDelay(this::lookAround, 0, 10, TimeUnit.SECONDS);
    }

    void listen(RunListener listener) {
        listeners.add(listener);
    }

    void unlisten(RunListener listener) {
        listeners.remove(listener);
    }

    /** Writes all that has been noted until now. Those who ask while others wait for it wait with them. */
    CompletionStage<Void> flushed() {
        synchronized (flushes) {
            if (flushes.size() < 2) {
                var flush = new CompletableFuture<Void>();
                try {
                    thread.execute(() -> flush(flush));
                } catch (RejectedExecutionException e) {
                    return CompletableFuture.completedFuture(null);
                }
                flushes.add(flush);
            }
            return flushes.getLast();
        }
    }

    private void flush(CompletableFuture<Void> flush) {
        guarded(true);
        done(flush);
    }

    private void done(CompletableFuture<Void> flush) {
        synchronized (flushes) {
            flushes.remove(flush);
        }
        flush.complete(null);
    }

    private void guarded(boolean young) {
        try {
            write(young);
            tellLost();
        } catch (RuntimeException e) {
            tell("Runs could not be recorded", e);
        }
    }

    private void write(boolean young) {
        boolean more = true;
        long begun = CPU.getCurrentThreadCpuTime();
        for (var first = true; more; first = false) {
            var batch = new Batch(ids, secrets, origins);
            for (int i = 0; i < TOGETHER; i++) {
                var run = backlog.next();
                if (run == null) {
                    break;
                }
                run.left = true;
                batch.add(run);
                if (!run.written.open.isEmpty()) {
                    backlog.began(run);
                }
            }
            if (first) {
                addOpen(batch, young);
            }
            batch.close();
            more = !batch.rows.isEmpty()
                    && backlog.size() > 0
                    && (young || CPU.getCurrentThreadCpuTime() - begun < SHARE);
            if (!batch.rows.isEmpty()) {
                if (!delivery.write(batch)) {
                    return;
                }
                tellListeners(batch);
            }
        }
    }

    private void addOpen(Batch batch, boolean young) {
        for (var run : backlog.open()) {
            if (run.hasEnded() && !run.left || run.input == null && !run.written.row) {
                continue;
            }
            if (young || run.elapsed() >= Math.max(YOUNG, run.written.due)) {
                batch.add(run);
            }
            if (run.left && run.written.open.isEmpty()) {
                backlog.forget(run);
                if (run.hasSteps()) {
                    backlog.began(run);
                }
            }
        }
    }

    private void tellListeners(Batch batch) {
        if (!listeners.isEmpty()) {
            var rows = batch.rows;
            var newest = rows.subList(Math.max(0, rows.size() - SHOWN), rows.size()).stream()
                    .map(batch::summary)
                    .toList();
            listeners.forEach(listener -> {
                try {
                    listener.changed(newest);
                } catch (RuntimeException e) {
                    tell("A listener to runs has failed", e);
                }
            });
        }
    }

    private void lookAround() {
        try {
            tables.live(ids);
            pruning.look();
        } catch (SQLException | RuntimeException e) {
            tell("Old runs could not be removed", e);
        }
    }

    private void tellLost() {
        long lost = backlog.lostRuns() + backlog.lostSteps();
        if (lost > toldLost && mayTell()) {
            toldLost = lost;
            LOG.warn(
                    "Too much waited to be recorded: {} runs and {} steps were left out since the start",
                    backlog.lostRuns(),
                    backlog.lostSteps());
        }
    }

    private void tell(String what, Exception e) {
        if (mayTell()) {
            LOG.warn("{}; this is told at most once a minute", what, e);
        } else {
            LOG.debug("{}", what, e);
        }
    }

    private boolean mayTell() {
        long now = System.nanoTime();
        if (told != 0 && now - told < MINUTE.toNanos()) {
            return false;
        }
        told = now;
        return true;
    }

    /** Writes what is left and ends; runs on their way are marked. */
    void stop() {
        thread.shutdown();
        try {
            if (thread.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                writeLast();
            } else {
                LOG.warn("The database is busy; the last runs are not recorded");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            thread.shutdownNow();
            waitingFlushes().forEach(this::done);
        }
    }

    private List<CompletableFuture<Void>> waitingFlushes() {
        synchronized (flushes) {
            return List.copyOf(flushes);
        }
    }

    private void writeLast() {
        guarded(true);
        try {
            var left = new ArrayList<Run>(backlog.open());
            left.removeIf(Run::hasEnded);
            store.stopped(left);
            tables.leave(ids.owner());
        } catch (SQLException | RuntimeException e) {
            tell("Runs that were on their way could not be marked", e);
        }
    }

    /** The time from which what was given a number is too old. */
    static Instant before(int days) {
        return Instant.now().minus(Duration.ofDays(days));
    }
}
