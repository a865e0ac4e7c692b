package dev.serai.n8n.convert;

import java.util.Map;
import java.util.regex.Pattern;

/** Patterns of dates as the first version of Date & Time wrote them, in the letters of today. */
final class OldDatePattern {

    private static final Pattern PIECE = Pattern.compile("\\[([^\\]]*)]|([A-Za-z])\\2*|.", Pattern.DOTALL);

    private static final Map<String, String> LETTERS = Map.ofEntries(
            Map.entry("YYYY", "yyyy"),
            Map.entry("YY", "yy"),
            Map.entry("DDDD", "ooo"),
            Map.entry("DD", "dd"),
            Map.entry("D", "d"),
            Map.entry("dddd", "cccc"),
            Map.entry("ddd", "ccc"),
            Map.entry("E", "c"),
            Map.entry("A", "a"),
            Map.entry("Z", "ZZ"),
            Map.entry("ZZ", "ZZZ"),
            Map.entry("GGGG", "kkkk"),
            Map.entry("WW", "WW"));

    private OldDatePattern() {}

    /** An expression is left to the person who wrote it. */
    static String today(String pattern) {
        if (pattern.startsWith("=")) {
            return pattern;
        }
        var made = new StringBuilder();
        var piece = PIECE.matcher(pattern);
        while (piece.find()) {
            made.append(
                    piece.group(1) != null
                            ? "'" + piece.group(1) + "'"
                            : LETTERS.getOrDefault(piece.group(), piece.group()));
        }
        return made.toString();
    }
}
