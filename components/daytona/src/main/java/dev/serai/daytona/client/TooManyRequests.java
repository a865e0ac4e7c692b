package dev.serai.daytona.client;

import dev.serai.support.error.Failures;
import dev.serai.support.http.CallFuture;
import dev.serai.support.http.HttpCall;
import dev.serai.support.http.HttpPort;
import dev.serai.support.http.HttpReply;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Sends a request again that was refused only because there were too many, when the service wants it again. That is
 * said before anything is done, so that a request that writes is carried out once.
 */
final class TooManyRequests {

    private static final int STATUS = 429;
    private static final Duration UNLESS_SAID = Duration.ofSeconds(1);

    private final HttpPort port;
    private final HttpCall call;
    private final long begun = System.nanoTime();
    private final Duration limit;
    private final CallFuture<HttpReply> result = new CallFuture<>(this::leave);
    private volatile CompletableFuture<HttpReply> underWay;

    private TooManyRequests(HttpPort port, HttpCall call, Duration limit) {
        this.port = port;
        this.call = call;
        this.limit = limit;
    }

    /** The first reply of another kind, or the last one where the next would come after the limit. */
    static CompletableFuture<HttpReply> borne(HttpPort port, HttpCall call, Duration limit) {
        var borne = new TooManyRequests(port, call, limit);
        borne.send();
        return borne.result;
    }

    private void send() {
        if (result.isDone()) {
            return;
        }
        underWay = port.send(call);
        underWay.whenComplete((reply, failure) -> {
            if (failure != null) {
                result.fail(Failures.unwrap(failure));
            } else if (reply.status() != STATUS || !later(pause(reply))) {
                result.deliver(reply);
            }
        });
    }

    private boolean later(Duration pause) {
        var left = limit.minusNanos(System.nanoTime() - begun);
        if (pause.compareTo(left) > 0) {
            return false;
        }
        try {
            port.timer().schedule(() -> port.executor().execute(this::send), pause.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (RejectedExecutionException e) {
            // The component is being stopped.
            return false;
        }
    }

    /** The service counts in seconds. */
    private static Duration pause(HttpReply reply) {
        return reply.header("retry-after")
                .map(String::strip)
                .filter(text -> text.matches("\\d{1,9}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .orElse(UNLESS_SAID);
    }

    private void leave() {
        var left = underWay;
        if (left != null) {
            left.cancel(true);
        }
    }
}
