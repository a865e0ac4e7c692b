package dev.serai.daytona.process;

import dev.serai.daytona.client.DaytonaException;
import dev.serai.daytona.client.Toolbox;
import dev.serai.support.error.Failures;
import dev.serai.support.http.HttpPort;
import dev.serai.support.run.LinePump;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows one thing to its end. A service that is away for a moment is borne. */
public final class Following {

    private static final Logger LOG = LoggerFactory.getLogger(Following.class);
    private static final long PAUSE_MILLIS = 1_000;
    private static final long LASTING = TimeUnit.SECONDS.toNanos(2);

    private final Followed followed;
    private final Supplier<CompletableFuture<Toolbox>> sandbox;
    private final Hearer hearer;
    private final Duration patience;
    private final HttpPort port;
    private final LinePump pump;
    private CompletableFuture<?> step = CompletableFuture.completedFuture(null);
    private long lastGood = System.nanoTime();
    private long attempted;
    private boolean begun;
    private boolean stopped;

    /** Who is told what comes. */
    public interface Hearer {

        /** Completes when the next one may come. */
        CompletableFuture<?> line(String stream, String text);

        /** @param exitCode null where there is none */
        void ended(Integer exitCode);

        /** Nothing more comes. */
        void failed(Throwable error);
    }

    /**
     * @param patience how long the service may be away
     * @param routes where the hearer is told
     */
    public Following(
            Followed followed,
            Supplier<CompletableFuture<Toolbox>> sandbox,
            Hearer hearer,
            Duration patience,
            HttpPort port,
            Executor routes) {
        this.followed = followed;
        this.sandbox = sandbox;
        this.hearer = hearer;
        this.patience = patience;
        this.port = port;
        pump = new LinePump(followed::cutter, this::hand, routes);
    }

    /** What waits when it is stopped is told to nobody. */
    private CompletableFuture<?> hand(String stream, String text) {
        return isStopped() ? CompletableFuture.completedFuture(null) : hearer.line(stream, text);
    }

    public void start() {
        attempted = System.nanoTime();
        var found = sandbox.get();
        step(found);
        found.whenComplete((toolbox, error) -> {
            if (error == null) {
                prepare(toolbox);
            } else {
                failed(Failures.unwrap(error));
            }
        });
    }

    private void prepare(Toolbox toolbox) {
        var prepared = followed.prepare(toolbox);
        step(prepared);
        prepared.whenComplete((ready, error) -> {
            if (error == null) {
                follow(toolbox);
            } else {
                failed(Failures.unwrap(error));
            }
        });
    }

    private void follow(Toolbox toolbox) {
        begun = true;
        var following = followed.follow(toolbox, new Pumped(pump));
        step(following);
        following.whenComplete((exitCode, error) -> {
            if (error != null) {
                failed(Failures.unwrap(error));
            } else if (!isStopped()) {
                hearer.ended(exitCode);
            }
        });
    }

    private void failed(Throwable error) {
        if (isStopped()) {
            return;
        }
        long now = System.nanoTime();
        if (begun && now - attempted > LASTING) {
            lastGood = now;
        }
        var passes = error instanceof DaytonaException known && known.code().retryableRead();
        if (!passes || begun && !followed.goesOn() || now - lastGood > patience.toNanos()) {
            hearer.failed(error);
            return;
        }
        if (begun) {
            LOG.warn("what is written until the connection is there again is lost: {}", error.getMessage());
        }
        try {
            port.timer().schedule(() -> port.executor().execute(this::again), PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("the component is being stopped", e);
        }
    }

    private void again() {
        if (!isStopped()) {
            start();
        }
    }

    public void stop() {
        CompletableFuture<?> current;
        synchronized (this) {
            stopped = true;
            current = step;
        }
        current.cancel(true);
        followed.leave();
    }

    private synchronized boolean isStopped() {
        return stopped;
    }

    /** What is under way now, so that it can be left. */
    private synchronized void step(CompletableFuture<?> next) {
        step = next;
        if (stopped) {
            next.cancel(true);
        }
    }
}
