package dev.serai.runtime.record;

import dev.serai.support.http.Redaction;

/** Masks secrets in texts: what JSON members and form fields of secret names hold, and values that are known. */
final class Secrets {

    private final SecretNames names = new SecretNames();
    private final SecretValues values;

    Secrets(SecretValues values) {
        this.values = values;
    }

    boolean isName(String name) {
        return names.has(name);
    }

    /** The same text when nothing in it is masked. */
    String masked(String text) {
        return masked(text, false);
    }

    /** @param cut whether the text may end within a secret */
    String masked(String text, boolean cut) {
        if (text == null || text.isEmpty()) {
            return text;
        }
        var clean = members(text);
        clean = fields(clean);
        for (var value : values.all()) {
            clean = clean.replace(value, Redaction.MASK);
            clean = cut ? withoutTail(clean, value) : clean;
        }
        return clean;
    }

    private static String withoutTail(String text, String value) {
        for (int length = Math.min(value.length() - 1, text.length()); length >= SecretValues.SHORTEST; length--) {
            if (text.regionMatches(text.length() - length, value, 0, length)) {
                return text.substring(0, text.length() - length) + Redaction.MASK;
            }
        }
        return text;
    }

    /** Text with quoted names before colons, also when its end is cut off or it is no JSON as a whole. */
    private String members(String text) {
        StringBuilder masked = null;
        int copied = 0;
        int at = text.indexOf('"');
        while (at >= 0) {
            int end = endOfString(text, at);
            if (end < 0) {
                break;
            }
            int colon = skipBlanks(text, end + 1);
            if (colon < text.length() && text.charAt(colon) == ':' && isName(text.substring(at + 1, end))) {
                int from = skipBlanks(text, colon + 1);
                int to = endOfValue(text, from);
                if (to > from && !isEmptyValue(text, from, to)) {
                    masked = masked == null ? new StringBuilder(text.length()) : masked;
                    masked.append(text, copied, from)
                            .append('"')
                            .append(Redaction.MASK)
                            .append('"');
                    copied = to;
                }
                end = Math.max(end, to - 1);
            }
            at = text.indexOf('"', end + 1);
        }
        return masked == null
                ? text
                : masked.append(text, copied, text.length()).toString();
    }

    private static boolean isEmptyValue(String text, int from, int to) {
        return text.startsWith("null", from) && to - from == 4 || text.startsWith("\"\"", from) && to - from == 2;
    }

    private static int endOfString(String text, int quote) {
        for (int i = quote + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                return i;
            }
        }
        return -1;
    }

    private static int skipBlanks(String text, int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** What is cut off belongs to the value. */
    private static int endOfValue(String text, int from) {
        int depth = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                int end = endOfString(text, i);
                if (end < 0) {
                    return text.length();
                }
                if (depth == 0) {
                    return end + 1;
                }
                i = end;
            } else if (c == '{' || c == '[') {
                depth++;
            } else if (c == '}' || c == ']') {
                if (depth == 0) {
                    return i;
                }
                if (--depth == 0) {
                    return i + 1;
                }
            } else if (depth == 0 && (c == ',' || Character.isWhitespace(c))) {
                return i;
            }
        }
        return text.length();
    }

    /** Forms and the queries of addresses: {@code name=value} up to the next sign that ends a field. */
    private String fields(String text) {
        StringBuilder masked = null;
        int copied = 0;
        int equal = text.indexOf('=');
        while (equal >= 0) {
            int name = equal;
            while (name > copied && isNameSign(text.charAt(name - 1))) {
                name--;
            }
            int end = equal + 1;
            while (end < text.length() && !endsField(text.charAt(end))) {
                end++;
            }
            if (end > equal + 1 && name < equal && isName(text.substring(name, equal))) {
                masked = masked == null ? new StringBuilder(text.length()) : masked;
                masked.append(text, copied, equal + 1).append(Redaction.MASK);
                copied = end;
            }
            equal = text.indexOf('=', Math.max(end, equal + 1));
        }
        return masked == null
                ? text
                : masked.append(text, copied, text.length()).toString();
    }

    private static boolean isNameSign(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-' || c == '.';
    }

    private static boolean endsField(char c) {
        return c == '&' || c == ';' || c == '"' || c == '\'' || c == '<' || c == ',' || Character.isWhitespace(c);
    }
}
