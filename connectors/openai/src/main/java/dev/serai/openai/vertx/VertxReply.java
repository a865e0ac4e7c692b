package dev.serai.openai.vertx;

import dev.serai.openai.http.Plain;
import dev.serai.openai.http.Reply;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;

/**
 * Writes to a response of Vert.x, always on the thread of its connection: with HTTP/2, a write from another thread and
 * the connection's own work lock the response and the connection in opposite order.
 */
final class VertxReply implements Reply {

    private final Context context;
    private final HttpServerResponse response;

    VertxReply(Context context, HttpServerResponse response) {
        this.context = context;
        this.response = response;
    }

    /** A client that has left is heard of elsewhere. */
    private void onConnection(Runnable action) {
        context.runOnContext(nothing -> {
            if (!response.closed() && !response.ended()) {
                action.run();
            }
        });
    }

    @Override
    public void plain(Plain answer) {
        onConnection(() -> {
            response.setStatusCode(answer.status());
            answer.headers().forEach(response::putHeader);
            response.end(Buffer.buffer(answer.body()));
        });
    }

    @Override
    public void begin(Map<String, String> headers) {
        onConnection(() -> {
            response.setChunked(true);
            headers.forEach(response::putHeader);
        });
    }

    @Override
    public void event(String text, Runnable written) {
        onConnection(() -> response.write(text).onSuccess(nothing -> written.run()));
    }

    @Override
    public void end(String text) {
        onConnection(() -> response.end(text));
    }
}
