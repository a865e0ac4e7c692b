package dev.serai.daytona.process;

import dev.serai.daytona.client.DaytonaException;
import dev.serai.daytona.client.ProcessError;
import dev.serai.support.error.Failures;
import dev.serai.support.http.CallFuture;
import dev.serai.support.http.HttpPort;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** Work that has to come to its end within a time. */
final class Ended {

    private Ended() {}

    static <T> CompletableFuture<T> within(HttpPort port, CompletableFuture<T> work, Duration limit) {
        var result = new CallFuture<T>(() -> work.cancel(true));
        Future<?> alarm;
        try {
            alarm = port.timer()
                    .schedule(
                            () -> result.completeExceptionally(new DaytonaException(
                                    ProcessError.TIMED_OUT, "it was followed for " + limit.toMillis() + " ms")),
                            limit.toMillis(),
                            TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            alarm = CompletableFuture.completedFuture(null);
        }
        var clock = alarm;
        work.whenComplete((value, error) -> {
            clock.cancel(false);
            if (error == null) {
                result.deliver(value);
            } else {
                result.fail(Failures.unwrap(error));
            }
        });
        return result;
    }
}
