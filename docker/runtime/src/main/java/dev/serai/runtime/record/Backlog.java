package dev.serai.runtime.record;

import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * What waits to be written. It never lets a route wait: when much waits, new runs are not recorded; when those that had
 * begun are too many or too large, they lose their steps, and in the end their row too. All of that is counted.
 */
final class Backlog {

    static final int FULL_RUNS = 4_096;
    static final int MOST_RUNS = 4 * FULL_RUNS;
    static final long MOST_WEIGHT = 16L * 1_024 * 1_024;
    private final ConcurrentLinkedQueue<Run> queue = new ConcurrentLinkedQueue<>();
    private final ConcurrentHashMap<Long, Run> open = new ConcurrentHashMap<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong weight = new AtomicLong();
    private final LongAdder lostRuns = new LongAdder();
    private final LongAdder lostSteps = new LongAdder();

    /** Whether a run that begins now is left out; then it is counted. */
    boolean refuses() {
        if (waiting.get() < FULL_RUNS && weight.get() < MOST_WEIGHT) {
            return false;
        }
        lostRuns.increment();
        return true;
    }

    void began(Run run) {
        open.put(run.id, run);
    }

    /** A run that is on its way; null when there is none of this number. */
    Run running(long id) {
        var run = open.get(id);
        return run == null || run.hasEnded() ? null : run;
    }

    /** A step was added; those of copies may come after the end. */
    void pushed(Run run) {
        if (run.left) {
            open.putIfAbsent(run.id, run);
        }
    }

    void ended(Run run) {
        int before = waiting.get();
        if (before >= MOST_RUNS && !run.written.row) {
            open.remove(run.id, run);
            lostRuns.increment();
            return;
        }
        if (before >= 2 * FULL_RUNS || weight.get() >= 2 * MOST_WEIGHT) {
            leaveSteps(run);
        }
        run.queuedWeight = run.pending();
        weight.addAndGet(run.queuedWeight);
        queue.add(run);
        waiting.incrementAndGet();
    }

    /** Takes back a run that could not be written. */
    void again(Run run) {
        run.left = false;
        began(run);
        ended(run);
    }

    private void leaveSteps(Run run) {
        int steps = 0;
        for (var step = run.take(); step != null; step = step.next) {
            steps++;
        }
        run.lose(steps);
        lostSteps.add(steps);
    }

    /** The next run that has ended; null when there is none. */
    Run next() {
        var run = queue.poll();
        if (run != null) {
            waiting.decrementAndGet();
            weight.addAndGet(-run.queuedWeight);
            open.remove(run.id, run);
        }
        return run;
    }

    Collection<Run> open() {
        return open.values();
    }

    void forget(Run run) {
        open.remove(run.id, run);
    }

    int size() {
        return waiting.get();
    }

    void lose(int runs, int steps) {
        lostRuns.add(runs);
        lostSteps.add(steps);
    }

    long lostRuns() {
        return lostRuns.sum();
    }

    long lostSteps() {
        return lostSteps.sum();
    }
}
