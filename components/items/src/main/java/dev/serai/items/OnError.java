package dev.serai.items;

/** What becomes of a step that fails. */
public enum OnError {
    /** The exchange fails. */
    FAIL,
    /** An item that fails becomes its message; of a step on the whole list the input goes on as it is. */
    CONTINUE,
    /** What failed goes to an output of its own, with the message. */
    OUTPUT
}
