package dev.serai.ollama.doctor;

import java.util.Locale;

/** How much a finding matters. */
public enum Level {
    /** Nothing to do. */
    OK,
    /** It works, but could work better. */
    HINT,
    /** It does not work, or not as anyone would want it. */
    PROBLEM;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
