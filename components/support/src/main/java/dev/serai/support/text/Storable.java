package dev.serai.support.text;

import java.nio.charset.StandardCharsets;

/** Text that every database can keep. */
public final class Storable {

    private static final int REPLACEMENT = 0xfffd;

    private Storable() {}

    /** The text without what no database can keep: NUL, and halves of characters. */
    public static String of(String text) {
        if (text == null
                || text.indexOf(0) < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            return text;
        }
        var kept = new StringBuilder(text.length());
        text.codePoints().forEach(point -> kept.appendCodePoint(isHalf(point) || point == 0 ? REPLACEMENT : point));
        return kept.toString();
    }

    /** Whether a code point is one half of a character, whose other half is missing. */
    public static boolean isHalf(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }
}
