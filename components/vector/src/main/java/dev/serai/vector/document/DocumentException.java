package dev.serai.vector.document;

import java.io.IOException;

/** Why a document gave no text. It passes through parsers as what it is, since they let an IOException through. */
public class DocumentException extends IOException {

    private static final long serialVersionUID = 1L;

    /** What kind of failure it is. */
    public enum Reason {
        /** A format that isn't read. */
        UNSUPPORTED,
        /** The format is known, the content isn't in order. */
        BROKEN,
        /** It opens with a password only. */
        ENCRYPTED,
        /** More bytes, characters, rows or unpacked bytes than the limits allow. */
        TOO_LARGE,
        /** Reading took longer than the limit, or the thread was interrupted. */
        TOO_SLOW,
        /** Nothing in it is text. */
        EMPTY
    }

    private final Reason reason;
    private final String fact;
    private final String remedy;

    /**
     * @param fact what is wrong with which document; a sentence without its full stop
     * @param remedy what can be done about it; whole sentences
     */
    public DocumentException(Reason reason, String fact, String remedy, Throwable cause) {
        super(fact + ". " + remedy, cause);
        this.reason = reason;
        this.fact = fact;
        this.remedy = remedy;
    }

    public Reason reason() {
        return reason;
    }

    public String fact() {
        return fact;
    }

    public String remedy() {
        return remedy;
    }
}
