package dev.serai.vector.document;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Finds the header of a table and puts its rows under it. The header is the first line that fills most columns, if it
 * holds nothing but different texts; lines above it are text.
 */
final class Table {

    private static final int SAMPLE = 20;
    private static final int LONGEST_NAME = 200;

    private final Budget budget;
    private final List<List<Object>> lines = new ArrayList<>();
    private final List<Map<String, Object>> rows = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder above = new StringBuilder();

    Table(Budget budget) {
        this.budget = budget;
    }

    void add(List<Object> cells) throws IOException {
        budget.check();
        int end = cells.size();
        while (end > 0 && cells.get(end - 1) == null) {
            end--;
        }
        if (end > 0) {
            budget.row();
            lines.add(new ArrayList<>(cells.subList(0, end)));
        }
    }

    void finish() throws IOException {
        int first = firstFullLine();
        for (int i = 0; i < first; i++) {
            above.append(line(lines.get(i))).append('\n');
        }
        boolean named = first < lines.size() && isHeader(lines.get(first));
        var names = names(named ? lines.get(first) : List.of());
        var columns = new LinkedHashMap<String, Integer>();
        names.forEach(name -> columns.put(name, columns.size()));
        if (first < lines.size()) {
            text.append(String.join(" | ", names));
        }
        for (var cells : lines.subList(named ? first + 1 : first, lines.size())) {
            rows.add(new Row(columns, cells));
            text.append('\n').append(line(cells));
        }
        lines.clear();
    }

    List<Map<String, Object>> rows() {
        return rows;
    }

    List<Section> sections(List<String> headings) {
        var sections = new ArrayList<Section>();
        if (above.length() > 0) {
            sections.add(new Section(headings, above.toString().strip(), null));
        }
        if (text.length() > 0) {
            sections.add(new Section(headings, text.toString(), null, true));
        }
        return sections;
    }

    private int firstFullLine() {
        int most = 0;
        int sample = Math.min(SAMPLE, lines.size());
        for (int i = 0; i < sample; i++) {
            most = Math.max(most, filled(lines.get(i)));
        }
        for (int i = 0; i < sample; i++) {
            if (filled(lines.get(i)) * 5 >= most * 3) {
                return i;
            }
        }
        return lines.size();
    }

    private static int filled(List<Object> cells) {
        return (int) cells.stream().filter(Objects::nonNull).count();
    }

    private static boolean isHeader(List<Object> cells) {
        var seen = new HashSet<String>();
        for (var cell : cells) {
            if (cell == null) {
                continue;
            }
            boolean name = cell instanceof String text && text.length() <= LONGEST_NAME;
            if (!name || !seen.add(cell.toString().toLowerCase(Locale.ROOT))) {
                return false;
            }
        }
        return true;
    }

    private List<String> names(List<Object> header) {
        int columns = lines.stream().mapToInt(List::size).max().orElse(0);
        var names = new ArrayList<String>(columns);
        var taken = new HashSet<String>();
        for (int i = 0; i < columns; i++) {
            var name = i < header.size() && header.get(i) != null ? Cells.text(header.get(i)) : "Column " + (i + 1);
            while (!taken.add(name)) {
                name += " " + (i + 1);
            }
            names.add(name);
        }
        return names;
    }

    private static String line(List<Object> cells) {
        var line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            line.append(i == 0 ? "" : " | ").append(Cells.text(cells.get(i)));
        }
        return line.toString();
    }
}
