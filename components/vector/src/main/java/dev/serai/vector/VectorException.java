package dev.serai.vector;

import dev.serai.support.error.SeraiException;

/** A failed operation on a collection. */
public class VectorException extends SeraiException {

    private static final long serialVersionUID = 1L;

    private final VectorError error;

    public VectorException(VectorError error, String fact) {
        this(error, fact, error.remedy(), null);
    }

    public VectorException(VectorError error, String fact, Throwable cause) {
        this(error, fact, error.remedy(), cause);
    }

    public VectorException(VectorError error, String fact, String remedy, Throwable cause) {
        super(error, fact, remedy, cause);
        this.error = error;
    }

    public VectorError error() {
        return error;
    }
}
