package dev.serai.ollama;

/** Whether a missing model is downloaded. */
public enum PullPolicy {
    NEVER,
    IF_MISSING,
    ALWAYS
}
