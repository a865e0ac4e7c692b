package dev.serai.offline.supabase.rest;

import java.util.List;

/** A part of a filter. */
sealed interface Condition {
    /**
     * A comparison.
     *
     * @param modifier any, all, or a text search's language; null where there is none
     * @param list the values of {@code in}, else null
     */
    record Comparison(Field field, boolean not, String operator, String modifier, String value, List<String> list)
            implements Condition {}

    /** Conditions joined by {@code and} or {@code or}. */
    record Group(boolean not, String join, List<Condition> parts) implements Condition {}
}
