package dev.serai.runtime.http;

import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What a request takes up from before its body is read, so that strangers who send much at once cannot fill the memory:
 * one of the requests that may wait, and the bytes of its body that have arrived. It is given back when the request has
 * been answered or its client has left, or, once the route has begun, when the exchange has ended.
 */
final class Place {

    private static final String KEY = Place.class.getName();
    private static final long LOOK_MILLIS = 50;

    private final WorkflowEngine engine;
    private final RoutingContext request;
    private final AtomicBoolean left = new AtomicBoolean();
    /** These are written on the connection's thread only, and before the route begins. */
    private long bytes;

    private boolean begun;
    private long timer = -1;

    Place(WorkflowEngine engine, RoutingContext request, long bytes) {
        this.engine = engine;
        this.request = request;
        this.bytes = bytes;
        request.put(KEY, this);
        request.addEndHandler(ended -> answered());
    }

    static Place of(RoutingContext request) {
        return request.get(KEY);
    }

    /**
     * Looks at the body while it arrives. A path with several consumers calls for each that may be meant.
     *
     * @param inMemory whether its bytes count
     * @param late called when it takes too long
     * @param full called when there is no room for what is there
     */
    void watch(boolean inMemory, Runnable late, Runnable full) {
        read();
        var began = System.nanoTime();
        timer = request.vertx().setPeriodic(LOOK_MILLIS, fired -> {
            var arrived = request.request().bytesRead();
            var millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
            if (inMemory && arrived > bytes && !holds(arrived)) {
                full.run();
            } else if (millis > engine.patience(arrived)) {
                late.run();
            }
        });
    }

    /** Counts as many bytes as the body has; false when there is no room for them, or the request is over. */
    boolean holds(long arrived) {
        if (left.get() || !engine.takes(arrived - bytes)) {
            return false;
        }
        bytes = arrived;
        return true;
    }

    /** The body is there. */
    void read() {
        request.vertx().cancelTimer(timer);
    }

    /** From now on an exchange holds what was read, also when its client leaves. */
    void begin() {
        begun = true;
    }

    private void answered() {
        read();
        if (!begun) {
            leave();
        }
    }

    void leave() {
        if (left.compareAndSet(false, true)) {
            engine.left(bytes);
        }
    }
}
