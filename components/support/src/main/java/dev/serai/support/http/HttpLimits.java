package dev.serai.support.http;

import java.time.Duration;
import java.util.Objects;

/**
 * How long and how much an exchange may take. A zero or negative value means no limit.
 *
 * @param connect   until the TCP and TLS connection stands
 * @param firstByte until the head of the response, counted for each attempt from its start, or from the last part of
 *                  the request body that left
 * @param idle      between two parts of the response body; it doesn't run while the consumer asks for nothing
 * @param total     for everything, with retries and the time that the consumer takes
 * @param maxBytes  the size of the whole response body
 */
public record HttpLimits(Duration connect, Duration firstByte, Duration idle, Duration total, long maxBytes) {

    public static final HttpLimits DEFAULTS = new HttpLimits(
            Duration.ofSeconds(10), Duration.ofMinutes(5), Duration.ofMinutes(2), Duration.ofMinutes(30), 64L << 20);

    public HttpLimits {
        Objects.requireNonNull(connect, "connect");
        Objects.requireNonNull(firstByte, "firstByte");
        Objects.requireNonNull(idle, "idle");
        Objects.requireNonNull(total, "total");
    }

    public HttpLimits withConnect(Duration limit) {
        return new HttpLimits(limit, firstByte, idle, total, maxBytes);
    }

    public HttpLimits withFirstByte(Duration limit) {
        return new HttpLimits(connect, limit, idle, total, maxBytes);
    }

    public HttpLimits withIdle(Duration limit) {
        return new HttpLimits(connect, firstByte, limit, total, maxBytes);
    }

    public HttpLimits withTotal(Duration limit) {
        return new HttpLimits(connect, firstByte, idle, limit, maxBytes);
    }

    public HttpLimits withMaxBytes(long limit) {
        return new HttpLimits(connect, firstByte, idle, total, limit);
    }

    /** In nanoseconds, or 0 for no limit; a limit of more than 292 years is none. */
    static long nanos(Duration limit) {
        if (limit.isZero() || limit.isNegative()) {
            return 0;
        }
        try {
            return limit.toNanos();
        } catch (ArithmeticException e) {
            return 0;
        }
    }
}
