package dev.serai.items.markup;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;

/** A table of HTML as a table of Markdown. One that only lays out a page is written as what is in its cells. */
record TableText(HtmlToMarkdown writer, Element table, int depth) {

    private static final int WIDEST = 200;

    List<String> blocks() {
        var rows = new ArrayList<List<String>>();
        for (var row : table.select("tr")) {
            if (row.closest("table") == table) {
                rows.add(row.children().stream()
                        .filter(cell -> cell.normalName().matches("t[dh]"))
                        .limit(WIDEST)
                        .map(cell -> writer.words(cell, depth)
                                .replaceAll("\\s*\n\\s*", " ")
                                .replace("|", "\\|"))
                        .toList());
            }
        }
        rows.removeIf(List::isEmpty);
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        if (columns == 0) {
            return List.of();
        }
        var widths = new int[columns];
        for (int i = 0; i < columns; i++) {
            widths[i] = 3;
            for (var row : rows) {
                widths[i] = Math.max(widths[i], cell(row, i).length());
            }
        }
        var lines = new ArrayList<String>();
        for (var row : rows) {
            lines.add(line(row, widths, ' '));
            if (lines.size() == 1) {
                lines.add(line(List.of(), widths, '-'));
            }
        }
        return List.of(String.join("\n", lines));
    }

    private static String line(List<String> cells, int[] widths, char filled) {
        var line = new StringBuilder("|");
        for (int i = 0; i < widths.length; i++) {
            var cell = cell(cells, i);
            line.append(' ')
                    .append(cell)
                    .append(String.valueOf(filled).repeat(Math.max(0, Math.min(WIDEST, widths[i]) - cell.length())))
                    .append(" |");
        }
        return line.toString();
    }

    private static String cell(List<String> row, int column) {
        return column < row.size() ? row.get(column) : "";
    }
}
