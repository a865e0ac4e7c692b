package dev.serai.vector.document;

import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/** Takes the text of the pages in one pass and asks at every operator whether there is time left. */
final class PdfText extends PDFTextStripper {

    private final Budget budget;
    private final List<Section> sections = new ArrayList<>();

    PdfText(Budget budget) {
        this.budget = budget;
        setLineSeparator("\n");
        setParagraphEnd("\n");
        setArticleEnd("\n");
    }

    List<Section> sections() {
        return sections;
    }

    @Override
    public void processPage(PDPage page) throws IOException {
        budget.check();
        super.processPage(page);
    }

    @Override
    protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
        budget.check();
        super.processOperator(operator, operands);
    }

    @Override
    protected void processTextPosition(TextPosition text) {
        try {
            budget.characters(1);
        } catch (DocumentException e) {
            throw new IllegalStateException(e);
        }
        super.processTextPosition(text);
    }

    @Override
    protected void writeString(String text, List<TextPosition> positions) throws IOException {
        budget.check();
        super.writeString(text, positions);
    }

    @Override
    protected void endPage(PDPage page) {
        var buffer = ((StringWriter) output).getBuffer();
        var text = Texts.trim(Texts.clean(buffer.toString()));
        buffer.setLength(0);
        if (!text.isEmpty()) {
            sections.add(new Section(List.of(), text, getCurrentPageNo()));
        }
    }
}
