package dev.serai.ollama.client;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

/** Lets a number of exchanges run at once; the others wait in line, in order and without a thread. */
public final class Gate {

    private final int limit;
    private final Queue<CompletableFuture<Void>> line = new ArrayDeque<>();
    private final Executor starter;
    private int running;

    /**
     * @param limit how many run at once; 0 is without limit
     * @param starter where those that have waited begin
     */
    public Gate(int limit, Executor starter) {
        this.limit = limit;
        this.starter = starter;
    }

    /** @param until what the place is kept for after the exchange, such as the end of a stream; null for nothing */
    public <T> CompletableFuture<T> run(
            Supplier<CompletableFuture<T>> exchange, Function<T, CompletableFuture<?>> until) {
        if (limit <= 0) {
            return exchange.get();
        }
        return enter().thenCompose(entered -> {
            try {
                var work = exchange.get();
                work.whenComplete((value, error) -> {
                    var rest = error == null ? until.apply(value) : null;
                    if (rest == null) {
                        leave();
                    } else {
                        rest.whenComplete((end, broken) -> leave());
                    }
                });
                return work;
            } catch (RuntimeException e) {
                leave();
                throw e;
            }
        });
    }

    private CompletableFuture<Void> enter() {
        synchronized (this) {
            if (running < limit) {
                running++;
                return CompletableFuture.completedFuture(null);
            }
            var place = new CompletableFuture<Void>();
            line.add(place);
            return place;
        }
    }

    private void leave() {
        CompletableFuture<Void> next;
        synchronized (this) {
            next = line.poll();
            if (next == null) {
                running--;
                return;
            }
        }
        // Elsewhere, since an exchange that fails at once takes its route along, which may block or ask here again.
        starter.execute(() -> next.complete(null));
    }
}
