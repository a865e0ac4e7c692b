package dev.serai.items.script;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Cuts JavaScript into tokens, just well enough to find calls of methods: strings, templates and patterns stay whole. */
final class Tokens {

    enum Kind {
        WORD,
        NUMBER,
        TEXT,
        TEMPLATE,
        PATTERN,
        SIGN
    }

    /** A piece of the source, from its first character to behind its last. */
    record Token(Kind kind, int start, int end, String text) {

        boolean is(String sign) {
            return kind == Kind.SIGN && text.equals(sign);
        }
    }

    /** After these words a slash begins a pattern, and a bracket is no call. */
    static final Set<String> KEYWORDS = Set.of(
            "return",
            "typeof",
            "case",
            "in",
            "of",
            "delete",
            "void",
            "throw",
            "new",
            "instanceof",
            "else",
            "do",
            "await",
            "yield",
            "if",
            "while",
            "for",
            "switch",
            "catch",
            "function",
            "const",
            "let",
            "var");

    /**
     * The fields of {@code $json} that code reads, or null where it may read any: where it takes the object as a whole, or
     * asks for a field by a name that is not written there.
     */
    static Set<String> fieldsOfItem(String code) {
        var tokens = of(code);
        var fields = new LinkedHashSet<String>();
        for (int i = 0; i < tokens.size(); i++) {
            var token = tokens.get(i);
            // What stands in a template is not cut here; and what also gives the item gives all of it.
            if (token.kind() == Kind.TEMPLATE && token.text().contains("$") || OTHER_WAYS.contains(token.text())) {
                return null;
            }
            if (!token.text().equals("$json")) {
                continue;
            }
            var field = fieldBehind(tokens, i + 1);
            if (field == null) {
                return null;
            }
            fields.add(field);
        }
        return fields;
    }

    /** The name of a field that is read, and not called as a method of the item itself. */
    private static String fieldBehind(List<Token> tokens, int at) {
        if (at + 1 >= tokens.size()) {
            return null;
        }
        var name = tokens.get(at + 1);
        if (tokens.get(at).is("[")) {
            var plain = name.kind() == Kind.TEXT && name.text().indexOf('\\') < 0;
            return plain && at + 2 < tokens.size() && tokens.get(at + 2).is("]") && !called(tokens, at + 3)
                    ? name.text().substring(1, name.text().length() - 1)
                    : null;
        }
        var dot = tokens.get(at).is(".") || tokens.get(at).is("?.");
        return dot && name.kind() == Kind.WORD && !called(tokens, at + 2) ? name.text() : null;
    }

    private static boolean called(List<Token> tokens, int at) {
        if (at >= tokens.size()) {
            return false;
        }
        var next = tokens.get(at);
        return next.is("(")
                || next.kind() == Kind.TEMPLATE
                || next.is("?.") && at + 1 < tokens.size() && tokens.get(at + 1).is("(");
    }

    private static final Set<String> OTHER_WAYS =
            Set.of("$data", "$fromAI", "$fromAi", "$fromai", "globalThis", "this");

    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Tokens(String source) {
        this.source = source;
    }

    static List<Token> of(String source) {
        var reader = new Tokens(source);
        while (reader.at < source.length()) {
            reader.next();
        }
        return reader.tokens;
    }

    private void next() {
        var c = source.charAt(at);
        if (Character.isWhitespace(c)) {
            at++;
        } else if (source.startsWith("//", at)) {
            at = end(source.indexOf('\n', at));
        } else if (source.startsWith("/*", at)) {
            var close = source.indexOf("*/", at + 2);
            at = close < 0 ? source.length() : close + 2;
        } else if (c == '"' || c == '\'') {
            add(Kind.TEXT, quoted(at, c));
        } else if (c == '`') {
            add(Kind.TEMPLATE, template(at));
        } else if (c == '/' && beginsPattern()) {
            add(Kind.PATTERN, pattern(at));
        } else if (Character.isDigit(c)
                || c == '.' && at + 1 < source.length() && Character.isDigit(source.charAt(at + 1))) {
            add(Kind.NUMBER, number(at));
        } else if (Character.isJavaIdentifierStart(c) || c == '#') {
            var end = at + 1;
            while (end < source.length() && Character.isJavaIdentifierPart(source.charAt(end))) {
                end++;
            }
            add(Kind.WORD, end);
        } else {
            // "a?.5:b" is a choice, not an optional field.
            var optional = source.startsWith("?.", at)
                    && !(at + 2 < source.length() && Character.isDigit(source.charAt(at + 2)));
            add(Kind.SIGN, at + (source.startsWith("...", at) ? 3 : optional || source.startsWith("=>", at) ? 2 : 1));
        }
    }

    private int end(int index) {
        return index < 0 ? source.length() : index;
    }

    private void add(Kind kind, int end) {
        tokens.add(new Token(kind, at, end, source.substring(at, end)));
        at = end;
    }

    private boolean beginsPattern() {
        if (tokens.isEmpty()) {
            return true;
        }
        var last = tokens.get(tokens.size() - 1);
        return switch (last.kind()) {
            case SIGN ->
                !last.text().equals(")")
                        && !last.text().equals("]")
                        && !last.text().equals("}");
            case WORD -> KEYWORDS.contains(last.text());
            default -> false;
        };
    }

    private int quoted(int from, char quote) {
        int i = from + 1;
        while (i < source.length() && source.charAt(i) != quote) {
            i += source.charAt(i) == '\\' ? 2 : 1;
        }
        return Math.min(i + 1, source.length());
    }

    private int pattern(int from) {
        var inClass = false;
        int i = from + 1;
        while (i < source.length() && (inClass || source.charAt(i) != '/') && source.charAt(i) != '\n') {
            var c = source.charAt(i);
            inClass = c == '[' || inClass && c != ']';
            i += c == '\\' ? 2 : 1;
        }
        i++;
        while (i < source.length() && Character.isLetter(source.charAt(i))) {
            i++;
        }
        return Math.min(i, source.length());
    }

    private int number(int from) {
        int i = from;
        while (i < source.length()) {
            var c = source.charAt(i);
            var exponent =
                    (c == '+' || c == '-') && "eE".indexOf(source.charAt(i - 1)) >= 0 && !source.startsWith("0x", from);
            // "1.round()" is no JavaScript, but "1..round()" and "1.5.round()" are.
            var point = c == '.'
                    && (source.indexOf('.', from) < i
                            || i + 1 < source.length() && Character.isLetter(source.charAt(i + 1)));
            if (point || !exponent && c != '.' && c != '_' && !Character.isLetterOrDigit(c)) {
                break;
            }
            i++;
        }
        return i;
    }

    /** Where a template ends; what stands between its braces may hold templates again. */
    private int template(int from) {
        int i = from + 1;
        while (i < source.length() && source.charAt(i) != '`') {
            if (source.charAt(i) == '\\') {
                i += 2;
            } else if (source.startsWith("${", i)) {
                i = code(source, i + 2);
            } else {
                i++;
            }
        }
        return Math.min(i + 1, source.length());
    }

    /** Behind the brace that closes code within a template. */
    static int code(String source, int from) {
        var inner = new Tokens(source);
        inner.at = from;
        int depth = 1;
        while (depth > 0 && inner.at < source.length()) {
            int before = inner.tokens.size();
            inner.next();
            if (inner.tokens.size() > before) {
                var token = inner.tokens.get(before);
                depth += token.is("{") ? 1 : token.is("}") ? -1 : 0;
            }
        }
        return inner.at;
    }
}
