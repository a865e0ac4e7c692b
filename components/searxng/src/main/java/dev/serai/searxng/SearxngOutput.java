package dev.serai.searxng;

/** What the body becomes. */
public enum SearxngOutput {
    RESULTS,
    PASSAGES,
    TEXT
}
