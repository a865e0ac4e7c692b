package dev.serai.modal.client.plane;

import dev.serai.support.error.Failures;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/** Futures that hand a cancellation on to the work behind them, which the JDK's own stages don't. */
public final class Stages {

    private Stages() {}

    public static <T, U> CompletableFuture<U> then(
            CompletableFuture<T> first, Function<? super T, CompletableFuture<U>> next) {
        var result = new CompletableFuture<U>();
        cancels(result, first);
        first.whenComplete((value, error) -> {
            if (error != null) {
                result.completeExceptionally(Failures.unwrap(error));
                return;
            }
            if (result.isDone()) {
                return;
            }
            try {
                hand(next.apply(value), result);
            } catch (Throwable e) {
                // An error too: it would else be kept from everybody, and who waits would wait for ever.
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    /** Lets the first go on when nobody waits any more, since what it makes has to be undone then. */
    public static <T> CompletableFuture<T> undoing(CompletableFuture<T> first, Consumer<? super T> undo) {
        var result = new CompletableFuture<T>();
        first.whenComplete((value, error) -> {
            if (error != null) {
                result.completeExceptionally(Failures.unwrap(error));
            } else if (!result.complete(value)) {
                undo.accept(value);
            }
        });
        return result;
    }

    /** Another way to the same when the first one failed. */
    public static <T> CompletableFuture<T> recover(
            CompletableFuture<T> first, Function<Throwable, CompletableFuture<T>> otherwise) {
        var result = new CompletableFuture<T>();
        cancels(result, first);
        first.whenComplete((value, error) -> {
            if (error == null) {
                result.complete(value);
            } else if (!result.isDone()) {
                try {
                    hand(otherwise.apply(Failures.unwrap(error)), result);
                } catch (Throwable e) {
                    result.completeExceptionally(e);
                }
            }
        });
        return result;
    }

    public static <T> void hand(CompletableFuture<T> from, CompletableFuture<T> to) {
        cancels(to, from);
        from.whenComplete((value, error) -> {
            if (error != null) {
                to.completeExceptionally(Failures.unwrap(error));
            } else {
                to.complete(value);
            }
        });
    }

    public static <T, U> CompletableFuture<U> map(CompletableFuture<T> first, Function<? super T, ? extends U> change) {
        return then(first, value -> CompletableFuture.completedFuture(change.apply(value)));
    }

    private static void cancels(CompletableFuture<?> outer, CompletableFuture<?> inner) {
        outer.whenComplete((value, error) -> {
            if (outer.isCancelled()) {
                inner.cancel(true);
            }
        });
    }
}
