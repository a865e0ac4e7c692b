package dev.serai.support.http;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The clock of one WebSocket: one timer task that looks again when the next limit could pass. The server's silence only
 * counts while somebody listens.
 */
final class SocketWatch implements Runnable {

    private static final long GRAIN = TimeUnit.MILLISECONDS.toNanos(2);

    private final HttpPort port;
    private final SocketCall call;
    private final SocketOutbox outbox;
    private final BooleanSupplier listening;
    private final Consumer<HttpFault> alarm;
    private final long idle;
    private final long pong;
    private final long send;
    private volatile long heard = System.nanoTime();
    /** When the first ping left that nothing has answered; 0 if there is none. */
    private volatile long pinged;

    private volatile long closingSince;
    private volatile boolean stopped;
    private Future<?> task;

    SocketWatch(
            HttpPort port, SocketCall call, SocketOutbox outbox, BooleanSupplier listening, Consumer<HttpFault> alarm) {
        this.port = port;
        this.call = call;
        this.outbox = outbox;
        this.listening = listening;
        this.alarm = alarm;
        idle = HttpLimits.nanos(call.limits().idle());
        pong = HttpLimits.nanos(call.limits().pong());
        send = HttpLimits.nanos(call.limits().send());
    }

    void start() {
        heard = System.nanoTime();
        look();
    }

    void activity() {
        heard = System.nanoTime();
    }

    /** Only a pong answers a ping: any other message may have been on its way before. */
    void ponged() {
        pinged = 0;
    }

    void pinged() {
        if (pong > 0 && pinged == 0) {
            pinged = System.nanoTime();
            look();
        }
    }

    void closing() {
        closingSince = System.nanoTime();
        look();
    }

    synchronized void stop() {
        stopped = true;
        if (task != null) {
            task.cancel(false);
        }
    }

    @Override
    public void run() {
        var fault = passed(System.nanoTime());
        if (fault != null) {
            port.work(() -> alarm.accept(fault));
        } else {
            look();
        }
    }

    private HttpFault passed(long now) {
        if (idle > 0 && listening.getAsBoolean() && now - heard >= idle) {
            return SocketFaults.idle(call);
        }
        if (pong > 0 && listening.getAsBoolean() && unanswered(now) >= pong) {
            return SocketFaults.noPong(call);
        }
        if (send > 0 && outbox.busyFor(now) >= send) {
            return SocketFaults.slow(call);
        }
        var closing = HttpLimits.nanos(call.limits().closing());
        if (closing > 0 && closingSince != 0 && now - closingSince >= closing) {
            return SocketFaults.cancelled(call, "the server didn't answer the close");
        }
        return null;
    }

    /** For how many nanoseconds somebody has waited for the answer to a ping. */
    private long unanswered(long now) {
        var since = pinged;
        return since == 0 ? 0 : Math.min(now - since, now - heard);
    }

    private synchronized void look() {
        if (stopped) {
            return;
        }
        var now = System.nanoTime();
        var wait = Long.MAX_VALUE;
        if (idle > 0) {
            wait = listening.getAsBoolean() ? idle - (now - heard) : idle;
        }
        if (pong > 0 && pinged != 0) {
            wait = Math.min(wait, listening.getAsBoolean() ? pong - unanswered(now) : pong);
        }
        if (send > 0) {
            wait = Math.min(wait, send - outbox.busyFor(now));
        }
        if (closingSince != 0) {
            wait = Math.min(wait, remaining(call.limits().closing(), now - closingSince));
        }
        if (task != null) {
            task.cancel(false);
        }
        if (wait == Long.MAX_VALUE) {
            return;
        }
        try {
            task = port.timer().schedule(this, Math.max(wait, GRAIN), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // the port is being closed, which ends this WebSocket too
            stopped = true;
        }
    }

    private static long remaining(Duration limit, long passed) {
        var nanos = HttpLimits.nanos(limit);
        return nanos == 0 ? Long.MAX_VALUE : nanos - passed;
    }
}
