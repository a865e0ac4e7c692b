package dev.serai.support.http;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The clock of one call. It holds a single timer task, which looks at the time of the last activity when it fires and
 * re-arms itself for what is left, so that activity costs a write to a field.
 *
 * <p>The task never sleeps longer than the shortest limit; so a limit that starts to count later can't be missed.
 */
final class Watch implements Runnable {

    private enum Phase { HEAD, BODY, PAUSED }

    interface Alarm {
        void passed(HttpFault.Kind kind, Duration limit);
    }

    private final HttpLimits limits;
    private final long firstByte;
    private final long idle;
    private final long total;
    private final long started;
    private final ScheduledExecutorService timer;
    private final Alarm alarm;
    private volatile Phase phase = Phase.HEAD;
    private volatile long since;
    private volatile Future<?> task;
    private volatile boolean stopped;

    Watch(HttpLimits limits, ScheduledExecutorService timer, Alarm alarm) {
        this.limits = limits;
        this.firstByte = HttpLimits.nanos(limits.firstByte());
        this.idle = HttpLimits.nanos(limits.idle());
        this.total = HttpLimits.nanos(limits.total());
        this.timer = timer;
        this.alarm = alarm;
        this.started = System.nanoTime();
        this.since = started;
    }

    void start() {
        arm(Long.MAX_VALUE);
    }

    /** A new attempt waits for its head. */
    void attempt() {
        since = System.nanoTime();
        phase = Phase.HEAD;
    }

    void activity() {
        since = System.nanoTime();
    }

    /** The body is asked for, so the server has to go on. */
    void resume() {
        since = System.nanoTime();
        phase = Phase.BODY;
    }

    /** Nobody waits for the server now. */
    void pause() {
        phase = Phase.PAUSED;
    }

    void stop() {
        stopped = true;
        var pending = task;
        if (pending != null) {
            pending.cancel(false);
        }
    }

    @Override
    public void run() {
        var now = System.nanoTime();
        var left = Long.MAX_VALUE;
        if (total > 0) {
            left = total - (now - started);
            if (left <= 0) {
                alarm.passed(HttpFault.Kind.TOTAL_TIMEOUT, limits.total());
                return;
            }
        }
        var current = phase;
        var limit = current == Phase.HEAD ? firstByte : current == Phase.BODY ? idle : 0;
        if (limit > 0) {
            var quiet = limit - (now - since);
            if (quiet <= 0 && current == Phase.HEAD) {
                alarm.passed(HttpFault.Kind.FIRST_BYTE_TIMEOUT, limits.firstByte());
            } else if (quiet <= 0) {
                alarm.passed(HttpFault.Kind.IDLE_TIMEOUT, limits.idle());
            }
            // goes on after an alarm, since another attempt may follow
            left = Math.min(left, quiet <= 0 ? limit : quiet);
        }
        arm(left);
    }

    private void arm(long left) {
        var wait = min(min(min(left, firstByte), idle), total);
        if (wait == Long.MAX_VALUE || stopped) {
            return;
        }
        var next = timer.schedule(this, wait, TimeUnit.NANOSECONDS);
        task = next;
        if (stopped) {
            next.cancel(false);
        }
    }

    private static long min(long left, long limit) {
        return limit > 0 ? Math.min(left, limit) : left;
    }
}
