package dev.serai.springboot;

import dev.serai.support.error.SeraiException;

/** A property of a component that cannot be used. */
public class StarterException extends SeraiException {

    private static final long serialVersionUID = 1L;

    public StarterException(StarterError code, String fact, String remedy, Throwable cause) {
        super(code, fact, remedy, cause);
    }
}
