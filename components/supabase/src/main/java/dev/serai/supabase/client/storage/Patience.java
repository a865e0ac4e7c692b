package dev.serai.supabase.client.storage;

import dev.serai.supabase.client.SupabaseError;
import dev.serai.supabase.client.SupabaseException;
import dev.serai.support.http.HttpPort;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * How often work goes on after a fault, and how long it rests before.
 *
 * @param most faults in a row; whatever gets a byte further begins to count anew
 */
record Patience(HttpPort port, int most) {

    private static final long FIRST_MILLIS = 200;
    private static final long LONGEST_MILLIS = 10_000;
    private static final int MOST_DOUBLINGS = 10;

    /** Completes on a worker when the rest after the given fault, the first being 1, is over. */
    CompletableFuture<Void> rest(int fault) {
        long full = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(fault - 1, MOST_DOUBLINGS));
        long millis = full / 2 + ThreadLocalRandom.current().nextLong(full / 2 + 1);
        var over = new CompletableFuture<Void>();
        try {
            var timed = port.timer()
                    .schedule(() -> port.executor().execute(() -> over.complete(null)), millis, TimeUnit.MILLISECONDS);
            over.whenComplete((done, cancelled) -> timed.cancel(false));
        } catch (RejectedExecutionException e) {
            over.completeExceptionally(
                    new SupabaseException(SupabaseError.CANCELLED, "the component is being stopped"));
        }
        return over;
    }
}
