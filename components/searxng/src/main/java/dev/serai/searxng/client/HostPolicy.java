package dev.serai.searxng.client;

/** Which of several instances is asked first. */
public enum HostPolicy {
    IN_ORDER,
    ROUND_ROBIN
}
