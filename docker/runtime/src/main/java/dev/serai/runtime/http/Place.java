package dev.serai.runtime.http;

import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What a request takes up before its body is read, so that strangers who send much at once cannot fill the memory: one
 * of the requests that may wait, and the bytes of its body. It is given back when the request has been answered or its
 * client has left, or, once the route has begun, when the exchange has ended.
 */
final class Place {

    private static final String KEY = Place.class.getName();

    private final WorkflowEngine engine;
    private final RoutingContext request;
    private final long bytes;
    private final AtomicBoolean left = new AtomicBoolean();
    /** These two are touched on the connection's thread only. */
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

    /** Calls when the body has not been read by then. */
    void limit(long millis, Runnable late) {
        timer = request.vertx().setTimer(millis, fired -> late.run());
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
