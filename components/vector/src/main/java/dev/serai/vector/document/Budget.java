package dev.serai.vector.document;

import dev.serai.vector.document.DocumentException.Reason;
import java.time.Duration;

/**
 * What one document may still cost. Parsers ask at each step, on the caller's thread: no second thread has to watch, and
 * an interrupt of the caller's thread ends the work at the next step.
 */
final class Budget {

    /** Real workbooks reach a hundred times their size. */
    private static final int MOST_UNPACKED_PER_BYTE = 250;

    private static final long ALWAYS_UNPACKED = 4 * 1024 * 1024;

    private final String name;
    private final ParseLimits limits;
    private final long start = System.nanoTime();
    private long characters;
    private long unpacked;
    private long bytes;
    private int rows;
    private DocumentException refused;

    Budget(String name, ParseLimits limits) {
        this.name = name;
        this.limits = limits;
    }

    String name() {
        return name;
    }

    ParseLimits limits() {
        return limits;
    }

    /** For parsers that swallow what is thrown inside of them: it is thrown again at the next step. */
    DocumentException remembered(DocumentException refusal) {
        refused = refusal;
        return refusal;
    }

    void check() throws DocumentException {
        if (refused != null) {
            throw refused;
        }
        if (System.nanoTime() - start > limits.maxTime().toNanos()) {
            throw refusal(
                    Reason.TOO_SLOW,
                    "took longer than " + text(limits.maxTime()) + " to read",
                    "Split the document or raise the time limit.",
                    null);
        }
        if (Thread.currentThread().isInterrupted()) {
            throw refusal(Reason.TOO_SLOW, "was interrupted while it was read", "Read it again.", null);
        }
    }

    /** The size of the document as it is. */
    void bytes(long count) {
        bytes = count;
    }

    /** Text that came out. */
    void characters(long count) throws DocumentException {
        check();
        characters += count;
        if (characters > limits.maxCharacters()) {
            throw tooLarge("has more than " + limits.maxCharacters() + " characters of text", "characters");
        }
    }

    /** Text that is gathered and not yet part of the result; it must not fill the memory before it is counted. */
    void gathered(long total) throws DocumentException {
        if (total > limits.maxCharacters()) {
            characters(total);
        }
    }

    /** Rows of tables that came out. */
    void row() throws DocumentException {
        if (++rows > limits.maxRows()) {
            throw tooLarge("has more than " + limits.maxRows() + " rows", "rows");
        }
    }

    /** Bytes that were unpacked. */
    void unpacked(long count) throws DocumentException {
        check();
        unpacked += count;
        if (unpacked > limits.maxUnpackedBytes()) {
            throw tooLarge("unpacks to more than " + limits.maxUnpackedBytes() + " bytes", "unpacked bytes");
        }
        if (unpacked > ALWAYS_UNPACKED && unpacked / MOST_UNPACKED_PER_BYTE > bytes) {
            throw broken(
                    "unpacks to more than " + MOST_UNPACKED_PER_BYTE + " times its size, as no document does", null);
        }
    }

    DocumentException tooLarge(String fact, String limit) {
        return refusal(Reason.TOO_LARGE, fact, "Split the document or raise the limit of " + limit + ".", null);
    }

    DocumentException broken(String fact, Throwable cause) {
        return refusal(Reason.BROKEN, fact, "Open it in its application and save it again.", cause);
    }

    DocumentException encrypted(Throwable cause) {
        return refusal(Reason.ENCRYPTED, "is protected by a password", "Save it without one and send it again.", cause);
    }

    DocumentException unsupported(String fact) {
        return refusal(
                Reason.UNSUPPORTED, fact, "Text, Markdown, HTML, PDF, DOCX, XLSX, CSV, TSV and JSON are read.", null);
    }

    /** @param fact begins with a verb; the document's name is put in front */
    DocumentException refusal(Reason reason, String fact, String remedy, Throwable cause) {
        return new DocumentException(reason, name + " " + fact, remedy, cause);
    }

    private static String text(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
}
