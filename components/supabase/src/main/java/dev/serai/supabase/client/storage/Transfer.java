package dev.serai.supabase.client.storage;

import dev.serai.supabase.client.Credentials;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/** A file on its way in one direction or the other: who asks for it, what ends it early, and who hears how far it is. */
public final class Transfer {

    /** Hears how far a file is. */
    @FunctionalInterface
    public interface Listener {

        /**
         * Told at the beginning and after each part.
         *
         * @param total -1 while nobody knows
         */
        void reached(long bytes, long total);
    }

    private final Supplier<? extends CompletionStage<Credentials>> who;
    private final Listener listener;
    private CompletableFuture<?> current;
    private boolean cancelled;

    /**
     * @param who asked before each request: a file may take longer than a token holds
     */
    public Transfer(Supplier<? extends CompletionStage<Credentials>> who, Listener listener) {
        this.who = who;
        this.listener = listener;
    }

    /** Sends a request as whoever asks by then. */
    <T> CompletableFuture<T> send(Function<Credentials, CompletableFuture<T>> request) {
        var result = new CompletableFuture<T>();
        // Not to be cancelled: others may wait for the same renewal of a session.
        who.get().whenComplete((credentials, refused) -> {
            if (refused != null) {
                result.completeExceptionally(refused);
                return;
            }
            try {
                now(request.apply(credentials)).whenComplete((value, failure) -> {
                    if (failure == null) {
                        result.complete(value);
                    } else {
                        result.completeExceptionally(failure);
                    }
                });
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    /** What is waited for now; the next one takes its place. */
    <T> CompletableFuture<T> now(CompletableFuture<T> request) {
        boolean late;
        synchronized (this) {
            current = request;
            late = cancelled;
        }
        if (late) {
            request.cancel(false);
        }
        return request;
    }

    /** Ends it; does nothing to one that has come to its end. */
    public void cancel() {
        CompletableFuture<?> request;
        synchronized (this) {
            cancelled = true;
            request = current;
        }
        if (request != null) {
            request.cancel(false);
        }
    }

    synchronized boolean isCancelled() {
        return cancelled;
    }

    void reached(long bytes, long total) {
        listener.reached(bytes, total);
    }
}
