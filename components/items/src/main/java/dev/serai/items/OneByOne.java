package dev.serai.items;

import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;

/**
 * Asks other routes one thing after the other. No thread waits for them; and where the answers are there at once it is a
 * loop, since thousands of calls within calls overflow the stack.
 */
abstract class OneByOne<T> {

    private final CompletableFuture<T> done = new CompletableFuture<>();

    /** Asks the next thing; null when nothing is left. */
    abstract CompletableFuture<Exchange> ask();

    /**
     * Takes an answer.
     *
     * @param error why there is none, else null
     * @return whether the next thing is to be asked at once
     */
    abstract boolean take(Exchange answer, Throwable error);

    /** What has come of all, when nothing is left to ask. */
    abstract T result();

    /** What comes of it; whoever ends it early completes this. */
    CompletableFuture<T> done() {
        return done;
    }

    /** Begins, or goes on where {@link #take} has said that it is not to go on at once. */
    void go() {
        try {
            for (var answer = ask(); answer != null; answer = ask()) {
                if (!answer.isDone()) {
                    answer.whenComplete((copy, error) -> {
                        if (taken(copy, error)) {
                            go();
                        }
                    });
                    return;
                }
                var goesOn = new boolean[1];
                answer.whenComplete((copy, error) -> goesOn[0] = taken(copy, error));
                if (!goesOn[0]) {
                    return;
                }
            }
            done.complete(result());
        } catch (RuntimeException | Error e) {
            // Nobody else would learn of it, and the message would wait for ever.
            done.completeExceptionally(e);
        }
    }

    private boolean taken(Exchange copy, Throwable error) {
        try {
            return take(copy, error);
        } catch (RuntimeException | Error e) {
            done.completeExceptionally(e);
            return false;
        }
    }
}
