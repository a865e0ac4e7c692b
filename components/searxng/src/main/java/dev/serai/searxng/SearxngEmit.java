package dev.serai.searxng;

/** What starts an exchange. */
public enum SearxngEmit {
    EACH,
    LIST
}
