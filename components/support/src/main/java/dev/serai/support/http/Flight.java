package dev.serai.support.http;

import java.net.http.HttpResponse.ResponseInfo;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One call from its start to the end of its response, through all its attempts. */
abstract class Flight<T> {

    private static final Logger LOG = LoggerFactory.getLogger(HttpPort.class);

    final HttpCall call;
    final CallFuture<T> result = new CallFuture<>(this::cancelled);
    final Watch watch;
    private final HttpPort port;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile Attempt attempt;
    private volatile Future<?> wait;
    private int attempts;

    Flight(HttpPort port, HttpCall call) {
        this.port = port;
        this.call = call;
        this.watch = new Watch(call.limits(), this::limitPassed);
    }

    /** The head and the body of a response that stands, on the thread that received it. */
    abstract void headArrived(ResponseInfo head, ResponseBody body);

    /** Whether the caller has something already that can't be taken back. */
    abstract boolean handedOver();

    void start() {
        next();
    }

    private void next() {
        watch.attempt();
        attempts++;
        var current = new Attempt(this);
        attempt = current;
        if (over.get()) {
            return;
        }
        if (port.egress().needsResolution(call.uri())) {
            port.work(() -> launch(current));
        } else {
            launch(current);
        }
    }

    private void launch(Attempt current) {
        try {
            port.egress().check(call.uri());
            if (LOG.isDebugEnabled()) {
                LOG.debug("{} {} attempt {}", call.method(), Redaction.uri(call.uri()), attempts);
            }
            current.send(port.clientFor(call.limits()), port.userAgent());
        } catch (Exception e) {
            current.fail(e);
        }
    }

    /** How long to wait for another attempt instead of taking this response; empty if it is to be taken. */
    Optional<Duration> delayBeforeNext(ResponseInfo head) {
        if (over.get()
                || attempts >= call.retry().maxAttempts()
                || !call.mayRepeat()
                || !call.retry().statuses().contains(head.statusCode())) {
            return Optional.empty();
        }
        return call.retry()
                .delayAfter(attempts, head.headers().firstValue("retry-after").orElse(null), Clock.systemUTC());
    }

    void attemptFailed(HttpFault fault) {
        if (!over.get() && mayTryAgain(fault)) {
            again(call.retry().delayAfter(attempts), fault.kind().name());
        } else {
            end(fault);
        }
    }

    private boolean mayTryAgain(HttpFault fault) {
        if (handedOver() || attempts >= call.retry().maxAttempts()) {
            return false;
        }
        return switch (fault.kind()) {
            case UNKNOWN_HOST, REFUSED, CONNECT_TIMEOUT -> call.body().sendable();
            case CUT, FIRST_BYTE_TIMEOUT, IDLE_TIMEOUT -> call.mayRepeat();
            default -> false;
        };
    }

    void again(Duration delay, String reason) {
        LOG.debug("{} {} is tried again in {} after {}", call.method(), Redaction.uri(call.uri()), delay, reason);
        watch.pause();
        try {
            var next = port.timer().schedule(() -> port.work(this::next), delay.toNanos(), TimeUnit.NANOSECONDS);
            wait = next;
            if (over.get()) {
                next.cancel(false);
            }
        } catch (RejectedExecutionException e) {
            end(Faults.cancelled(call, "the port is closed"));
        }
    }

    /** Off the timer's thread, since what the caller hung on the result runs there. */
    private void limitPassed(HttpFault.Kind kind, Duration limit) {
        var current = attempt;
        var fault = Faults.limit(call, kind, limit, current == null || !current.wasSent());
        port.work(() -> {
            if (kind == HttpFault.Kind.TOTAL_TIMEOUT) {
                end(fault);
            } else if (current != null) {
                current.fail(fault);
            }
        });
    }

    private void cancelled() {
        end(Faults.cancelled(call, "the caller cancelled it"));
    }

    /** The response came to its end. */
    void finished() {
        if (over.compareAndSet(false, true)) {
            release();
        }
    }

    /** Ends the call, whatever it is doing. */
    void end(HttpFault fault) {
        if (!over.compareAndSet(false, true)) {
            return;
        }
        release();
        LOG.debug("{}", fault.getMessage());
        var waiting = wait;
        if (waiting != null) {
            waiting.cancel(false);
        }
        var current = attempt;
        if (current != null) {
            current.abort(fault);
        }
        result.fail(fault);
    }

    boolean isOver() {
        return over.get();
    }

    private void release() {
        port.landed(this);
    }
}
