package dev.serai.daytona.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Hears what a process writes, one call at a time. The calls must not block. */
public interface LogReader {

    void part(LogChannel channel, byte[] bytes);

    /** Nothing more comes. */
    default void end() {}

    /** Nobody waits for it any more: what was not handed on yet is handed to nobody. */
    default void stop() {}

    /** Completes when more can be taken; until then the rest stays with the server. */
    default CompletionStage<?> ready() {
        return CompletableFuture.completedFuture(null);
    }
}
