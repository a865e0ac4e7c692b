package dev.serai.vector.document;

import dev.serai.vector.document.DocumentException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;

/**
 * Reads documents into text, bounded in time and size. It is CPU work on the caller's thread, so call it from a pool
 * for such work. Each parser asks at every step whether time, characters, rows and unpacked bytes are left; only a
 * stream that doesn't deliver its next byte holds the thread longer.
 */
public final class DocumentParser {

    private static final int BUFFER = 64 * 1024;
    private static final Map<Format, FormatReader> READERS = Map.of(
            Format.TEXT, new TextReader(),
            Format.MARKDOWN, new MarkdownReader(),
            Format.HTML, new HtmlReader(),
            Format.PDF, new PdfReader(),
            Format.DOCX, new DocxReader(),
            Format.XLSX, new XlsxReader(),
            Format.CSV, new CsvReader(),
            Format.TSV, new CsvReader(),
            Format.JSON, new JsonReader());

    private final ParseLimits limits;

    public DocumentParser(ParseLimits limits) {
        this.limits = Objects.requireNonNull(limits, "limits");
    }

    /**
     * @param name of the file, or null
     * @param mediaType what the sender declared, or null; the content's first bytes are believed more
     */
    public ParsedDocument parse(InputStream in, String name, String mediaType) throws DocumentException {
        var budget = new Budget(name == null || name.isBlank() ? "The document" : fileName(name), limits);
        try {
            var source = new Detection(budget).source(bytes(in, budget), name, mediaType);
            var document = READERS.get(source.format()).read(source, budget);
            budget.check();
            return checked(document, name, budget);
        } catch (StackOverflowError e) {
            throw budget.broken("nests too deeply", null);
        } catch (OutOfMemoryError e) {
            // What failed holds nothing any more, and the next document may be a small one.
            throw budget.refusal(Reason.TOO_LARGE, "needs more memory than there is", "Split the document.", e);
        } catch (IOException | RuntimeException e) {
            throw translated(e, budget);
        }
    }

    private static byte[] bytes(InputStream in, Budget budget) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var buffer = new byte[BUFFER];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            budget.check();
            if (bytes.size() + (long) count > budget.limits().maxBytes()) {
                throw budget.tooLarge("has more than " + budget.limits().maxBytes() + " bytes", "bytes");
            }
            bytes.write(buffer, 0, count);
        }
        budget.bytes(bytes.size());
        return bytes.toByteArray();
    }

    private static ParsedDocument checked(ParsedDocument document, String name, Budget budget)
            throws DocumentException {
        boolean empty = document.sections().stream()
                .allMatch(section ->
                        section.text().isBlank() && section.headings().isEmpty());
        if (empty && document.rows().isEmpty()) {
            boolean scanned = document.mediaType().equals(Format.PDF.mediaType());
            throw budget.refusal(
                    Reason.EMPTY,
                    scanned ? "has no text; its pages are pictures or empty" : "has no text",
                    scanned ? "Run text recognition (OCR) over it first." : "Send a document with content.",
                    null);
        }
        if (document.title() != null && !document.title().isBlank() || name == null) {
            return document;
        }
        return new ParsedDocument(
                fileName(name), document.mediaType(), document.sections(), document.metadata(), document.rows());
    }

    /** Parsers wrap what their streams threw. */
    private static DocumentException translated(Exception failure, Budget budget) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (cause instanceof DocumentException known) {
                return known;
            }
            cause = cause.getCause();
        }
        return budget.broken("can't be read: " + failure.getMessage(), failure);
    }

    private static String fileName(String name) {
        return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    }
}
