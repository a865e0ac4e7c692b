package dev.serai.vector.document;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/** Cuts lines into cells. It takes quotes as people write them: one that isn't closed ends with the text. */
final class DelimitedText {

    private static final char[] DELIMITERS = {',', ';', '\t', '|'};
    private static final int SAMPLE_LINES = 20;
    private static final int SAMPLE = 64 * 1024;
    private static final int MOST_COLUMNS = 16_384;

    private final String text;
    private final char delimiter;
    private final Budget budget;
    private int at;

    DelimitedText(String text, int start, char delimiter, Budget budget) {
        this.text = text;
        this.at = start;
        this.delimiter = delimiter;
        this.budget = budget;
    }

    /** The delimiter that cuts most of the first lines into equally many cells. */
    static char guess(String text, Budget budget) throws IOException {
        var sample = text.length() > SAMPLE ? text.substring(0, SAMPLE) : text;
        char best = ',';
        int bestScore = 0;
        for (char candidate : DELIMITERS) {
            int score = score(new DelimitedText(sample, 0, candidate, budget));
            if (score > bestScore) {
                best = candidate;
                bestScore = score;
            }
        }
        return best;
    }

    /** @return the cells of the next line, or null after the last */
    List<String> next() throws IOException {
        if (at >= text.length()) {
            return null;
        }
        var cells = new ArrayList<String>();
        while (true) {
            cells.add(cell());
            if (cells.size() > MOST_COLUMNS) {
                throw budget.tooLarge("has a line of more than " + MOST_COLUMNS + " cells", "columns, which is fixed");
            }
            if (at >= text.length() || text.charAt(at++) == '\n') {
                return cells;
            }
        }
    }

    /** Stops at the delimiter or line end that follows the cell. */
    private String cell() throws IOException {
        budget.check();
        int start = at;
        if (at < text.length() && text.charAt(at) == '"') {
            var quoted = new StringBuilder();
            at = quoted(quoted);
            start = at;
            skip();
            return quoted.append(text, start, at).toString();
        }
        skip();
        return text.substring(start, at);
    }

    private int quoted(StringBuilder cell) {
        int from = at + 1;
        while (true) {
            int quote = text.indexOf('"', from);
            if (quote < 0) {
                cell.append(text, from, text.length());
                return text.length();
            }
            cell.append(text, from, quote);
            if (quote + 1 == text.length() || text.charAt(quote + 1) != '"') {
                return quote + 1;
            }
            cell.append('"');
            from = quote + 2;
        }
    }

    private void skip() {
        while (at < text.length() && text.charAt(at) != delimiter && text.charAt(at) != '\n') {
            at++;
        }
    }

    private static int score(DelimitedText lines) throws IOException {
        var widths = new HashMap<Integer, Integer>();
        var cells = lines.next();
        for (int i = 0; i < SAMPLE_LINES && cells != null; i++, cells = lines.next()) {
            if (cells.size() > 1) {
                widths.merge(cells.size(), 1, Integer::sum);
            }
        }
        return widths.entrySet().stream()
                .mapToInt(width -> width.getValue() * 1000 + Math.min(width.getKey(), 999))
                .max()
                .orElse(0);
    }
}
