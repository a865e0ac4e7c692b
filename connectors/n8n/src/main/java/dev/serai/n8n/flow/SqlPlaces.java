package dev.serai.n8n.flow;

import dev.serai.n8n.N8nError;
import dev.serai.n8n.N8nException;
import dev.serai.support.json.Json;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes values at the places {@code $1} of a statement. What a value must not hold depends on where its place stands:
 * in the open, between quotes, in a name, or in a block between dollars. In comments nothing is written.
 */
final class SqlPlaces {

    private static final Pattern TAG =
            Pattern.compile("\\$(?:[A-Za-z_\\x{80}-\\x{ffff}][\\w\\x{80}-\\x{ffff}]{0,62})?\\$");
    private static final Pattern PLACE = Pattern.compile("\\$(\\d{1,3})(?::(\\w{1,10}))?");
    private static final int DEEPEST = 4;

    private final String sql;
    private final List<?> values;
    private final int depth;
    private final StringBuilder made = new StringBuilder();
    private int at;

    private SqlPlaces(String sql, List<?> values, int depth) {
        this.sql = sql;
        this.values = values;
        this.depth = depth;
    }

    static String write(String sql, List<?> values) {
        return values.isEmpty() ? sql : new SqlPlaces(sql, values, 0).write();
    }

    private String write() {
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (c == '\'') {
                quoted('\'', escapes());
            } else if (c == '"') {
                quoted('"', false);
            } else if (sql.startsWith("--", at)) {
                copy(end("\n"));
            } else if (sql.startsWith("/*", at)) {
                comment();
            } else if (c == '$') {
                dollar();
            } else {
                made.append(c);
                at++;
            }
        }
        return made.toString();
    }

    private void copy(int to) {
        made.append(sql, at, to);
        at = to;
    }

    private int end(String sign) {
        int found = sql.indexOf(sign, at);
        return found < 0 ? sql.length() : found + sign.length();
    }

    /** Comments of PostgreSQL lie within one another. */
    private void comment() {
        int open = 0;
        int i = at;
        do {
            if (sql.startsWith("/*", i)) {
                open++;
                i += 2;
            } else if (sql.startsWith("*/", i)) {
                open--;
                i += 2;
            } else {
                i++;
            }
        } while (open > 0 && i < sql.length());
        copy(Math.min(i, sql.length()));
    }

    /** Whether a backslash in the text that begins here hides the next sign. */
    private boolean escapes() {
        return at > 0
                && (sql.charAt(at - 1) == 'e' || sql.charAt(at - 1) == 'E')
                && (at == 1 || !isWord(sql.charAt(at - 2)));
    }

    private void quoted(char quote, boolean escapes) {
        made.append(quote);
        at++;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (escapes && c == '\\' || c == quote && at + 1 < sql.length() && sql.charAt(at + 1) == quote) {
                copy(Math.min(at + 2, sql.length()));
            } else if (c == quote) {
                made.append(c);
                at++;
                return;
            } else {
                var place = c == '$' ? place() : null;
                made.append(place == null ? String.valueOf(c) : within(place.value(), quote));
                at = place == null ? at + 1 : place.end();
            }
        }
    }

    private String within(Object value, char quote) {
        var text = value == null ? "" : value instanceof String plain ? plain : Json.text(value);
        // Which of these signs ends or changes a text depends on the server's settings and on what stands around.
        if (text.indexOf('\\') >= 0 || text.indexOf('\0') >= 0 || depth > 0 && text.indexOf('$') >= 0) {
            throw new N8nException(
                    N8nError.BAD_SQL,
                    "a value with a backslash or a dollar sign is to stand between quotes; write its place without quotes");
        }
        return text.replace(String.valueOf(quote), String.valueOf(quote) + quote);
    }

    private void dollar() {
        var place = place();
        if (place != null) {
            made.append(written(place));
            at = place.end();
            return;
        }
        var tag = TAG.matcher(sql).region(at, sql.length());
        if (at > 0 && isWord(sql.charAt(at - 1)) || !tag.lookingAt()) {
            made.append('$');
            at++;
            return;
        }
        if (depth >= DEEPEST) {
            throw new N8nException(N8nError.BAD_SQL, "the blocks of the statement lie too deep in one another");
        }
        int from = tag.end();
        int to = sql.indexOf(tag.group(), from);
        copy(from);
        made.append(new SqlPlaces(sql.substring(from, to < 0 ? sql.length() : to), values, depth + 1).write());
        at = to < 0 ? sql.length() : to;
        copy(Math.min(sql.length(), to < 0 ? at : at + tag.group().length()));
    }

    private record Place(Object value, String form, int end) {}

    /** The place that begins here, or null. One without a value stays as it is. */
    private Place place() {
        var matcher = PLACE.matcher(sql).region(at, sql.length());
        if (!matcher.lookingAt()) {
            return null;
        }
        int number = Integer.parseInt(matcher.group(1));
        return number < 1 || number > values.size()
                ? null
                : new Place(values.get(number - 1), matcher.group(2), matcher.end());
    }

    private String written(Place place) {
        var form = place.form() == null ? "json" : place.form();
        return switch (form) {
            case "json" -> literal(place.value());
            case "name" -> name(place.value());
            case "csv", "list" ->
                Values.list(place.value()).stream().map(this::literal).collect(Collectors.joining(","));
            default ->
                throw new N8nException(
                        N8nError.BAD_SQL,
                        "a value is to be written as '" + form + "', which would let it be part of the statement");
        };
    }

    /** Within a block a dollar sign of a value could end the block. */
    private String literal(Object value) {
        var literal = SqlText.literal(value);
        if (depth == 0 || literal.indexOf('$') < 0) {
            return literal;
        }
        var escaped = literal.startsWith("E") ? literal : "E" + literal;
        return escaped.replace("$", "\\044");
    }

    private String name(Object value) {
        var name = SqlText.identifier(String.valueOf(value));
        if (depth > 0 && name.indexOf('$') >= 0) {
            throw new N8nException(N8nError.BAD_SQL, "a name in a block has a dollar sign");
        }
        return name;
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }
}
