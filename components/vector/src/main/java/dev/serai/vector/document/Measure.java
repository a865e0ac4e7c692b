package dev.serai.vector.document;

/** How long a text is, in the unit of a chunk's size. */
interface Measure {

    int count(String text);

    /** The furthest end for which the text from {@code from} has at most {@code size}; at least one character on. */
    int fit(String text, int from, int to, int size);

    /** The first start for which the text up to {@code to} has at most {@code size}; {@code to} where nothing fits. */
    int fitBackwards(String text, int from, int to, int size);

    /** In UTF-16 units. */
    Measure CHARACTERS = new Measure() {
        @Override
        public int count(String text) {
            return text.length();
        }

        @Override
        public int fit(String text, int from, int to, int size) {
            return to - from <= size ? to : Math.max(whole(text, from + size), next(text, from));
        }

        @Override
        public int fitBackwards(String text, int from, int to, int size) {
            int start = to - from <= size ? from : to - size;
            return whole(text, start) == start ? start : start + 1;
        }
    };

    /** The position, or the one before where it would cut a character in two. */
    static int whole(String text, int position) {
        boolean within = position > 0
                && position < text.length()
                && Character.isLowSurrogate(text.charAt(position))
                && Character.isHighSurrogate(text.charAt(position - 1));
        return within ? position - 1 : position;
    }

    private static int next(String text, int from) {
        return from + Character.charCount(text.codePointAt(from));
    }
}
