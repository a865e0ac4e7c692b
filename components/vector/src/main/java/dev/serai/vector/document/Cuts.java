package dev.serai.vector.document;

/** Finds the place to cut that a reader would choose, near the end of what fits. */
final class Cuts {

    private static final String SENTENCE_ENDS = ".!?\u2026";
    private static final String WIDE_SENTENCE_ENDS = "\u3002\uff01\uff1f";
    private static final String CLOSING = "\"')]}\u201d\u2019\u00bb";

    private static final int MOST_CLOSING = 8;

    private Cuts() {}

    /**
     * @param fits the furthest end that fits
     * @param least the end is beyond it, so that each piece goes on
     */
    static int end(Flow flow, int from, int fits, int least) {
        var text = flow.text();
        int code = flow.codeStartAt(fits);
        // Code that fits into a piece of its own stays whole.
        if (code > least && flow.codeEndAt(code) - code <= fits - from) {
            return code;
        }
        int floor = Math.max(least, from + (fits - from) / 2);
        int block = flow.blockStartAt(fits);
        if (block > floor) {
            return block;
        }
        int end = code < 0 ? lastSentence(text, floor, fits) : lastLine(text, floor, fits);
        if (end < 0) {
            end = code < 0 ? lastLine(text, floor, fits) : lastSentence(text, floor, fits);
        }
        if (end < 0) {
            end = lastWord(text, least, fits);
        }
        return end < 0 ? fits : end;
    }

    /** Where a repeated end begins: a sentence in its first half, else a word, else nowhere. */
    static int start(String text, int from, int to) {
        int middle = from + (to - from) / 2;
        for (int i = from; i < middle; i++) {
            if (afterSentence(text, i)) {
                return skipSpace(text, i, to);
            }
        }
        for (int i = from; i < to; i++) {
            if (i > 0 && Texts.space(text.charAt(i - 1)) && !Texts.space(text.charAt(i))) {
                return i;
            }
        }
        return to;
    }

    static int skipSpace(String text, int from, int to) {
        int at = from;
        while (at < to && Texts.space(text.charAt(at))) {
            at++;
        }
        return at;
    }

    static boolean endsSentence(CharSequence text, int last) {
        int at = last;
        while (at > 0 && last - at < MOST_CLOSING && CLOSING.indexOf(text.charAt(at)) >= 0) {
            at--;
        }
        return SENTENCE_ENDS.indexOf(text.charAt(at)) >= 0 || WIDE_SENTENCE_ENDS.indexOf(text.charAt(at)) >= 0;
    }

    private static boolean afterSentence(String text, int position) {
        if (position == 0 || position >= text.length()) {
            return position == 0;
        }
        char before = text.charAt(position - 1);
        if (WIDE_SENTENCE_ENDS.indexOf(before) >= 0) {
            return true;
        }
        return Texts.space(before) && position > 1 && endsSentence(text, position - 2);
    }

    private static int lastSentence(String text, int floor, int fits) {
        for (int i = fits; i > floor; i--) {
            // The white space after the sentence may be what no longer fits.
            boolean full = i < text.length() && Texts.space(text.charAt(i)) && endsSentence(text, i - 1);
            if (full || afterSentence(text, i)) {
                return i;
            }
        }
        return -1;
    }

    private static int lastLine(String text, int floor, int fits) {
        // Not lastIndexOf: it would search a text without line ends to its start, again for each piece.
        for (int i = fits; i > floor; i--) {
            if (text.charAt(i) == '\n') {
                return i;
            }
        }
        return -1;
    }

    private static int lastWord(String text, int least, int fits) {
        for (int i = fits; i > least; i--) {
            if (Texts.space(text.charAt(i)) || Texts.space(text.charAt(i - 1))) {
                return i;
            }
        }
        return -1;
    }
}
