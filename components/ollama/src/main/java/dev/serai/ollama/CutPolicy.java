package dev.serai.ollama;

/** What happens when the server has cut a prompt. */
public enum CutPolicy {
    WARN,
    FAIL,
    IGNORE
}
