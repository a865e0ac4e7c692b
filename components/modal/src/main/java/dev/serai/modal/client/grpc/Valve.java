package dev.serai.modal.client.grpc;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientResponse;

/** Holds back the messages of one stream. While it is shut the server must wait, as soon as its window is full. */
public final class Valve {

    private boolean shut;
    private Context context;
    private HttpClientResponse response;

    synchronized void attach(HttpClientResponse answer) {
        context = Vertx.currentContext();
        response = answer;
        set();
    }

    /** A message or a few may still come. */
    public void shut() {
        turn(true);
    }

    public void open() {
        turn(false);
    }

    private synchronized void turn(boolean closed) {
        shut = closed;
        if (response == null) {
            return;
        }
        // A stream belongs to its thread.
        if (Vertx.currentContext() == context) {
            set();
        } else {
            context.runOnContext(now -> set());
        }
    }

    private synchronized void set() {
        if (shut) {
            response.pause();
        } else {
            response.resume();
        }
    }
}
