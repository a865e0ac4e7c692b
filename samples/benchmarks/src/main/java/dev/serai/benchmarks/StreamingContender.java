package dev.serai.benchmarks;

import java.util.function.Consumer;

/** A client that reads an answer as it is written. */
interface StreamingContender extends AutoCloseable {

    /** Asks one question. The end comes with null, or with what went wrong. */
    void ask(Runnable firstText, Consumer<Throwable> end);

    @Override
    default void close() {}
}
