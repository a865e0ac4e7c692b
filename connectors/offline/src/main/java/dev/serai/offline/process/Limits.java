package dev.serai.offline.process;

import java.time.Duration;

/**
 * What one program may take.
 *
 * @param time how long it may run
 * @param output the most bytes that it may write to its output
 * @param fileBytes the most bytes of one file that it writes
 */
public record Limits(Duration time, long output, long fileBytes) {
    public Limits {
        if (time.isNegative() || time.isZero() || output <= 0 || fileBytes <= 0) {
            throw new IllegalArgumentException("limits must be more than nothing");
        }
    }

    /** Ten minutes, 16 MiB of output, files of 1 GiB. */
    public static Limits standard() {
        return new Limits(Duration.ofMinutes(10), 16L << 20, 1L << 30);
    }

    public Limits withTime(Duration value) {
        return new Limits(value.compareTo(time) < 0 ? value : time, output, fileBytes);
    }
}
