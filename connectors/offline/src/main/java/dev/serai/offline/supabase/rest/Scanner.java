package dev.serai.offline.supabase.rest;

import java.util.ArrayList;
import java.util.List;

/** Reads names, values and lists from a parameter. */
final class Scanner {
    private static final int DEEPEST = 30;

    private final String what;
    private final String text;
    private int at;
    private int depth;

    Scanner(String what, String text) {
        this.what = what;
        this.text = text;
    }

    boolean atEnd() {
        return at >= text.length();
    }

    char next() {
        return atEnd() ? '\0' : text.charAt(at);
    }

    boolean sees(String part) {
        return text.startsWith(part, at);
    }

    boolean take(String part) {
        if (sees(part)) {
            at += part.length();
            return true;
        }
        return false;
    }

    void expect(String part) {
        if (!take(part)) {
            throw failure("\"" + part + "\"");
        }
    }

    /** Enters a pair of parentheses; hostile requests would nest them until the stack is full. */
    void open() {
        expect("(");
        if (++depth > DEEPEST) {
            throw failure("at most " + DEEPEST + " levels");
        }
    }

    void close() {
        expect(")");
        depth--;
    }

    RestError failure(String expected) {
        return RestError.unreadable(what, text, at, expected);
    }

    /** A name, quoted or not. */
    String name() {
        if (next() == '"') {
            return quoted();
        }
        var start = at;
        while (!atEnd() && ",().:!\"".indexOf(next()) < 0 && !sees("->")) {
            at++;
        }
        var name = text.substring(start, at).strip();
        if (name.isEmpty()) {
            throw failure("field name (* or [a..z0..9_$])");
        }
        return name;
    }

    Field field() {
        var name = name();
        return new Field(name, path());
    }

    List<Field.Step> path() {
        var path = new ArrayList<Field.Step>();
        while (sees("->")) {
            var asText = take("->>");
            if (!asText) {
                expect("->");
            }
            path.add(new Field.Step(name(), asText));
        }
        return path;
    }

    String rest() {
        var rest = text.substring(at);
        at = text.length();
        return rest;
    }

    String quoted() {
        expect("\"");
        var value = new StringBuilder();
        while (!atEnd() && next() != '"') {
            if (next() == '\\' && at + 1 < text.length()) {
                at++;
            }
            value.append(next());
            at++;
        }
        expect("\"");
        return value.toString();
    }

    /** A value within a tree of conditions: it ends at a comma or parenthesis that is neither quoted nor in braces. */
    String valueInTree() {
        if (next() == '"') {
            var before = at;
            var value = quoted();
            if (atEnd() || next() == ',' || next() == ')') {
                return value;
            }
            at = before;
        }
        var start = at;
        var braces = 0;
        var inQuotes = false;
        while (!atEnd()) {
            var c = next();
            if (inQuotes) {
                if (c == '\\') {
                    at++;
                } else if (c == '"') {
                    inQuotes = false;
                }
            } else if (c == '"' && braces > 0) {
                inQuotes = true;
            } else if (c == '{' || c == '[' && at == start) {
                braces++;
            } else if ((c == '}' || c == ']') && braces > 0) {
                braces--;
            } else if ((c == ',' || c == ')') && braces == 0) {
                break;
            }
            at++;
        }
        at = Math.min(at, text.length());
        return text.substring(start, at);
    }

    /** The values of {@code in.(...)}. */
    List<String> list() {
        expect("(");
        var values = new ArrayList<String>();
        if (take(")")) {
            return values;
        }
        do {
            var start = at;
            String value = null;
            if (next() == '"') {
                value = quoted();
            }
            if (value == null || !atEnd() && next() != ',' && next() != ')') {
                at = start;
                while (!atEnd() && next() != ',' && next() != ')') {
                    at++;
                }
                value = text.substring(start, at);
            }
            values.add(value);
        } while (take(","));
        expect(")");
        return values;
    }
}
