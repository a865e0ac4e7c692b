package dev.serai.modal.function;

import dev.serai.support.error.SeraiException;

/** A failure around the call of a function. */
public final class FunctionException extends SeraiException {

    private static final long serialVersionUID = 1L;

    FunctionException(FunctionError error, String fact) {
        super(error, fact);
    }

    FunctionException(FunctionError error, String fact, Throwable cause) {
        super(error, fact, cause);
    }
}
