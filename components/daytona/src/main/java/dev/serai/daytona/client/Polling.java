package dev.serai.daytona.client;

import dev.serai.support.error.Failures;
import dev.serai.support.http.CallFuture;
import dev.serai.support.http.HttpPort;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Asks again and again until an answer will do. No thread waits in between. */
public final class Polling<T> {

    private static final long FIRST_MILLIS = 100;
    private static final long LAST_MILLIS = 1_000;
    private static final double GROWTH = 1.1;
    private static final Duration EVEN = Duration.ofSeconds(5);

    private final HttpPort port;
    private final Supplier<CompletableFuture<T>> question;
    private final Predicate<T> enough;
    private final Function<T, DaytonaException> late;
    private final long begun = System.nanoTime();
    private final long limit;
    private final CallFuture<T> result = new CallFuture<>(this::abandon);
    private volatile CompletableFuture<T> underWay;
    private volatile T last;
    private double pause = FIRST_MILLIS;

    private Polling(
            HttpPort port,
            Supplier<CompletableFuture<T>> question,
            Predicate<T> enough,
            Duration limit,
            Function<T, DaytonaException> late) {
        this.port = port;
        this.question = question;
        this.enough = enough;
        this.limit = limit.toNanos();
        this.late = late;
    }

    /**
     * The first answer that is enough. What may pass by itself, such as a lost connection, is borne until the limit.
     *
     * @param late makes the failure when the limit is over, from the last answer, or null where there was none
     */
    public static <T> CompletableFuture<T> until(
            HttpPort port,
            Supplier<CompletableFuture<T>> question,
            Predicate<T> enough,
            Duration limit,
            Function<T, DaytonaException> late) {
        var polling = new Polling<>(port, question, enough, limit, late);
        polling.ask();
        return polling.result;
    }

    private void ask() {
        if (result.isDone()) {
            return;
        }
        underWay = question.get();
        underWay.whenComplete((answer, error) -> {
            try {
                heard(answer, error);
            } catch (RuntimeException e) {
                result.fail(e);
            }
        });
    }

    private void heard(T answer, Throwable error) {
        if (error == null) {
            last = answer;
            if (enough.test(answer)) {
                result.deliver(answer);
                return;
            }
        } else if (!(Failures.unwrap(error) instanceof DaytonaException known && known.isRetryable())) {
            result.fail(Failures.unwrap(error));
            return;
        }
        var passed = System.nanoTime() - begun;
        if (passed >= limit) {
            result.fail(last == null && error != null ? Failures.unwrap(error) : late.apply(last));
            return;
        }
        if (passed > EVEN.toNanos()) {
            pause = Math.min(LAST_MILLIS, pause * GROWTH);
        }
        var wait = Math.min((long) (pause * 1_000_000), Math.max(1_000_000, limit - passed));
        try {
            port.timer().schedule(() -> port.executor().execute(this::ask), wait, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            result.fail(new DaytonaException(DaytonaError.CANCELLED, "the component is being stopped"));
        }
    }

    private void abandon() {
        var asked = underWay;
        if (asked != null) {
            asked.cancel(true);
        }
    }
}
