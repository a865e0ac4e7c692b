package dev.serai.people;

/** What the exchange that asks does until there is an answer. */
public enum WhenParked {
    /** It ends here, and its caller gets the task's id; another exchange goes on with the answer. */
    RETURN,
    /** It waits, without a thread. */
    WAIT
}
