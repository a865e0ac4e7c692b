package dev.serai.searxng;

/** What happens when nothing was found and engines gave no answer. */
public enum UnresponsivePolicy {
    FAIL,
    WARN,
    IGNORE
}
