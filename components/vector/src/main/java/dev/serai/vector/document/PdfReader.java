package dev.serai.vector.document;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;

/** PDF: a section for each page with text. */
final class PdfReader implements FormatReader {

    @Override
    public ParsedDocument read(Source source, Budget budget) throws IOException {
        try {
            PdfStreams.refuseBombs(source.bytes(), budget);
            try (var document = new PdfParser(source.bytes(), budget).parse()) {
                return read(document, source, budget);
            }
        } catch (InvalidPasswordException e) {
            throw budget.encrypted(e);
        } catch (NoClassDefFoundError e) {
            // Certificates instead of passwords need a library that isn't here, and a key that nobody has given.
            throw budget.encrypted(e);
        }
    }

    private static ParsedDocument read(PDDocument document, Source source, Budget budget) throws IOException {
        var information = document.getDocumentInformation();
        var metadata = new LinkedHashMap<String, Object>(Map.of("pages", document.getNumberOfPages()));
        var author = line(information.getAuthor());
        if (author != null) {
            metadata.put("author", author);
        }
        var stripper = new PdfText(budget);
        stripper.getText(document);
        return new ParsedDocument(
                line(information.getTitle()), source.format().mediaType(), stripper.sections(), metadata, List.of());
    }

    private static String line(String text) {
        var line = text == null ? "" : Texts.line(Texts.clean(text));
        return line.isEmpty() ? null : line;
    }
}
