package dev.serai.vector.document;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Follows the cells of a sheet. Formulas count as what they last gave. */
final class XlsxSheet implements OfficePackage.PartReader {

    private static final int MOST_COLUMNS = 16_384;

    private final Table table;
    private final XlsxValues values;
    private final Budget budget;
    private List<Object> row = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private String type;
    private String style;
    private int column;

    XlsxSheet(Table table, XlsxValues values, Budget budget) {
        this.table = table;
        this.values = values;
        this.budget = budget;
    }

    @Override
    public void event(XmlPart part) throws IOException {
        if (part.starts()) {
            start(part);
        } else if (part.ends() && part.name().equals("c")) {
            cell();
        } else if (part.ends() && part.name().equals("row")) {
            table.add(row);
        }
    }

    private void start(XmlPart part) throws IOException {
        switch (part.name()) {
            case "row" -> {
                row = new ArrayList<>();
                column = -1;
            }
            case "c" -> {
                type = part.attribute("t");
                style = part.attribute("s");
                column = column(part.attribute("r"));
                text.setLength(0);
            }
            case "v", "t" -> text.append(part.content());
            // A formula isn't text, and how a name is spoken repeats it.
            case "f", "rPh" -> part.skip();
            default -> {}
        }
    }

    private void cell() throws IOException {
        var value = values.value(type, style, text.toString());
        if (value == null) {
            return;
        }
        if (column >= MOST_COLUMNS) {
            throw budget.broken("has a cell beyond the last column", null);
        }
        // Empty cells count too: a cell at the far right costs as much as a full row.
        budget.characters(Math.max(1, column - row.size()) + value.toString().length());
        while (row.size() <= column) {
            row.add(null);
        }
        row.set(column, value);
    }

    /** "AB12" is column 27; a cell without a place follows the one before. */
    private int column(String reference) {
        int column = 0;
        int letters = 0;
        while (reference != null
                && letters < Math.min(4, reference.length())
                && reference.charAt(letters) >= 'A'
                && reference.charAt(letters) <= 'Z') {
            column = column * 26 + reference.charAt(letters) - 'A' + 1;
            letters++;
        }
        return letters == 0 ? this.column + 1 : column - 1;
    }
}
