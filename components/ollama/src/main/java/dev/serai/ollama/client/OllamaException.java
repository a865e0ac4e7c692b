package dev.serai.ollama.client;

import dev.serai.support.error.SeraiException;

/** A failed exchange with a model server. */
public class OllamaException extends SeraiException {

    private static final long serialVersionUID = 1L;

    private final OllamaError error;

    public OllamaException(OllamaError error, String fact) {
        this(error, fact, error.remedy(), null);
    }

    public OllamaException(OllamaError error, String fact, Throwable cause) {
        this(error, fact, error.remedy(), cause);
    }

    public OllamaException(OllamaError error, String fact, String remedy, Throwable cause) {
        super(error, fact, remedy, cause);
        this.error = error;
    }

    public OllamaError error() {
        return error;
    }
}
