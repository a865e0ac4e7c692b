package dev.serai.offline.supabase.rest;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the header {@code Prefer} asks for. */
final class Preferences {
    private static final Map<String, Set<String>> KNOWN = Map.of(
            "resolution", Set.of("merge-duplicates", "ignore-duplicates"),
            "missing", Set.of("default", "null"),
            "return", Set.of("minimal", "representation", "headers-only"),
            "count", Set.of("exact", "planned", "estimated"),
            "tx", Set.of("commit", "rollback"),
            "handling", Set.of("strict", "lenient"));
    private static final List<String> ORDER =
            List.of("resolution", "missing", "return", "count", "tx", "handling", "timezone", "max-affected");

    private final Map<String, String> values = new LinkedHashMap<>();

    Preferences(List<String> headers) {
        var unknown = new ArrayList<String>();
        for (var header : headers) {
            for (var part : header.split(",")) {
                var preference = part.strip();
                if (!preference.isEmpty() && !take(preference)) {
                    unknown.add(preference);
                }
            }
        }
        if (is("handling", "strict") && !unknown.isEmpty()) {
            throw new RestError(
                    400,
                    "PGRST122",
                    "Invalid preferences given with handling=strict",
                    "Invalid preferences: " + String.join(", ", unknown),
                    null);
        }
    }

    private boolean take(String preference) {
        var equals = preference.indexOf('=');
        if (equals < 0) {
            return false;
        }
        var name = preference.substring(0, equals).strip();
        var value = preference.substring(equals + 1).strip();
        var valid = switch (name) {
            case "max-affected" -> value.matches("\\d{1,9}");
            case "timezone" -> ZoneId.getAvailableZoneIds().contains(value);
            default -> KNOWN.getOrDefault(name, Set.of()).contains(value);
        };
        if (valid) {
            values.putIfAbsent(name, value);
        }
        return valid;
    }

    String get(String name) {
        return values.get(name);
    }

    boolean is(String name, String value) {
        return value.equals(values.get(name));
    }

    /** The most rows that a change may touch, or null. */
    Long maxAffected() {
        return is("handling", "strict") && values.containsKey("max-affected")
                ? Long.valueOf(values.get("max-affected"))
                : null;
    }

    /** The header that says what was done, or null. */
    String applied() {
        var applied = new ArrayList<String>();
        for (var name : ORDER) {
            var isApplied = values.containsKey(name) && (!name.equals("max-affected") || is("handling", "strict"));
            if (isApplied) {
                applied.add(name + "=" + values.get(name));
            }
        }
        return applied.isEmpty() ? null : String.join(", ", applied);
    }
}
