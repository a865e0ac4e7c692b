package dev.serai.items.step;

import dev.serai.items.model.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads objects that are nearly JSON, as people and models write them: names and texts without quotes or with single ones,
 * commas too many or missing, line ends and quotes within texts, comments, an end that is missing.
 */
final class LenientJson {

    private static final int DEPTH = 200;

    /** There is no way to read it. */
    private static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unreadable() {
            super("no JSON", null, false, false);
        }
    }

    private final String text;
    private int at;

    private LenientJson(String text) {
        this.text = text;
    }

    /** The object that a text holds, or null. */
    static Map<String, Object> object(String text) {
        var bare = text.strip();
        if (bare.startsWith("```")) {
            bare = bare.replaceFirst("^```\\w{0,20}\\s", "")
                    .replaceFirst("```$", "")
                    .strip();
        }
        if (!bare.startsWith("{")) {
            return null;
        }
        var reader = new LenientJson(bare);
        try {
            var object = reader.object(0);
            reader.space();
            return reader.at < bare.length() ? null : object;
        } catch (Unreadable e) {
            return null;
        }
    }

    private boolean end() {
        return at >= text.length();
    }

    private char next() {
        return end() ? '\0' : text.charAt(at);
    }

    private boolean take(char wanted) {
        if (next() == wanted && !end()) {
            at++;
            return true;
        }
        return false;
    }

    private void space() {
        while (!end()) {
            if (Character.isWhitespace(next())) {
                at++;
            } else if (text.startsWith("//", at)) {
                var line = text.indexOf('\n', at);
                at = line < 0 ? text.length() : line;
            } else if (text.startsWith("/*", at)) {
                var close = text.indexOf("*/", at + 2);
                at = close < 0 ? text.length() : close + 2;
            } else {
                return;
            }
        }
    }

    private Object value(int depth) {
        if (depth > DEPTH) {
            throw new Unreadable();
        }
        space();
        return switch (next()) {
            case '{' -> object(depth);
            case '[' -> list(depth);
            case '"', '\'' -> quoted();
            default -> word();
        };
    }

    private Map<String, Object> object(int depth) {
        take('{');
        var object = new LinkedHashMap<String, Object>();
        for (space(); !end() && !take('}'); space()) {
            if (take(',')) {
                continue;
            }
            var name = next() == '"' || next() == '\'' ? quoted() : bare(":,}]{[");
            space();
            if (name.isEmpty() || !take(':')) {
                throw new Unreadable();
            }
            object.put(name, value(depth + 1));
        }
        return object;
    }

    private List<Object> list(int depth) {
        take('[');
        var list = new ArrayList<Object>();
        for (space(); !end() && !take(']'); space()) {
            if (take(',')) {
                continue;
            }
            var before = at;
            list.add(value(depth + 1));
            if (at == before) {
                throw new Unreadable();
            }
        }
        return list;
    }

    private String bare(String ends) {
        int from = at;
        while (!end() && ends.indexOf(next()) < 0 && !text.startsWith(" /*", at) && !text.startsWith(" //", at)) {
            at++;
        }
        return text.substring(from, at).strip();
    }

    private Object word() {
        int from = at;
        var word = bare(",}]\n\"'");
        // What is quoted without a colon behind it belongs to the word.
        if (!end() && (next() == '"' || next() == '\'') && !number(word)) {
            at = from;
            word = bare(",}]\n");
        }
        return switch (word) {
            case "", "null", "None", "undefined" -> null;
            case "true", "True" -> true;
            case "false", "False" -> false;
            default -> number(word) ? (Object) Values.narrow(Double.parseDouble(word)) : word;
        };
    }

    private static boolean number(String word) {
        return word.length() < 400 && word.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    }

    private String quoted() {
        var quote = text.charAt(at++);
        var out = new StringBuilder();
        while (!end()) {
            var c = text.charAt(at++);
            if (c == quote && closes()) {
                return out.toString();
            }
            out.append(c == '\\' && !end() ? escaped() : c);
        }
        return out.toString();
    }

    /** A quote within a text is one that nothing of JSON follows. */
    private boolean closes() {
        int i = at;
        while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return i >= text.length() || ",}]:\"'".indexOf(text.charAt(i)) >= 0;
    }

    private char escaped() {
        var c = text.charAt(at++);
        if (c == 'u' && at + 4 <= text.length() && text.substring(at, at + 4).matches("[0-9a-fA-F]{4}")) {
            at += 4;
            return (char) Integer.parseInt(text.substring(at - 4, at), 16);
        }
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            default -> c;
        };
    }
}
