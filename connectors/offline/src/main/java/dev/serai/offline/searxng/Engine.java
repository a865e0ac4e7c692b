package dev.serai.offline.searxng;

import java.util.List;

/** A search engine that the server says it asks. */
public record Engine(String name, String shortcut, List<String> categories, boolean enabled, String description) {

    /** An engine of the category "general" that is asked when nothing else is named. */
    public static Engine named(String name) {
        return new Engine(name, name, List.of("general"), true, null);
    }

    public Engine shortcut(String value) {
        return new Engine(name, value, categories, enabled, description);
    }

    public Engine categories(String... values) {
        return new Engine(name, shortcut, List.of(values), enabled, description);
    }

    /** Asked only when it is named. */
    public Engine disabled() {
        return new Engine(name, shortcut, categories, false, description);
    }

    public Engine description(String value) {
        return new Engine(name, shortcut, categories, enabled, value);
    }
}
