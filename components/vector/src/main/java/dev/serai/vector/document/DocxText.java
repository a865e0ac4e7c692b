package dev.serai.vector.document;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** Follows the body of a Word document. Text boxes put paragraphs into paragraphs and cells hold tables, so both stack. */
final class DocxText implements OfficePackage.PartReader {

    private final Outline outline;
    private final Budget budget;
    private final DocxStyles styles;
    private final Deque<Paragraph> paragraphs = new ArrayDeque<>();
    private final Deque<DocxTable> tables = new ArrayDeque<>();
    private long gathered;
    private int runs;
    private boolean afterItem;

    private static final class Paragraph {
        private final StringBuilder text = new StringBuilder();
        private String style;
        private String outline;
        private boolean item;
    }

    DocxText(Outline outline, DocxStyles styles, Budget budget) {
        this.budget = budget;
        this.outline = outline;
        this.styles = styles;
    }

    Outline outline() {
        return outline;
    }

    @Override
    public void event(XmlPart part) throws IOException {
        if (part.starts()) {
            start(part);
        } else if (part.ends()) {
            end(part.name());
        }
    }

    private void start(XmlPart part) throws IOException {
        switch (part.name()) {
            // The same text again for old programs, and text that was moved elsewhere.
            case "Fallback", "moveFrom" -> part.skip();
            case "p" -> paragraphs.push(new Paragraph());
            case "r" -> runs++;
            case "t" -> append(part.content());
            case "tab" -> append(runs > 0 ? "\t" : "");
            case "br", "cr" -> append("\n");
            case "noBreakHyphen" -> append("-");
            case "tbl" -> tables.push(new DocxTable());
            case "tc" -> inTable(DocxTable::cell);
            case "pStyle" -> inParagraph(paragraph -> paragraph.style = part.attribute("val"));
            case "outlineLvl" -> inParagraph(paragraph -> paragraph.outline = part.attribute("val"));
            case "numPr" -> inParagraph(paragraph -> paragraph.item = true);
            default -> {}
        }
    }

    private void end(String name) throws IOException {
        switch (name) {
            case "r" -> runs--;
            case "p" -> {
                if (!paragraphs.isEmpty()) {
                    paragraph(paragraphs.pop());
                }
            }
            case "tr" -> inTable(DocxTable::row);
            case "tbl" -> {
                if (!tables.isEmpty()) {
                    table(tables.pop());
                }
            }
            default -> {}
        }
    }

    private void paragraph(Paragraph paragraph) throws IOException {
        var text = Texts.clean(paragraph.text.toString()).strip();
        int level = styles.level(paragraph.style, paragraph.outline);
        if (text.isEmpty() || level == DocxStyles.CONTENTS) {
            return;
        }
        if (!tables.isEmpty()) {
            tables.peek().add(text);
        } else if (!paragraphs.isEmpty()) {
            // A text box stands before the paragraph it is anchored in.
            outline.block(text);
        } else if (level > 0) {
            outline.heading(level, text);
        } else if (paragraph.item && afterItem) {
            outline.line("- " + text);
        } else {
            outline.block(paragraph.item ? "- " + text : text);
        }
        afterItem = paragraph.item;
    }

    private void table(DocxTable table) throws IOException {
        if (!tables.isEmpty()) {
            tables.peek().add(table.text());
        } else if (!table.text().isBlank()) {
            outline.block(table.text());
        }
        afterItem = false;
    }

    private void append(String text) throws IOException {
        gathered += text.length();
        budget.gathered(gathered);
        if (!paragraphs.isEmpty()) {
            paragraphs.peek().text.append(text);
        }
    }

    private void inParagraph(Consumer<Paragraph> change) {
        if (!paragraphs.isEmpty()) {
            change.accept(paragraphs.peek());
        }
    }

    private void inTable(Consumer<DocxTable> change) {
        if (!tables.isEmpty()) {
            change.accept(tables.peek());
        }
    }
}
