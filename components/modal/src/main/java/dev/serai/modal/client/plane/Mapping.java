package dev.serai.modal.client.plane;

import dev.serai.support.error.Failures;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Does the same with each item, some at a time, and keeps the order. */
public final class Mapping<T> {

    private final List<T> items;
    private final Function<T, CompletableFuture<Object>> work;
    private final int atOnce;
    private final boolean keepFailures;
    private final Object[] results;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger open;
    private final Set<CompletableFuture<?>> running = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<List<Object>> result = new CompletableFuture<>();

    public Mapping(List<T> items, Function<T, CompletableFuture<Object>> work, int atOnce, boolean keepFailures) {
        this.items = items;
        this.work = work;
        this.atOnce = atOnce;
        this.keepFailures = keepFailures;
        this.results = new Object[items.size()];
        this.open = new AtomicInteger(items.size());
    }

    public CompletableFuture<List<Object>> start() {
        if (items.isEmpty()) {
            result.complete(List.of());
        }
        // What is under way is of no use any more when the whole has failed or nobody waits.
        result.whenComplete((values, error) -> {
            if (error != null) {
                running.forEach(call -> call.cancel(true));
            }
        });
        for (int i = 0; i < Math.min(atOnce, items.size()); i++) {
            begin();
        }
        return result;
    }

    /** Takes items until one has to be waited for; a loop, since many may be done at once. */
    private void begin() {
        while (!result.isDone()) {
            var index = next.getAndIncrement();
            if (index >= items.size()) {
                return;
            }
            var call = started(items.get(index));
            running.add(call);
            if (result.isDone()) {
                call.cancel(true);
            }
            var later = new CompletableFuture<Void>();
            call.whenComplete((value, error) -> {
                running.remove(call);
                done(index, value, error);
                if (!later.complete(null)) {
                    begin();
                }
            });
            // The first of both goes on: this loop if the call is done already, else the call when it is.
            if (later.complete(null)) {
                return;
            }
        }
    }

    private CompletableFuture<Object> started(T item) {
        try {
            return work.apply(item);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void done(int index, Object value, Throwable error) {
        if (error != null && !keepFailures) {
            result.completeExceptionally(Failures.unwrap(error));
            return;
        }
        results[index] = error == null ? value : Failures.unwrap(error);
        if (open.decrementAndGet() == 0) {
            result.complete(Collections.unmodifiableList(Arrays.asList(results)));
        }
    }
}
