package dev.serai.ollama.client;

/** Which of several servers answers. */
public enum NodePolicy {
    PREFER_LOADED,
    LEAST_BUSY,
    IN_ORDER
}
