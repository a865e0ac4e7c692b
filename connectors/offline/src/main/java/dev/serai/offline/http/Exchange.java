package dev.serai.offline.http;

import dev.serai.offline.http.ReceivedRequest.Ending;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One request and its answer. Everything in here runs on the server's event loop. */
public final class Exchange {
    private final Vertx vertx;
    private final Context context;
    private final HttpServerRequest request;
    private final ReceivedRequest received;
    private final RequestLog log;
    private final Failures failures;
    private final List<Runnable> endings = new ArrayList<>();
    private Buffer body = Buffer.buffer();
    private Map<String, String> parameters = Map.of();
    private long timer = -1;
    private int bytesPerWrite;
    private boolean ended;

    /** What becomes of an exchange whose handler failed. */
    @FunctionalInterface
    public interface Failures {
        void answer(Exchange exchange, RuntimeException failure);
    }

    Exchange(Vertx vertx, HttpServerRequest request, RequestLog log, ReceivedRequest received, Failures failures) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.request = request;
        this.log = log;
        this.received = received;
        this.failures = failures;
        log.begin(received);
        request.response().closeHandler(nothing -> end(Ending.CANCELLED));
        request.response().exceptionHandler(failure -> end(Ending.CANCELLED));
    }

    public String method() {
        return request.method().name();
    }

    public String path() {
        return request.path();
    }

    /** What follows the path's question mark, as it came; empty where nothing does. */
    public String query() {
        return request.query() == null ? "" : request.query();
    }

    public String header(String name) {
        return request.getHeader(name);
    }

    /** A form field of a multipart request, or null. */
    public String formField(String name) {
        return request.getFormAttribute(name);
    }

    /** A part of the path that a route named in braces. */
    public String parameter(String name) {
        return parameters.get(name);
    }

    public byte[] body() {
        return body.getBytes();
    }

    public String bodyText() {
        return body.toString(StandardCharsets.UTF_8);
    }

    /** True once the head of an answer is out, so that no other one can follow. */
    public boolean started() {
        return request.response().headWritten();
    }

    /** True until the answer is whole or the connection is gone. */
    public boolean open() {
        return !ended;
    }

    public Exchange setHeader(String name, String value) {
        request.response().putHeader(name, value);
        return this;
    }

    public void send(int status, String contentType, String text) {
        send(status, contentType, text.getBytes(StandardCharsets.UTF_8));
    }

    public void send(int status, String contentType, byte[] bytes) {
        if (ended) {
            return;
        }
        head(status, contentType);
        request.response().putHeader("Content-Length", String.valueOf(bytes.length));
        if (method().equals("HEAD")) {
            request.response().end();
        } else {
            request.response().end(Buffer.buffer(bytes));
        }
        end(Ending.ANSWERED);
    }

    public void sendEmpty(int status) {
        send(status, null, new byte[0]);
    }

    public void startStream(int status, String contentType) {
        if (!ended) {
            head(status, contentType);
            request.response().setChunked(true);
            request.response().writeHead();
        }
    }

    public void write(String text) {
        if (ended) {
            return;
        }
        var bytes = Buffer.buffer(text);
        var step = bytesPerWrite > 0 ? bytesPerWrite : bytes.length();
        for (var at = 0; at < bytes.length(); at += step) {
            request.response().write(bytes.slice(at, Math.min(bytes.length(), at + step)));
        }
    }

    /** Makes a stream go out in pieces of so many bytes; 0 leaves what is written together. */
    public void splitWrites(int bytes) {
        bytesPerWrite = bytes;
    }

    public void endStream() {
        if (!ended) {
            request.response().end();
            end(Ending.ANSWERED);
        }
    }

    /** Closes the connection without ending the answer. */
    public void cut() {
        if (!ended) {
            end(Ending.CUT);
            request.connection().close();
        }
    }

    /** True where the client reads slower than the answer is written. */
    public boolean congested() {
        return request.response().writeQueueFull();
    }

    public void onDrain(Runnable action) {
        request.response().drainHandler(nothing -> {
            request.response().drainHandler(null);
            whileOpen(action);
        });
    }

    /** Runs the action later, unless the exchange has ended by then; an exchange has one timer at a time. */
    public void after(Duration delay, Runnable action) {
        if (ended) {
            return;
        }
        if (delay.toMillis() <= 0) {
            onEventLoop(action);
        } else {
            timer = vertx.setTimer(delay.toMillis(), id -> whileOpen(action));
        }
    }

    /** Brings a result back from another thread; the only method that any thread may call. */
    public void onEventLoop(Runnable action) {
        context.runOnContext(nothing -> whileOpen(action));
    }

    /** Runs the action unless the exchange has ended, and then, in any case, what follows. */
    void onEventLoop(Runnable action, Runnable then) {
        context.runOnContext(nothing -> {
            whileOpen(action);
            then.run();
        });
    }

    /** Runs the action once the exchange has ended, in whatever way. */
    public void onEnd(Runnable action) {
        if (ended) {
            action.run();
        } else {
            endings.add(action);
        }
    }

    void received(Buffer bytes) {
        body = bytes;
        log.received(received, bodyText());
    }

    void parameters(Map<String, String> values) {
        parameters = values;
    }

    private void head(int status, String contentType) {
        log.answering(received, status);
        var response = request.response().setStatusCode(status);
        if (contentType != null) {
            response.putHeader("Content-Type", contentType);
        }
        response.putHeader("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)));
    }

    /** Failures in timers and callbacks must reach the client too, or it would wait for ever. */
    void whileOpen(Runnable action) {
        if (ended) {
            return;
        }
        try {
            action.run();
        } catch (RuntimeException e) {
            failures.answer(this, e);
        }
    }

    private void end(Ending ending) {
        if (ended) {
            return;
        }
        ended = true;
        if (timer >= 0) {
            vertx.cancelTimer(timer);
        }
        log.end(received, ending);
        endings.forEach(Runnable::run);
    }
}
