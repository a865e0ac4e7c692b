package dev.serai.sql;

import java.nio.charset.StandardCharsets;

/** What the columns can hold. */
public final class Limits {

    /** The length of the columns that hold names. */
    public static final int NAME = 255;

    private Limits() {}

    /** The name, if it fits. */
    public static String name(String what, String name) {
        return name(what, name, NAME);
    }

    public static String name(String what, String name, int longest) {
        if (name != null && name.length() > longest) {
            throw new SqlException(
                    SqlError.TOO_LONG,
                    what + " has " + name.length() + " characters, more than " + longest + ": '" + name.substring(0, 40)
                            + "...'");
        }
        return plain(name);
    }

    /** The text without what no database can keep: NUL, and halves of characters. */
    public static String plain(String text) {
        if (text == null || isKeepable(text)) {
            return text;
        }
        var kept = new StringBuilder(text.length());
        text.codePoints().forEach(point -> kept.appendCodePoint(isHalf(point) || point == 0 ? 0xfffd : point));
        return kept.toString();
    }

    /** The JSON text with halves of characters written as escapes, which is the same JSON. */
    public static String json(String text) {
        if (text == null || StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            return text;
        }
        var kept = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (isHalf(point)) {
                kept.append("\\u").append(Integer.toHexString(point));
            } else {
                kept.appendCodePoint(point);
            }
        });
        return kept.toString();
    }

    private static boolean isKeepable(String text) {
        return text.indexOf(0) < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    private static boolean isHalf(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }
}
