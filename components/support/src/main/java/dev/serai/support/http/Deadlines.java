package dev.serai.support.http;

import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Looks after the limits of all calls with one timer task. A call that ends in time, as nearly all do, costs nothing
 * here but a comparison.
 */
final class Deadlines implements Runnable {

    /** Limits may pass this much later, so that thousands of calls aren't looked through for each single one. */
    private static final long GRAIN = TimeUnit.MILLISECONDS.toNanos(2);

    private static final long NEVER = Long.MAX_VALUE;

    private final Set<Flight<?>> flights;
    private final ScheduledExecutorService timer;
    private final long origin = System.nanoTime();
    private volatile long next = NEVER;
    private Future<?> task;

    Deadlines(Set<Flight<?>> flights, ScheduledExecutorService timer) {
        this.flights = flights;
        this.timer = timer;
    }

    /** A call has joined, of which no limit passes before this time. */
    void lookWithin(long nanos) {
        if (nanos == NEVER) {
            return;
        }
        var wait = Math.max(nanos, GRAIN);
        var at = System.nanoTime() - origin + wait;
        if (at < next) {
            schedule(at, wait);
        }
    }

    private synchronized void schedule(long at, long wait) {
        if (at >= next) {
            return;
        }
        if (task != null) {
            task.cancel(false);
        }
        next = at;
        task = timer.schedule(this, wait, TimeUnit.NANOSECONDS);
    }

    @Override
    public void run() {
        synchronized (this) {
            // from here on a call that joins makes its own appointment, whether or not the loop meets it
            next = NEVER;
            task = null;
        }
        var soonest = NEVER;
        var now = System.nanoTime();
        for (var flight : flights) {
            soonest = Math.min(soonest, flight.watch.look(now));
        }
        lookWithin(soonest);
    }
}
