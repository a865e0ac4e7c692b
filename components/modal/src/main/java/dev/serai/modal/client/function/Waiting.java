package dev.serai.modal.client.function;

import dev.serai.modal.client.error.ModalError;
import dev.serai.modal.client.error.ModalException;
import dev.serai.modal.client.grpc.GrpcException;
import dev.serai.modal.proto.FunctionGetOutputsItem;
import dev.serai.modal.proto.GenericResult;
import dev.serai.support.error.Failures;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for the output of one call, for hours if need be, and hands the input in again when Modal lost it. */
final class Waiting {

    private static final Logger LOG = LoggerFactory.getLogger(Waiting.class);
    private static final Duration POLL = Duration.ofSeconds(55);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** How long a service that is away is waited for. */
    private static final Duration MOST_AWAY = Duration.ofMinutes(3);

    private static final int MOST_REPEATS = 8;

    private final Invocation invocation;
    private final Results results;
    private final Duration limit;
    private final boolean cancels;
    private final long began = System.nanoTime();
    private final CompletableFuture<Object> result = new CompletableFuture<>();
    private volatile CompletableFuture<?> current;
    private int repeats;
    private GrpcException away;
    private long awaySince;
    private Duration pause = PAUSE;

    /**
     * @param limit   how long is waited, or zero for as long as it takes
     * @param cancels whether the call ends when nobody waits for it any more
     */
    Waiting(Invocation invocation, Results results, Duration limit, boolean cancels) {
        this.invocation = invocation;
        this.results = results;
        this.limit = limit;
        this.cancels = cancels;
    }

    CompletableFuture<Object> start() {
        result.whenComplete((value, error) -> {
            if (result.isCancelled()) {
                if (current != null) {
                    current.cancel(true);
                }
                drop();
            }
        });
        poll();
        return result;
    }

    private void drop() {
        if (cancels) {
            invocation.cancel().whenComplete((done, error) -> {
                if (error != null) {
                    LOG.warn("a call that nobody waits for could not be cancelled: {}", error.getMessage());
                }
            });
        }
    }

    private void poll() {
        if (result.isDone()) {
            return;
        }
        var wait = POLL;
        if (!limit.isZero()) {
            var left = left();
            if (left.isNegative() || left.isZero()) {
                var fact = "the function gave no result within " + limit.toMillis() + " ms";
                giveUp(new ModalException(
                        ModalError.WAIT_ENDED, away == null ? fact : fact + ", at last: " + away.getFact(), away));
                return;
            }
            wait = left.compareTo(POLL) < 0 ? left : POLL;
        }
        var asked = System.nanoTime();
        next(
                invocation.poll(wait),
                found -> {
                    away = null;
                    pause = PAUSE;
                    found.ifPresentOrElse(this::output, () -> pollLater(asked));
                },
                this::lost);
    }

    private Duration left() {
        return limit.minusNanos(System.nanoTime() - began);
    }

    /** The function goes on while the service cannot be reached, so that its result is worth some patience. */
    private void lost(Throwable error) {
        var now = System.nanoTime();
        if (away == null) {
            awaySince = now;
        }
        if (!(error instanceof GrpcException fault) || !fault.again() || now - awaySince > MOST_AWAY.toNanos()) {
            giveUp(error);
            return;
        }
        away = fault;
        var wait = limit.isZero() || pause.compareTo(left()) < 0 ? pause : left();
        var doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
        CompletableFuture.delayedExecutor(Math.max(0, wait.toMillis()), TimeUnit.MILLISECONDS)
                .execute(this::poll);
    }

    private void giveUp(Throwable error) {
        if (result.completeExceptionally(error)) {
            drop();
        }
    }

    /** A server that says "nothing yet" at once, where it should wait, is not asked without a pause. */
    private void pollLater(long asked) {
        if (System.nanoTime() - asked > PAUSE.toNanos()) {
            poll();
        } else {
            CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(this::poll);
        }
    }

    private void output(FunctionGetOutputsItem output) {
        var lost = output.getResult().getStatus() == GenericResult.GenericStatus.GENERIC_STATUS_INTERNAL_FAILURE;
        if (lost && invocation.canRepeat() && repeats < MOST_REPEATS) {
            repeats++;
            next(invocation.repeat(repeats), done -> poll(), this::giveUp);
        } else {
            next(results.value(output), result::complete, result::completeExceptionally);
        }
    }

    private <T> void next(CompletableFuture<T> step, Consumer<T> then, Consumer<Throwable> otherwise) {
        current = step;
        step.whenComplete((value, error) -> {
            if (error != null) {
                otherwise.accept(Failures.unwrap(error));
                return;
            }
            try {
                then.accept(value);
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
        if (result.isCancelled()) {
            step.cancel(true);
        }
    }
}
