package dev.serai.items.file;

import dev.serai.items.ItemsError;
import dev.serai.items.ItemsException;
import java.util.ArrayList;
import java.util.List;

/** Tables as text: values between delimiters, in quotes where they hold a delimiter. */
public final class Csv {

    private static final int CELLS = 5_000_000;
    private static final int COLUMNS = 100_000;

    private final String text;
    private final char delimiter;
    private int at;

    private Csv(String text, char delimiter) {
        this.text = text;
        this.delimiter = delimiter;
    }

    public static List<List<String>> read(String text, char delimiter) {
        var reader = new Csv(text.startsWith("\uFEFF") ? text.substring(1) : text, delimiter);
        var rows = new ArrayList<List<String>>();
        int cells = 0;
        while (reader.at < reader.text.length()) {
            var row = reader.row();
            cells += row.size();
            if (cells > CELLS) {
                throw new ItemsException(ItemsError.TOO_LARGE, "the table has more than " + CELLS + " cells");
            }
            if (row.size() > 1 || !row.get(0).isEmpty()) {
                rows.add(row);
            }
        }
        return rows;
    }

    private List<String> row() {
        var row = new ArrayList<String>();
        do {
            row.add(cell());
            if (row.size() > COLUMNS) {
                throw new ItemsException(ItemsError.TOO_LARGE, "the table has more than " + COLUMNS + " columns");
            }
        } while (take(delimiter));
        take('\r');
        take('\n');
        return row;
    }

    private boolean take(char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private String cell() {
        if (at < text.length() && text.charAt(at) == '"') {
            return quoted();
        }
        int from = at;
        while (at < text.length()
                && text.charAt(at) != delimiter
                && text.charAt(at) != '\n'
                && text.charAt(at) != '\r') {
            at++;
        }
        return text.substring(from, at);
    }

    private String quoted() {
        var value = new StringBuilder();
        at++;
        while (at < text.length()) {
            if (!take('"')) {
                value.append(text.charAt(at++));
            } else if (take('"')) {
                value.append('"');
            } else {
                break;
            }
        }
        // What stands between the quote and the delimiter is no error: other programs write such files.
        while (at < text.length()
                && text.charAt(at) != delimiter
                && text.charAt(at) != '\n'
                && text.charAt(at) != '\r') {
            value.append(text.charAt(at++));
        }
        return value.toString();
    }

    public static String write(List<? extends List<String>> rows, char delimiter) {
        var out = new StringBuilder();
        for (var row : rows) {
            for (int i = 0; i < row.size(); i++) {
                out.append(i == 0 ? "" : delimiter).append(cell(row.get(i), delimiter));
            }
            out.append('\n');
        }
        return out.toString();
    }

    private static String cell(String value, char delimiter) {
        var plain = value.indexOf('"') < 0
                && value.indexOf('\n') < 0
                && value.indexOf('\r') < 0
                && value.indexOf(delimiter) < 0;
        return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }
}
