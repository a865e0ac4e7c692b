package dev.serai.openai.http;

import dev.serai.openai.GatewayError;
import dev.serai.openai.GatewayException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request while it is answered. It ends once: with an answer, by a failure, or because its client left. */
public final class Call {

    private static final Logger LOG = LoggerFactory.getLogger(Call.class);

    private enum State {
        WAITING,
        STREAMING,
        OVER
    }

    private final Calls calls;
    private final Reply reply;
    private final Map<String, String> headers;
    private State state = State.WAITING;
    private Runnable stop = () -> {};
    private boolean stopped;
    private volatile long lastSign = System.nanoTime();

    Call(Calls calls, Reply reply, Map<String, String> headers) {
        this.calls = calls;
        this.reply = reply;
        this.headers = headers;
    }

    /** @param action ends the work when nobody waits for it any more; runs at once if that is so already */
    public void onStop(Runnable action) {
        synchronized (this) {
            if (!stopped) {
                stop = action;
                return;
            }
        }
        action.run();
    }

    /** Goes on with what has been asked for, or fails with it. */
    <T> BiConsumer<T, Throwable> then(Consumer<T> next) {
        return (value, error) -> {
            if (error != null) {
                fail(error);
                return;
            }
            try {
                next.accept(value);
            } catch (RuntimeException e) {
                // Nobody else would hear of it, and the client would wait.
                fail(e);
            }
        };
    }

    public void answer(Plain answer) {
        if (ends() == State.WAITING) {
            reply.plain(answer.with(headers));
        }
    }

    public void fail(Throwable error) {
        var before = ends();
        if (before == State.OVER) {
            LOG.debug("A client that has left does not hear of a failure", error);
        } else if (before == State.WAITING) {
            reply.plain(Errors.plain(error).with(headers));
        } else {
            reply.end(Errors.event(error));
        }
    }

    /** Begins a stream of events. */
    public void begin() {
        synchronized (this) {
            if (state != State.WAITING) {
                return;
            }
            state = State.STREAMING;
        }
        var all = new LinkedHashMap<String, String>();
        all.put("Content-Type", "text/event-stream");
        all.put("Cache-Control", "no-cache");
        // Proxies would otherwise keep the events back.
        all.put("X-Accel-Buffering", "no");
        all.putAll(headers);
        reply.begin(all);
    }

    /** The model is at work. */
    void sign() {
        lastSign = System.nanoTime();
    }

    public void event(String text, Runnable written) {
        sign();
        if (isStreaming()) {
            reply.event(text, written);
        }
    }

    public void end(String text) {
        if (ends() == State.STREAMING) {
            reply.end(text);
        }
    }

    /** The client has closed the connection. */
    public void left() {
        if (ends() != State.OVER) {
            stopWork();
        }
    }

    void expire(long now, Duration timeout) {
        if (now - lastSign > timeout.toNanos()) {
            fail(new GatewayException(
                    GatewayError.TIMED_OUT, "nothing came from the model for " + timeout.toSeconds() + " seconds"));
            stopWork();
        }
    }

    /** The server is being stopped. */
    void abandon() {
        fail(new GatewayException(GatewayError.BUSY, "the server is being stopped"));
        stopWork();
    }

    private void stopWork() {
        Runnable action;
        synchronized (this) {
            if (stopped) {
                return;
            }
            stopped = true;
            action = stop;
        }
        action.run();
    }

    private synchronized boolean isStreaming() {
        return state == State.STREAMING;
    }

    private State ends() {
        State before;
        synchronized (this) {
            before = state;
            state = State.OVER;
        }
        if (before != State.OVER) {
            calls.remove(this);
        }
        return before;
    }
}
