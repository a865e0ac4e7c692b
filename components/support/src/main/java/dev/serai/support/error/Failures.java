package dev.serai.support.error;

import java.util.concurrent.CompletionException;

/** Failures without what futures wrap around them, or without their words. */
public final class Failures {

    private Failures() {}

    /** A failure's class and trace without its words, which may quote a key or a body; for a cause that may be logged. */
    public static Exception masked(Throwable failure) {
        return new MaskedCause(failure);
    }

    public static Throwable unwrap(Throwable error) {
        var inner = error;
        while (inner instanceof CompletionException && inner.getCause() != null) {
            inner = inner.getCause();
        }
        return inner;
    }
}
