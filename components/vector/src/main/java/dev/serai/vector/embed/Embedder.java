package dev.serai.vector.embed;

import dev.serai.support.vector.Fingerprint;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Turns texts into vectors of length 1. No method blocks its caller. */
public interface Embedder extends AutoCloseable {

    /** What the vectors are for: some models want to be told. */
    enum Purpose {
        QUESTION,
        PASSAGE
    }

    /** What makes the vectors comparable. An endpoint is asked once, if the number of dimensions is not configured. */
    CompletableFuture<Fingerprint> fingerprint();

    /** One vector for each text, in the same order. */
    CompletableFuture<List<float[]>> embed(List<String> texts, Purpose purpose);

    @Override
    default void close() {}
}
