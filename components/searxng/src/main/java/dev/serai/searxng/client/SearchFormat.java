package dev.serai.searxng.client;

import java.util.Locale;

/** How the server writes its answer. */
public enum SearchFormat {
    JSON,
    CSV,
    RSS;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
