package dev.serai.offline.daytona.api;

import java.time.Duration;

/**
 * How long the service takes.
 *
 * @param start from creating or starting to started
 * @param stop from stopping to stopped, and for archiving and deleting too
 * @param build for building a snapshot
 */
public record Pace(Duration start, Duration stop, Duration build) {
    public static Pace quick() {
        return new Pace(Duration.ofMillis(20), Duration.ofMillis(10), Duration.ofMillis(20));
    }
}
