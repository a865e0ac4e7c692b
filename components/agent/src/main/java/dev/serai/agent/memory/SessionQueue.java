package dev.serai.agent.memory;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Lets one turn of a session follow the other, without a thread that waits. */
public final class SessionQueue {

    /** The turns that wait behind the one at work; no entry when none is at work. */
    private final Map<ConversationKey, Queue<Turn<?>>> sessions = new HashMap<>();

    /** Begins the turn when the one before has ended, well or not. */
    public <T> CompletableFuture<T> run(ConversationKey key, Supplier<CompletableFuture<T>> work) {
        var turn = new Turn<>(work, new CompletableFuture<>());
        synchronized (sessions) {
            var waiting = sessions.get(key);
            if (waiting != null) {
                waiting.add(turn);
                return turn.result();
            }
            sessions.put(key, new ArrayDeque<>());
        }
        workOff(key, turn);
        return turn.result();
    }

    /** In a loop: a long queue of turns that end at once must not become a deep stack. */
    private void workOff(ConversationKey key, Turn<?> first) {
        for (Turn<?> turn = first; turn != null; turn = next(key)) {
            turn.begin();
            if (!turn.result().isDone()) {
                turn.result().whenComplete((value, error) -> {
                    var next = next(key);
                    if (next != null) {
                        workOff(key, next);
                    }
                });
                return;
            }
        }
    }

    private Turn<?> next(ConversationKey key) {
        synchronized (sessions) {
            var next = sessions.get(key).poll();
            if (next == null) {
                sessions.remove(key);
            }
            return next;
        }
    }

    private record Turn<T>(Supplier<CompletableFuture<T>> work, CompletableFuture<T> result) {

        void begin() {
            try {
                work.get().whenComplete((value, error) -> {
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
}
