package dev.serai.people.task;

/** What became of a question. */
public enum Outcome {
    ANSWERED,
    /** Nobody answered in time. */
    OVERDUE,
    CANCELLED
}
