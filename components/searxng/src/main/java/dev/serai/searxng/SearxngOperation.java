package dev.serai.searxng;

import dev.serai.searxng.client.SearxngError;
import dev.serai.searxng.client.SearxngException;
import java.util.Arrays;
import java.util.Locale;

/** The endpoint's path: what is asked of the server. */
public enum SearxngOperation {
    /** Searches the web. */
    SEARCH,
    /** Completes the beginning of a question. */
    AUTOCOMPLETE,
    /** Tells what the instance has: engines, categories, languages. */
    CONFIG,
    /** Tells whether the instance is well. */
    HEALTH,
    /** Reads web pages as text, without asking the server. */
    READ;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static SearxngOperation of(String name) {
        return Arrays.stream(values())
                .filter(operation -> operation.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new SearxngException(
                        SearxngError.UNKNOWN_OPERATION, "'" + name + "' is no operation of searxng"));
    }
}
