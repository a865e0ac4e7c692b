package dev.serai.searxng.pages;

/** Leaves of a text what a person would see: signs that show nothing can carry words for a model. */
final class Visible {

    private static final int LONGEST_LINE = 300;

    private Visible() {}

    static String text(String text) {
        var seen = new StringBuilder(text.length());
        text.codePoints().filter(Visible::shows).forEach(seen::appendCodePoint);
        return seen.toString();
    }

    static String line(String text) {
        var line = text(text).replaceAll("\\s+", " ").strip();
        return line.length() > LONGEST_LINE ? cut(line, LONGEST_LINE) : line;
    }

    /** At the end of a paragraph, else of a line, else of a word, if that isn't too far back. */
    static String cut(String text, int most) {
        for (var end : new String[] {"\n\n", "\n", " "}) {
            var at = text.lastIndexOf(end, most);
            if (at > most / 2) {
                return text.substring(0, at).strip();
            }
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }

    private static boolean shows(int sign) {
        if (sign == '\n' || sign == '\t') {
            return true;
        }
        return switch (Character.getType(sign)) {
            case Character.CONTROL, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> false;
            // joiners belong to the spelling of some scripts
            case Character.FORMAT -> sign == 0x200c || sign == 0x200d;
            default -> !(sign >= 0xe0100 && sign <= 0xe01ef || sign >= 0xfe00 && sign <= 0xfe0d);
        };
    }
}
