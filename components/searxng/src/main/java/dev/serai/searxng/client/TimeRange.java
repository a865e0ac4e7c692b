package dev.serai.searxng.client;

import java.util.Locale;

/** How old a result may be. */
public enum TimeRange {
    DAY,
    WEEK,
    MONTH,
    YEAR;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
