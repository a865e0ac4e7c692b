package dev.serai.agent.telemetry;

import dev.serai.support.error.SeraiException;

/** What kind of error it was: its code, else its class. Never its message, which may quote what a model was told. */
final class ErrorType {

    static final String NONE = "none";

    private ErrorType() {}

    static String of(Throwable error) {
        if (error == null) {
            return NONE;
        }
        return error instanceof SeraiException known
                ? known.getId()
                : error.getClass().getName();
    }
}
