package dev.serai.vector.document;

/**
 * Finds how much text has so many tokens. Counting is what costs, so it guesses from the density of the text before and
 * narrows the guess down: a few counts of a chunk's length for each chunk, however long the document is.
 */
final class TokenMeasure implements Measure {

    private static final int CLOSE_ENOUGH = 32;
    private static final double FIRST_GUESS = 3.5;

    private final TokenCounter tokens;
    private double charactersPerToken = FIRST_GUESS;

    TokenMeasure(TokenCounter tokens) {
        this.tokens = tokens;
    }

    @Override
    public int count(String text) {
        return tokens.count(text);
    }

    @Override
    public int fit(String text, int from, int to, int size) {
        int length = search(to - from, size, count -> text.substring(from, Measure.whole(text, from + count)));
        int end = Measure.whole(text, from + length);
        return end > from ? end : from + Character.charCount(text.codePointAt(from));
    }

    @Override
    public int fitBackwards(String text, int from, int to, int size) {
        int length = search(to - from, size, count -> text.substring(Measure.whole(text, to - count), to));
        int start = to - length;
        return Measure.whole(text, start) == start ? start : start + 1;
    }

    /** @return the most characters that fit, or a little less */
    private int search(int most, int size, Piece piece) {
        int fits = 0;
        int tooMuch = 0;
        int guess = (int) Math.max(Math.min(1, most), Math.min(most, wanted(size)));
        while (guess > fits) {
            int count = tokens.count(piece.of(guess));
            if (count > 0) {
                charactersPerToken = Math.max(0.1, (double) guess / count);
            }
            if (count > size) {
                tooMuch = guess;
            } else {
                fits = guess;
                if (size >= CLOSE_ENOUGH && size - count <= size / CLOSE_ENOUGH) {
                    break;
                }
            }
            guess = tooMuch == 0 ? wider(fits, most, size) : between(fits, tooMuch, size);
        }
        return fits;
    }

    /** Nothing was too much yet: go on by steps, so that no count is of much more than a chunk. */
    private int wider(int fits, int most, int size) {
        long step = Math.max(fits / 16 + 1L, Math.min(fits, wanted(size) - fits));
        return (int) Math.min(most, fits + step);
    }

    /** Where the density points to, kept well inside of what is open, so that each count narrows it. */
    private int between(int fits, int tooMuch, int size) {
        int open = tooMuch - fits;
        if (open == 1) {
            return fits;
        }
        int margin = Math.max(1, open / 8);
        return (int) Math.max(fits + margin, Math.min(tooMuch - margin, wanted(size)));
    }

    private long wanted(int size) {
        return (long) (size * charactersPerToken * 0.99);
    }

    @FunctionalInterface
    private interface Piece {
        String of(int characters);
    }
}
