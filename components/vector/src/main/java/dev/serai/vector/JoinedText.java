package dev.serai.vector;

import dev.serai.support.text.Passage;
import java.util.List;

/** Puts the chunks of documents together again, without the text that neighbours share. */
final class JoinedText {

    /** What is shorter than this may well be the same by chance. */
    private static final int LEAST_OVERLAP = 10;

    private JoinedText() {}

    static String of(List<Passage> passages) {
        var text = new StringBuilder();
        String source = null;
        var before = "";
        for (var passage : passages) {
            int shared = passage.source().equals(source) ? shared(before, passage.text()) : 0;
            if (!text.isEmpty() && shared == 0) {
                text.append(passage.source().equals(source) ? "\n" : "\n\n");
            }
            text.append(passage.text(), shared, passage.text().length());
            source = passage.source();
            before = passage.text();
        }
        return text.toString();
    }

    /** The length of the longest end of one text that the next one begins with; by the borders of Knuth, Morris and Pratt. */
    private static int shared(String before, String next) {
        int most = Math.min(before.length(), next.length());
        var borders = new int[most + 1];
        borders[0] = -1;
        for (int i = 0, border = -1; i < most; ) {
            while (border >= 0 && next.charAt(i) != next.charAt(border)) {
                border = borders[border];
            }
            borders[++i] = ++border;
        }
        int matched = 0;
        for (int i = before.length() - most; i < before.length(); i++) {
            while (matched >= 0 && (matched == most || before.charAt(i) != next.charAt(matched))) {
                matched = borders[matched];
            }
            matched++;
        }
        return matched >= LEAST_OVERLAP ? matched : 0;
    }
}
