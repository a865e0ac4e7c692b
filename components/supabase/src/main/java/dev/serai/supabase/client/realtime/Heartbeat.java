package dev.serai.supabase.client.realtime;

import java.time.Duration;
import java.time.Instant;

/**
 * Judges whether the server is still there. An answer counts from the time of its question, since only what the server
 * sent before that is sure to have arrived. Time in which nobody reads does not count against the server: its answer may
 * wait behind messages that nobody has asked for.
 */
final class Heartbeat {

    private final long interval;
    private String asked;
    private Instant askedAt;
    private Instant aliveAt = Instant.now();
    private boolean reading;
    private long quietSince = System.nanoTime();

    Heartbeat(Duration interval) {
        this.interval = interval.toNanos();
    }

    /** Whether the server has been silent for an interval although it was asked and somebody read. */
    synchronized boolean missed() {
        // a timer may come a little early
        return asked != null && reading && System.nanoTime() - quietSince >= interval - interval / 20;
    }

    /** A question leaves; while one is unanswered, a further one only keeps the connection alive. */
    synchronized void asks(String ref) {
        if (asked == null) {
            asked = ref;
            askedAt = Instant.now();
            quietSince = System.nanoTime();
        }
    }

    synchronized void answered(String ref) {
        if (ref != null && ref.equals(asked)) {
            aliveAt = askedAt;
            asked = null;
        }
    }

    /** Everything up to now has been read. */
    synchronized void caughtUp(Instant now) {
        aliveAt = now;
    }

    synchronized void reads() {
        reading = true;
        quietSince = System.nanoTime();
    }

    synchronized void heard() {
        reading = false;
    }

    /** Up to when the server is known to have been there. */
    synchronized Instant aliveAt() {
        return aliveAt;
    }
}
