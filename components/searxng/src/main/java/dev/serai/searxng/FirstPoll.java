package dev.serai.searxng;

/** What becomes of what is there already. */
public enum FirstPoll {
    EMIT,
    REMEMBER
}
