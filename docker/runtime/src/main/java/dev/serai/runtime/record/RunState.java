package dev.serai.runtime.record;

import java.util.Locale;

/** How a run stands. */
public enum RunState {
    RUNNING,
    /** It waits for a person. */
    WAITING,
    DONE,
    FAILED,
    /** The runtime ended while it ran. */
    STOPPED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static RunState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    boolean open() {
        return this == RUNNING || this == WAITING;
    }
}
