package dev.serai.items;

/** What becomes of a step that fails. */
public enum OnError {
    /** The exchange fails. */
    FAIL,
    /** The input goes on as it is. */
    CONTINUE,
    /** The input goes to an output of its own, with the message. */
    OUTPUT
}
