package dev.serai.daytona.client;

import dev.serai.support.error.Failures;
import dev.serai.support.http.CallFuture;
import dev.serai.support.http.HttpFault;
import dev.serai.support.http.SocketLink;
import dev.serai.support.http.SocketListener;
import dev.serai.support.http.SocketRefused;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** Something that is done through one WebSocket and has one result, within a limit in time. */
abstract class SocketTask<T> implements SocketListener {

    protected final Toolbox toolbox;
    private final CallFuture<T> result = new CallFuture<>(this::leave);
    private Future<?> alarm = CompletableFuture.completedFuture(null);
    private Future<?> pings = CompletableFuture.completedFuture(null);
    private SocketLink link;
    private boolean ended;

    SocketTask(Toolbox toolbox) {
        this.toolbox = toolbox;
    }

    /** The WebSocket is open. */
    abstract void opened(SocketLink opened);

    /** The time is over; what has come until then may be a result. */
    abstract void late();

    /** A failure, with what has come until then. */
    DaytonaException withOutput(DaytonaException failure) {
        return failure;
    }

    /** What has to be cleaned up in the sandbox, however it ended. */
    void ended() {}

    CompletableFuture<T> result() {
        return result;
    }

    void connect(String path) {
        var call = toolbox.socket(path).build();
        toolbox.gateway().port().connect(call, this).whenComplete((opened, error) -> {
            if (error != null) {
                var cause = Failures.unwrap(error);
                fail(
                        cause instanceof SocketRefused refused
                                ? toolbox.faults(path).refused(refused.status(), Family.PROCESS)
                                : cause);
                return;
            }
            synchronized (this) {
                link = opened;
                pings = Heartbeat.start(toolbox.gateway().port(), opened);
            }
            if (isEnded()) {
                pings.cancel(false);
                opened.abort();
            } else {
                opened(opened);
                opened.request(1);
            }
        });
    }

    void limit(Duration limit) {
        try {
            var port = toolbox.gateway().port();
            alarm = port.timer()
                    .schedule(() -> port.executor().execute(this::late), limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            fail(new DaytonaException(DaytonaError.CANCELLED, "the component is being stopped"));
        }
    }

    /** Asks for the next message. */
    void more() {
        SocketLink current;
        synchronized (this) {
            current = link;
        }
        current.request(1);
    }

    void succeed(T value) {
        if (end()) {
            result.deliver(value);
        }
    }

    /** A doubtful failure is one of the sandbox where that is gone. */
    void fail(Throwable error) {
        var failure = withOutput(toolbox.faults("/process").of(error));
        if (end()) {
            toolbox.loss().whenComplete((loss, unknown) -> result.fail(loss == null ? failure : withOutput(loss)));
        }
    }

    private void leave() {
        end();
    }

    private synchronized boolean isEnded() {
        return ended;
    }

    private boolean end() {
        SocketLink current;
        synchronized (this) {
            if (ended) {
                return false;
            }
            ended = true;
            current = link;
        }
        alarm.cancel(false);
        pings.cancel(false);
        if (current != null) {
            current.abort();
        }
        ended();
        return true;
    }

    @Override
    public void failed(HttpFault fault) {
        fail(fault);
    }
}
