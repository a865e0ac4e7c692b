package dev.serai.vector.document;

/** A table in a Word document: a line for each row. */
final class DocxTable {

    private final StringBuilder text = new StringBuilder();
    private final StringBuilder row = new StringBuilder();
    private int cells;
    private boolean emptyCell;

    void cell() {
        if (cells++ > 0) {
            row.append(" | ");
        }
        emptyCell = true;
    }

    void add(String content) {
        row.append(emptyCell ? "" : " ").append(Texts.line(content));
        emptyCell = false;
    }

    void row() {
        if (cells > 0) {
            text.append(text.length() == 0 ? "" : "\n").append(row);
        }
        row.setLength(0);
        cells = 0;
    }

    String text() {
        return text.toString();
    }
}
