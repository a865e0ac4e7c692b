package dev.serai.openai.servlet;

import dev.serai.openai.http.Plain;
import dev.serai.openai.http.Reply;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;

/** Writes to a response of a servlet container when the container is ready for it; no thread waits for that. */
final class ServletReply implements Reply, WriteListener {

    /** @param then runs when the bytes are on their way; null for the last ones */
    private record Piece(byte[] bytes, Runnable then) {}

    private final AsyncContext async;
    private final HttpServletResponse response;
    private final Queue<Piece> pieces = new ArrayDeque<>();
    private ServletOutputStream out;
    private Piece written;
    private boolean over;
    private Runnable leave = () -> {};

    ServletReply(AsyncContext async) {
        this.async = async;
        this.response = (HttpServletResponse) async.getResponse();
        async.addListener(new Listener());
    }

    void onLeave(Runnable action) {
        boolean left;
        synchronized (this) {
            leave = action;
            left = over;
        }
        if (left) {
            action.run();
        }
    }

    @Override
    public void plain(Plain answer) {
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        response.setContentLength(answer.body().length);
        add(new Piece(answer.body(), null));
    }

    @Override
    public void begin(Map<String, String> headers) {
        headers.forEach(response::setHeader);
    }

    @Override
    public void event(String text, Runnable then) {
        add(new Piece(text.getBytes(StandardCharsets.UTF_8), then));
    }

    @Override
    public void end(String text) {
        add(new Piece(text.getBytes(StandardCharsets.UTF_8), null));
    }

    private void add(Piece piece) {
        boolean first;
        synchronized (this) {
            if (over) {
                return;
            }
            pieces.add(piece);
            first = out == null;
        }
        try {
            if (first) {
                open();
            } else {
                onWritePossible();
            }
        } catch (IOException | IllegalStateException e) {
            onError(e);
        }
    }

    private void open() throws IOException {
        synchronized (this) {
            out = response.getOutputStream();
        }
        out.setWriteListener(this);
    }

    @Override
    public void onWritePossible() throws IOException {
        while (true) {
            Runnable then;
            synchronized (this) {
                if (over || out == null || !out.isReady()) {
                    return;
                }
                if (written == null) {
                    written = pieces.poll();
                    if (written == null) {
                        return;
                    }
                    out.write(written.bytes());
                    continue;
                }
                then = written.then();
                if (then == null) {
                    over = true;
                    async.complete();
                    return;
                }
                written = null;
                out.flush();
            }
            then.run();
        }
    }

    @Override
    public void onError(Throwable error) {
        Runnable action;
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            action = leave;
        }
        action.run();
        async.complete();
    }

    private final class Listener implements AsyncListener {

        @Override
        public void onError(AsyncEvent event) {
            ServletReply.this.onError(event.getThrowable());
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            // there is no time limit
        }

        @Override
        public void onComplete(AsyncEvent event) {
            // the answer has been given
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // it is not started twice
        }
    }
}
