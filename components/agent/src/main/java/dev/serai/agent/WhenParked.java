package dev.serai.agent;

/** What the route does while a call waits for a person. */
public enum WhenParked {
    /** It goes on at once. */
    RETURN,
    /** The exchange waits without a thread. */
    WAIT
}
