package dev.serai.daytona.client;

/** What comes from a sandbox while somebody pulls it, and holds a connection until its end. */
public interface PulledStream extends AutoCloseable {

    /** Whether nobody has begun to pull, be it only to wait for what comes first. */
    boolean isUntouched();

    /** Leaves it all, and tells why to whoever pulls later. */
    void giveUp(DaytonaException reason);
}
