package dev.serai.modal.sandbox;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What still has to be sent before the connections may close. */
public final class Farewells {

    private final Set<CompletableFuture<?>> open = ConcurrentHashMap.newKeySet();

    public void add(CompletableFuture<?> farewell) {
        open.add(farewell);
        farewell.whenComplete((done, error) -> open.remove(farewell));
    }

    /** Waits until all have been sent, but not longer than this. */
    public void awaitAll(Duration limit) {
        try {
            CompletableFuture.allOf(open.toArray(CompletableFuture[]::new))
                    .get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // Each that fails tells it by itself, and what is left the next start ends.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
