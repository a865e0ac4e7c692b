package dev.serai.daytona.client;

import java.util.Locale;

/** Where a process wrote something. */
public enum LogChannel {
    STDOUT,
    STDERR;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
