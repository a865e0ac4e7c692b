package dev.serai.runtime.console;

import dev.serai.support.json.Json;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** A response of server-sent events, always written on the thread of its connection. */
final class EventResponse {

    private static final String HEARTBEAT = ":\n\n";
    private static final int HEARTBEAT_MILLIS = 15_000;

    private final Context context;
    private final HttpServerResponse response;
    private long timer = -1;
    private boolean over;

    /** To be made on the connection's thread. */
    EventResponse(RoutingContext request) {
        context = request.vertx().getOrCreateContext();
        response = request.response();
    }

    static String event(String name, Object data) {
        return "event: " + name + "\ndata: " + Json.text(data) + "\n\n";
    }

    /** @param left runs once when the response is closed, by whomever */
    void begin(Runnable left) {
        response.setChunked(true);
        response.putHeader("Content-Type", "text/event-stream");
        response.putHeader("Cache-Control", "no-store");
        // Proxies would otherwise keep the events back.
        response.putHeader("X-Accel-Buffering", "no");
        response.closeHandler(closed -> over(left));
        // A connection that is used again is not closed.
        response.endHandler(ended -> over(left));
        response.exceptionHandler(error -> over(left));
        timer = context.owner().setPeriodic(HEARTBEAT_MILLIS, id -> write(HEARTBEAT, () -> {}));
        // The headers leave now: a page must know that its question has arrived.
        response.write(HEARTBEAT);
    }

    private void over(Runnable left) {
        if (!over) {
            over = true;
            context.owner().cancelTimer(timer);
            left.run();
        }
    }

    /** @param written runs when there is room for the next one */
    void write(String text, Runnable written) {
        context.runOnContext(nothing -> {
            if (isOpen()) {
                response.write(text).onSuccess(done -> written.run());
            }
        });
    }

    void end(String text) {
        context.runOnContext(nothing -> {
            if (isOpen()) {
                response.end(text);
            }
        });
    }

    /** Closes the connection on a reader that does not read. */
    void cut() {
        context.runOnContext(nothing -> response.reset());
    }

    private boolean isOpen() {
        return !response.closed() && !response.ended();
    }

    boolean isFull() {
        return response.writeQueueFull();
    }
}
