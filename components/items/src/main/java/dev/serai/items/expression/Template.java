package dev.serai.items.expression;

import dev.serai.items.ItemsError;
import dev.serai.items.ItemsException;
import java.util.ArrayList;
import java.util.List;

/**
 * A parameter as it is written, cut into text and code. Text that begins with {@code =} holds code between double braces;
 * text that begins with {@code =>} is one expression to its end, which is how it is written by hand in a route.
 */
public record Template(List<Part> parts) {

    /** A piece of the parameter. */
    public record Part(String text, boolean code) {}

    private static final int LONGEST = 256 * 1024;

    public Template {
        parts = List.copyOf(parts);
    }

    /** Whether the text is a template at all, or just text. */
    public static boolean marked(String text) {
        return text.startsWith("=");
    }

    /** Reads a parameter; without the mark it is plain text. */
    public static Template parameter(String text) {
        if (text.startsWith("=>")) {
            return new Template(List.of(code(text.substring(2))));
        }
        return marked(text) ? braces(text.substring(1)) : new Template(List.of(new Part(text, false)));
    }

    /** Reads text that is known to be an expression: the mark and the braces may be left out. */
    public static Template expression(String text) {
        if (marked(text)) {
            return parameter(text);
        }
        return text.contains("{{") ? braces(text.strip()) : new Template(List.of(code(text)));
    }

    private static Template braces(String text) {
        if (text.length() > LONGEST) {
            throw new ItemsException(ItemsError.SYNTAX, "the expression has " + text.length() + " characters");
        }
        var parts = new ArrayList<Part>();
        int at = 0;
        while (at < text.length()) {
            int open = find(text, "{{", at);
            if (open < 0) {
                break;
            }
            int close = find(text, "}}", open + 2);
            if (close < 0) {
                break;
            }
            if (open > at) {
                parts.add(plain(text.substring(at, open)));
            }
            parts.add(code(text.substring(open + 2, close)));
            at = close + 2;
        }
        if (at < text.length() || parts.isEmpty()) {
            parts.add(plain(text.substring(at)));
        }
        return new Template(parts);
    }

    /** The next unescaped brackets. */
    private static int find(String text, String brackets, int from) {
        int at = text.indexOf(brackets, from);
        while (at > 0 && text.charAt(at - 1) == '\\') {
            at = text.indexOf(brackets, at + 1);
        }
        return at;
    }

    private static Part plain(String text) {
        return new Part(text.replace("\\{{", "{{").replace("\\}}", "}}"), false);
    }

    private static Part code(String text) {
        var code = text.replace("\\}}", "}}").strip();
        while (code.endsWith(";")) {
            code = code.substring(0, code.length() - 1).strip();
        }
        return new Part(code, true);
    }

    /** One piece of code and nothing around it keeps the type of its value. */
    public boolean keepsType() {
        return parts.size() == 1 && parts.get(0).code();
    }
}
