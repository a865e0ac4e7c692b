package dev.serai.people.task;

/** How a task stands. */
public enum TaskStatus {
    /** It waits for somebody. */
    OPEN,
    /** It has come to an outcome, and what asked goes on with that. */
    GOES_ON,
    /** What asked has ended. */
    CLOSED
}
