package dev.serai.support.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How often a call is tried, and how long it waits in between. What may be tried again at all is decided by the call:
 * a repeatable one, or one of which provably nothing was sent.
 *
 * @param maxAttempts attempts in all, so 1 is no retry
 * @param firstDelay  the wait before the second attempt; it doubles for each further one, with a jitter of a half
 * @param maxDelay    the longest wait; a server that asks for more with {@code Retry-After} isn't waited for, and its
 *                    reply is the result
 * @param statuses    the statuses of a response that are worth another attempt
 */
public record RetryPolicy(int maxAttempts, Duration firstDelay, Duration maxDelay, Set<Integer> statuses) {

    public static final RetryPolicy NONE = new RetryPolicy(1, Duration.ZERO, Duration.ZERO, Set.of());

    private static final int MAX_DOUBLINGS = 20;

    public RetryPolicy {
        if (maxAttempts < 1) {
            throw new IllegalArgumentException("maxAttempts is " + maxAttempts + ", but at least 1 is needed");
        }
        if (firstDelay.isNegative() || maxDelay.isNegative()) {
            throw new IllegalArgumentException("a delay can't be negative");
        }
        statuses = Set.copyOf(statuses);
    }

    /** Some attempts on lost connections and on the statuses of a server that is busy or starting. */
    public static RetryPolicy attempts(int maxAttempts) {
        return new RetryPolicy(
                maxAttempts, Duration.ofMillis(200), Duration.ofSeconds(10), Set.of(408, 429, 502, 503, 504));
    }

    /** The wait after the given attempt, the first being 1. */
    Duration delayAfter(int attempt) {
        var doubled = firstDelay.multipliedBy(1L << Math.min(attempt - 1, MAX_DOUBLINGS));
        var full = doubled.compareTo(maxDelay) > 0 ? maxDelay : doubled;
        var nanos = HttpLimits.nanos(full);
        return Duration.ofNanos(
                nanos / 2 + (nanos < 2 ? 0 : ThreadLocalRandom.current().nextLong(nanos / 2 + 1)));
    }

    /** The wait before another attempt after a reply, or empty if its {@code Retry-After} is beyond the longest one. */
    Optional<Duration> delayAfter(int attempt, String retryAfter, Clock clock) {
        var asked = retryAfter(retryAfter, clock);
        if (asked == null) {
            return Optional.of(delayAfter(attempt));
        }
        return asked.compareTo(maxDelay) > 0 ? Optional.empty() : Optional.of(asked);
    }

    private static Duration retryAfter(String value, Clock clock) {
        if (value == null || value.isBlank()) {
            return null;
        }
        var text = value.strip();
        if (text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Duration.ofSeconds(text.length() > 10 ? Integer.MAX_VALUE : Long.parseLong(text));
        }
        try {
            var until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            var wait = Duration.between(Instant.now(clock), until);
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
