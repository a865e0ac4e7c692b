package dev.serai.runtime.record;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers for runs that grow with time, so that the newest rows of a table lie together and age is a range of numbers:
 * 41 bits of milliseconds, 8 of the process that records, 14 of a counter.
 */
final class RunIds {

    static final int OWNERS = 256;

    private static final long EPOCH = Instant.parse("2024-01-01T00:00:00Z").toEpochMilli();
    private static final int COUNTER_BITS = 14;
    private static final int OWNER_BITS = 8;
    private static final int RADIX = 36;
    private static final int DIGITS = 13;
    private static final long COUNTER_MASK = (1L << COUNTER_BITS) - 1;

    private volatile long owner;
    private final AtomicLong last;

    /** @param highest the highest number that was ever given; the clock may have been put back */
    RunIds(int owner, long highest) {
        own(owner);
        this.last = new AtomicLong((highest >>> (COUNTER_BITS + OWNER_BITS)) + 1 << COUNTER_BITS);
    }

    /** From now on numbers are those of this process. */
    void own(int process) {
        owner = (long) process << COUNTER_BITS;
    }

    int owner() {
        return (int) (owner >>> COUNTER_BITS);
    }

    long next() {
        var now = System.currentTimeMillis() - EPOCH << COUNTER_BITS;
        var place = last.updateAndGet(before -> Math.max(before + 1, now));
        return place >>> COUNTER_BITS << COUNTER_BITS + OWNER_BITS | owner | place & COUNTER_MASK;
    }

    /** What is lower was given before this time. */
    static long at(Instant time) {
        return Math.max(0, time.toEpochMilli() - EPOCH) << COUNTER_BITS + OWNER_BITS;
    }

    static String text(long id) {
        var digits = Long.toString(id, RADIX);
        return "0".repeat(DIGITS - digits.length()) + digits;
    }

    /** @return -1 when it is none */
    static long number(String text) {
        if (text == null || text.length() != DIGITS) {
            return -1;
        }
        try {
            return Long.parseLong(text, RADIX);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
