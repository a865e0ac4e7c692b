package dev.serai.support.http;

import java.time.Duration;

/**
 * The clock of one call. Activity costs a write to a field; {@link Deadlines} looks now and then whether a limit has
 * passed, at the latest after the shortest of the limits, so that one which starts to count later isn't missed.
 */
final class Watch {

    private enum Phase {
        HEAD,
        BODY,
        PAUSED
    }

    interface Alarm {
        void passed(HttpFault.Kind kind, Duration limit);
    }

    private final HttpLimits limits;
    private final long firstByte;
    private final long idle;
    private final long total;
    private final long shortest;
    private final long started = System.nanoTime();
    private final Alarm alarm;
    private volatile Phase phase = Phase.HEAD;
    private volatile long since = started;

    Watch(HttpLimits limits, Alarm alarm) {
        this.limits = limits;
        this.alarm = alarm;
        firstByte = HttpLimits.nanos(limits.firstByte());
        idle = HttpLimits.nanos(limits.idle());
        total = HttpLimits.nanos(limits.total());
        shortest = min(min(min(Long.MAX_VALUE, firstByte), idle), total);
    }

    private static long min(long left, long limit) {
        return limit > 0 ? Math.min(left, limit) : left;
    }

    /** In nanoseconds; the greatest number if there is no limit. */
    long shortestLimit() {
        return shortest;
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

    /** Sounds the alarm if a limit has passed. Gives the time until the next look in nanoseconds. */
    long look(long now) {
        var left = shortest;
        if (total > 0) {
            var rest = total - (now - started);
            if (rest <= 0) {
                alarm.passed(HttpFault.Kind.TOTAL_TIMEOUT, limits.total());
                return shortest;
            }
            left = Math.min(left, rest);
        }
        // the phase first: the time since which a later phase counts is never older than that phase
        var current = phase;
        var limit = current == Phase.HEAD ? firstByte : current == Phase.BODY ? idle : 0;
        if (limit == 0) {
            return left;
        }
        var quiet = limit - (now - since);
        if (quiet > 0) {
            return Math.min(left, quiet);
        }
        if (current == Phase.HEAD) {
            alarm.passed(HttpFault.Kind.FIRST_BYTE_TIMEOUT, limits.firstByte());
        } else {
            alarm.passed(HttpFault.Kind.IDLE_TIMEOUT, limits.idle());
        }
        return left;
    }
}
