package dev.serai.agent.memory;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Lets one turn of a session follow the other, without a thread that waits. */
public final class SessionQueue {

    private final Map<ConversationKey, CompletableFuture<?>> tails = new HashMap<>();

    /** Begins the turn when the one before has ended, well or not. */
    public <T> CompletableFuture<T> run(ConversationKey key, Supplier<CompletableFuture<T>> turn) {
        var result = new CompletableFuture<T>();
        var ended = new CompletableFuture<Void>();
        CompletableFuture<?> before;
        synchronized (tails) {
            before = tails.put(key, ended);
        }
        result.whenComplete((any, error) -> {
            synchronized (tails) {
                tails.remove(key, ended);
            }
            ended.complete(null);
        });
        if (before == null) {
            begin(turn, result);
        } else {
            before.whenComplete((any, error) -> begin(turn, result));
        }
        return result;
    }

    private static <T> void begin(Supplier<CompletableFuture<T>> turn, CompletableFuture<T> result) {
        try {
            turn.get().whenComplete((value, error) -> {
                if (error == null) {
                    result.complete(value);
                } else {
                    result.completeExceptionally(error);
                }
            });
        } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
        }
    }
}
