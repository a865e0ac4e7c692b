package dev.serai.searxng.client;

import dev.serai.support.error.SeraiException;

/** A failed exchange with SearXNG. */
public class SearxngException extends SeraiException {

    private static final long serialVersionUID = 1L;

    private final SearxngError error;

    public SearxngException(SearxngError error, String fact) {
        this(error, fact, error.remedy(), null);
    }

    public SearxngException(SearxngError error, String fact, Throwable cause) {
        this(error, fact, error.remedy(), cause);
    }

    public SearxngException(SearxngError error, String fact, String remedy, Throwable cause) {
        super(error, fact, remedy, cause);
        this.error = error;
    }

    public SearxngError error() {
        return error;
    }
}
