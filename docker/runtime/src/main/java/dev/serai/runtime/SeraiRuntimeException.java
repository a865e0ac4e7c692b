package dev.serai.runtime;

import dev.serai.support.error.SeraiException;

/** The runtime cannot start, or refuses something. */
public class SeraiRuntimeException extends SeraiException {

    private static final long serialVersionUID = 1L;

    public SeraiRuntimeException(RuntimeError code, String fact) {
        super(code, fact);
    }

    public SeraiRuntimeException(RuntimeError code, String fact, String remedy) {
        super(code, fact, remedy, null);
    }

    public SeraiRuntimeException(RuntimeError code, String fact, String remedy, Throwable cause) {
        super(code, fact, remedy, cause);
    }
}
