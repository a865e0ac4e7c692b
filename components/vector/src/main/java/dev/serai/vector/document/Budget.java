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

    void check() throws DocumentException {
        if (System.nanoTime() - start > limits.maxTime().toNanos()) {
            throw new DocumentException(
                    Reason.TOO_SLOW,
                    name + " took longer than " + text(limits.maxTime())
                            + " to read. Split the document or raise the time limit.");
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new DocumentException(
                    Reason.TOO_SLOW, "Reading " + name + " was interrupted. Read it again when there is time.");
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
        return new DocumentException(
                Reason.TOO_LARGE, name + " " + fact + ". Split the document or raise the limit of " + limit + ".");
    }

    DocumentException broken(String fact, Throwable cause) {
        return new DocumentException(
                Reason.BROKEN, name + " " + fact + ". Open it in its application and save it again.", cause);
    }

    private static String text(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
}
