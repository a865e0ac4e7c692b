package dev.serai.support.error;

import java.util.concurrent.CompletionException;

/** What futures wrap around failures is taken off again here. */
public final class Failures {

    private Failures() {}

    public static Throwable unwrap(Throwable error) {
        var inner = error;
        while (inner instanceof CompletionException && inner.getCause() != null) {
            inner = inner.getCause();
        }
        return inner;
    }
}
