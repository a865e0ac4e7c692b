package dev.serai.ollama.client;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/** Lets a number of exchanges run at once; the others wait in line, in order and without a thread. */
public final class Gate {

    private final int limit;
    private final Queue<CompletableFuture<Void>> line = new ArrayDeque<>();
    private int running;
    private int free;
    private boolean handing;

    /** @param limit how many run at once; 0 is without limit */
    public Gate(int limit) {
        this.limit = limit;
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

    /** Hands the place on in a loop: exchanges that fail at once would otherwise nest as deep as the line is long. */
    private void leave() {
        synchronized (this) {
            free++;
            if (handing) {
                return;
            }
            handing = true;
        }
        for (var next = next(); next != null; next = next()) {
            next.complete(null);
        }
    }

    private synchronized CompletableFuture<Void> next() {
        while (free > 0) {
            free--;
            var next = line.poll();
            if (next != null) {
                return next;
            }
            running--;
        }
        handing = false;
        return null;
    }
}
