package dev.serai.support.error;

import java.util.Objects;

/** A failure that names its code, the fact and the remedy. The message never holds a secret. */
public class SeraiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ErrorCode code;
    private final String id;
    private final String fact;
    private final String remedy;

    public SeraiException(ErrorCode code, String fact) {
        this(code, fact, code.remedy(), null);
    }

    public SeraiException(ErrorCode code, String fact, Throwable cause) {
        this(code, fact, code.remedy(), cause);
    }

    public SeraiException(ErrorCode code, String fact, String remedy, Throwable cause) {
        super("[" + code.id() + "] " + sentence(fact) + " " + sentence(remedy), cause);
        this.code = Objects.requireNonNull(code);
        this.id = code.id();
        this.fact = fact;
        this.remedy = remedy;
    }

    public ErrorCode code() {
        return code;
    }

    /** The code's identifier, so that a route can write {@code ${exception.id}}. */
    public String getId() {
        return id;
    }

    public String getFact() {
        return fact;
    }

    public String getRemedy() {
        return remedy;
    }

    private static String sentence(String text) {
        var trimmed = text.strip();
        return trimmed.isEmpty() || ".!?".indexOf(trimmed.charAt(trimmed.length() - 1)) >= 0 ? trimmed : trimmed + ".";
    }
}
