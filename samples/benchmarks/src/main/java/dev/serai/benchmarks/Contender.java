package dev.serai.benchmarks;

import java.util.function.BiConsumer;

/** A client that asks for whole answers, as an application would. */
interface Contender extends AutoCloseable {

    String name();

    /** Asks one question without waiting for its answer. */
    void ask(BiConsumer<String, Throwable> answered);

    @Override
    default void close() {}
}
