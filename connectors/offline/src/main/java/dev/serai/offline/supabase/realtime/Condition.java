package dev.serai.offline.supabase.realtime;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.offline.http.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One part of a filter, such as {@code room=eq.7}. */
record Condition(String column, String operator, String value) {
    private static final Set<String> OPERATORS = Set.of("eq", "neq", "lt", "lte", "gt", "gte", "in");

    /** All parts of a filter; commas part them, except in brackets and quotes. */
    static List<Condition> all(String filter) {
        return filter == null
                ? List.of()
                : split(filter).stream().map(Condition::of).toList();
    }

    private static Condition of(String text) {
        var equals = text.indexOf('=');
        var dot = text.indexOf('.', equals);
        if (equals < 1 || dot < 0 || !OPERATORS.contains(text.substring(equals + 1, dot))) {
            throw new IllegalArgumentException("filter " + text);
        }
        return new Condition(text.substring(0, equals), text.substring(equals + 1, dot), text.substring(dot + 1));
    }

    private static List<String> split(String text) {
        var parts = new ArrayList<String>();
        var depth = 0;
        var quoted = false;
        var from = 0;
        for (var at = 0; at < text.length(); at++) {
            var c = text.charAt(at);
            if (quoted && c == '\\') {
                at++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '(' || c == ')')) {
                depth += c == '(' ? 1 : -1;
            } else if (!quoted && c == ',' && depth == 0) {
                parts.add(text.substring(from, at).strip());
                from = at + 1;
            }
        }
        parts.add(text.substring(from).strip());
        return parts;
    }

    boolean matches(ObjectNode row) {
        var actual = Json.text(row, column);
        if (actual == null) {
            return false;
        }
        if (operator.equals("in")) {
            var listed = value.replaceAll("^\\(|\\)$", "");
            return split(listed).stream().anyMatch(one -> compare(actual, plain(one)) == 0);
        }
        var order = compare(actual, plain(value));
        return switch (operator) {
            case "eq" -> order == 0;
            case "neq" -> order != 0;
            case "lt" -> order < 0;
            case "lte" -> order <= 0;
            case "gt" -> order > 0;
            default -> order >= 0;
        };
    }

    private static String plain(String value) {
        return value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1")
                : value;
    }

    private static int compare(String one, String other) {
        try {
            return new BigDecimal(one).compareTo(new BigDecimal(other));
        } catch (NumberFormatException e) {
            return one.compareTo(other);
        }
    }
}
