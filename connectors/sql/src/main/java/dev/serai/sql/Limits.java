package dev.serai.sql;

import dev.serai.support.text.Storable;
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
        return Storable.of(name);
    }

    /** The JSON text with halves of characters written as escapes, which is the same JSON. */
    public static String json(String text) {
        if (text == null || StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            return text;
        }
        var kept = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (Storable.isHalf(point)) {
                kept.append("\\u").append(Integer.toHexString(point));
            } else {
                kept.appendCodePoint(point);
            }
        });
        return kept.toString();
    }
}
