package dev.serai.vector.embed;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Cuts a text into the pieces that models of the BERT family (uncased) know. */
final class WordPieces {

    private static final int LONGEST_WORD = 100;
    private static final int UNUSED = -1;

    private final Map<String, Integer> vocabulary = new HashMap<>(60_000);
    private final int unknown;
    private final int first;
    private final int last;

    /** @param tokenizer the tokenizer.json beside the model */
    WordPieces(JsonNode tokenizer) {
        tokenizer
                .at("/model/vocab")
                .properties()
                .forEach(
                        piece -> vocabulary.put(piece.getKey(), piece.getValue().asInt()));
        unknown = vocabulary.get("[UNK]");
        first = vocabulary.get("[CLS]");
        last = vocabulary.get("[SEP]");
    }

    /** The number of pieces, without the two that mark beginning and end. */
    int count(String text) {
        var pieces = new Pieces(0);
        cut(text, pieces);
        return pieces.count;
    }

    /** The pieces with the marks at both ends, at most so many in all. */
    Pieces encode(String text, int most) {
        var pieces = new Pieces(most - 1);
        pieces.add(first);
        cut(text, pieces);
        pieces.close(last);
        return pieces;
    }

    private void cut(String text, Pieces target) {
        var plain = Normalizer.normalize(text, Normalizer.Form.NFD);
        var word = new StringBuilder();
        for (int i = 0; i < plain.length(); ) {
            int point = plain.codePointAt(i);
            i += Character.charCount(point);
            if (isSpace(point)) {
                flush(word, target);
            } else if (isDropped(point)) {
                continue;
            } else if (isAlone(point)) {
                flush(word, target);
                word.appendCodePoint(point);
                flush(word, target);
            } else {
                word.appendCodePoint(Character.toLowerCase(point));
            }
        }
        flush(word, target);
    }

    private void flush(StringBuilder word, Pieces target) {
        if (!word.isEmpty()) {
            pieces(word.toString(), target);
            word.setLength(0);
        }
    }

    /** The longest known piece first, then the longest that goes on from there. */
    private void pieces(String word, Pieces target) {
        if (word.codePointCount(0, word.length()) > LONGEST_WORD) {
            target.add(unknown);
            return;
        }
        int mark = target.count;
        int from = 0;
        while (from < word.length()) {
            int id = UNUSED;
            int to = word.length();
            for (; to > from; to--) {
                var piece = word.substring(from, to);
                id = vocabulary.getOrDefault(from == 0 ? piece : "##" + piece, UNUSED);
                if (id != UNUSED) {
                    break;
                }
            }
            if (id == UNUSED) {
                target.count = mark;
                target.add(unknown);
                return;
            }
            target.add(id);
            from = to;
        }
    }

    private static boolean isSpace(int point) {
        return point == '\t'
                || point == '\n'
                || point == '\r'
                || Character.getType(point) == Character.SPACE_SEPARATOR
                || point == 0x2028
                || point == 0x2029;
    }

    private static boolean isDropped(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.NON_SPACING_MARK -> true;
            default -> point == 0xFFFD;
        };
    }

    /** Punctuation and the characters of Chinese stand for themselves. */
    private static boolean isAlone(int point) {
        if (point < 128) {
            return point > 32 && !Character.isLetterOrDigit(point);
        }
        return switch (Character.getType(point)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> true;
            default ->
                point >= 0x4E00 && point <= 0x9FFF
                        || point >= 0x3400 && point <= 0x4DBF
                        || point >= 0xF900 && point <= 0xFAFF
                        || point >= 0x20000 && point <= 0x2CEAF
                        || point >= 0x2F800 && point <= 0x2FA1F;
        };
    }

    /** Counts all pieces and keeps as many as there is room for. */
    static final class Pieces {
        private final long[] ids;
        private int count;
        private int used;

        private Pieces(int room) {
            ids = new long[room + 1];
        }

        private void add(int id) {
            if (count < ids.length - 1) {
                ids[count] = id;
            }
            count++;
        }

        private void close(int id) {
            used = Math.min(count, ids.length - 1);
            ids[used++] = id;
            count++;
        }

        /** How many there would be without a limit, the marks included. */
        int total() {
            return count;
        }

        long[] ids() {
            return Arrays.copyOf(ids, used);
        }
    }
}
