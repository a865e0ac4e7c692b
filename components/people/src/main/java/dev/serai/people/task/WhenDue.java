package dev.serai.people.task;

/** What happens to a question that nobody has answered in time. */
public enum WhenDue {
    /** What asked fails with PEOPLE-301. */
    FAIL,
    /** What asked goes on with the answer that the option dueAnswer holds. */
    ANSWER,
    /** Whoever was told is told again, each time that the due time has passed. */
    REMIND
}
