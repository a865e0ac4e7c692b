package dev.serai.offline.supabase.rest;

import java.util.List;
import java.util.Locale;

/** The form of an answer. */
enum Form {
    ROWS("application/json"),
    STRIPPED_ROWS("application/vnd.pgrst.array+json"),
    OBJECT("application/vnd.pgrst.object+json"),
    STRIPPED_OBJECT("application/vnd.pgrst.object+json"),
    CSV("text/csv");

    private final String type;

    Form(String type) {
        this.type = type;
    }

    String contentType() {
        return type + (this == STRIPPED_OBJECT || this == STRIPPED_ROWS ? ";nulls=stripped" : "") + "; charset=utf-8";
    }

    boolean isObject() {
        return this == OBJECT || this == STRIPPED_OBJECT;
    }

    boolean isStripped() {
        return this == STRIPPED_OBJECT || this == STRIPPED_ROWS;
    }

    /** The first form of the header {@code Accept} that there is. */
    static Form of(List<String> accept) {
        if (accept.isEmpty()) {
            return ROWS;
        }
        for (var header : accept) {
            for (var part : header.split(",")) {
                var words = part.strip().toLowerCase(Locale.ROOT).split("\\s*;\\s*");
                var stripped = List.of(words).contains("nulls=stripped");
                switch (words[0]) {
                    case "*/*", "application/*", "application/json" -> {
                        return ROWS;
                    }
                    case "application/vnd.pgrst.array", "application/vnd.pgrst.array+json" -> {
                        return stripped ? STRIPPED_ROWS : ROWS;
                    }
                    case "application/vnd.pgrst.object", "application/vnd.pgrst.object+json" -> {
                        return stripped ? STRIPPED_OBJECT : OBJECT;
                    }
                    case "text/csv" -> {
                        return CSV;
                    }
                    case "application/geo+json" -> throw RestError.notDone("answers as application/geo+json");
                    default -> {
                        // The next one may do.
                    }
                }
            }
        }
        throw new RestError(406, "PGRST107", "None of these media types are available: " + String.join(", ", accept));
    }

    /** The body as an expression over rows called {@code t}. */
    String expression() {
        return switch (this) {
            case ROWS -> "coalesce(json_agg(t), '[]')::text";
            case STRIPPED_ROWS -> "coalesce(json_agg(json_strip_nulls(row_to_json(t))), '[]')::text";
            case OBJECT -> "coalesce((json_agg(t) -> 0)::text, 'null')";
            case STRIPPED_OBJECT -> "coalesce(json_strip_nulls(json_agg(t) -> 0)::text, 'null')";
            case CSV ->
                "(select coalesce(string_agg(k, ','), '') from (select json_object_keys(r) as k from"
                        + " (select row_to_json(h) as r from pgrst_source as h limit 1) as first) as names)"
                        + " || E'\\n' || coalesce(string_agg(substring(t::text, 2, length(t::text) - 2), E'\\n'), '')";
        };
    }
}
