package dev.serai.supabase.client.auth;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/** All who wait for one attempt to get a token. Each goes on, even while another one's route blocks its thread. */
final class Waiting {

    private final Queue<CompletableFuture<Grant>> waiters = new ConcurrentLinkedQueue<>();
    private final Executor executor;

    Waiting(Executor executor) {
        this.executor = executor;
    }

    CompletableFuture<Grant> join() {
        var waiter = new CompletableFuture<Grant>();
        waiters.add(waiter);
        return waiter;
    }

    /** Gives the token, or tells why there is none. */
    void end(Grant grant, Throwable lost) {
        for (var waiter = waiters.poll(); waiter != null; waiter = waiters.poll()) {
            // A helper may never come, since the executor ends with the component; so this loop leaves nobody out.
            if (!waiters.isEmpty()) {
                executor.execute(() -> end(grant, lost));
            }
            if (lost == null) {
                waiter.complete(grant);
            } else {
                waiter.completeExceptionally(lost);
            }
        }
    }
}
