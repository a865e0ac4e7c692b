package dev.serai.offline.http;

import dev.serai.offline.http.ReceivedRequest.Ending;
import io.netty.handler.codec.DecoderException;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** One request and its answer. Everything in here runs on the server's event loop. */
public final class Exchange {
    private final Vertx vertx;
    private final Context context;
    private final HttpServerRequest request;
    private final ReceivedRequest received;
    private final RequestLog log;
    private final Failures failures;
    private final List<Runnable> endings = new ArrayList<>();
    private final boolean streamed;
    private Buffer body = Buffer.buffer();
    private IncomingFile incoming;
    private Map<String, String> parameters = Map.of();
    private long timer = -1;
    private int bytesPerWrite;
    private boolean ended;
    private boolean lost;

    /** What becomes of an exchange whose handler failed. */
    @FunctionalInterface
    public interface Failures {
        void answer(Exchange exchange, RuntimeException failure);
    }

    Exchange(
            Vertx vertx,
            HttpServerRequest request,
            boolean streamed,
            RequestLog log,
            ReceivedRequest received,
            Failures failures) {
        this.vertx = vertx;
        this.streamed = streamed;
        this.context = vertx.getOrCreateContext();
        this.request = request;
        this.log = log;
        this.received = received;
        this.failures = failures;
        log.begin(received);
        request.response().closeHandler(nothing -> end(Ending.CANCELLED));
        request.response().exceptionHandler(this::broke);
    }

    public String method() {
        return request.method().name();
    }

    public String path() {
        return request.path();
    }

    public Query query() {
        return Query.parse(request.query());
    }

    /** The query string as it came, or null. */
    public String rawQuery() {
        return request.query();
    }

    /** The first value of a header, or null. */
    public String header(String name) {
        return request.getHeader(name);
    }

    /** All headers, names in lower case. */
    public Map<String, List<String>> headers() {
        return received.headers();
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

    /**
     * Writes the body of a streamed request into a new file; of a form, its first file. Then {@code done} gets the number
     * of bytes, or -1 where there were more than {@code most}. Where the client leaves early, what has arrived stays in
     * the file and only {@link #onEnd} tells; a form that cannot be read and a file that cannot be written are failures of
     * the exchange.
     */
    public void receiveTo(Path file, long most, Consumer<Long> done) {
        receive(file, new OpenOptions().setCreate(true).setTruncateExisting(true), most, true, done);
    }

    /** Like {@link #receiveTo}, but a form is not taken apart. */
    public void receiveWholeTo(Path file, long most, Consumer<Long> done) {
        receive(file, new OpenOptions().setCreate(true).setTruncateExisting(true), most, false, done);
    }

    /** Like {@link #receiveTo}, at the end of a file that may exist. */
    public void appendTo(Path file, long most, Consumer<Long> done) {
        receive(file, new OpenOptions().setCreate(true).setAppend(true), most, true, done);
    }

    /** Gives the parts of a streamed request's body as they come; see {@link #pauseBody}. */
    public void onBody(Consumer<Buffer> part, Runnable end) {
        mustBeStreamed();
        request.handler(bytes -> whileOpen(() -> part.accept(bytes)));
        request.endHandler(nothing -> whileOpen(end));
        request.resume();
    }

    /** Lets the client wait with the rest of the body. */
    public void pauseBody() {
        request.pause();
    }

    public void resumeBody() {
        request.resume();
    }

    /** The content type that a form gave the file which {@link #receiveTo} has written, or null. */
    public String receivedType() {
        return incoming == null ? null : incoming.partType();
    }

    /** The name that a form gave the file which {@link #receiveTo} has written, or null. */
    public String receivedName() {
        return incoming == null ? null : incoming.partName();
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

    /** Something that is said after the body. */
    public Exchange setTrailer(String name, String value) {
        request.response().putTrailer(name, value);
        return this;
    }

    public void send(int status, String contentType, String text) {
        send(status, contentType, text.getBytes(StandardCharsets.UTF_8));
    }

    public void send(int status, String contentType, byte[] bytes) {
        if (ended || isLost()) {
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

    /** Answers with a part of a file; the file is not read into memory. */
    public void sendFile(int status, String contentType, Path file, long from, long length) {
        if (ended || isLost()) {
            return;
        }
        head(status, contentType);
        request.response().putHeader("Content-Length", String.valueOf(length));
        if (method().equals("HEAD") || length == 0) {
            request.response().end();
            end(Ending.ANSWERED);
        } else {
            request.response()
                    .sendFile(file.toString(), from, length)
                    .onSuccess(nothing -> end(Ending.ANSWERED))
                    .onFailure(failure -> cut());
        }
    }

    public void startStream(int status, String contentType) {
        if (!ended && !isLost()) {
            head(status, contentType);
            request.response().setChunked(true);
            request.response().writeHead();
        }
    }

    public void write(String text) {
        write(Buffer.buffer(text));
    }

    public void write(Buffer bytes) {
        if (ended) {
            return;
        }
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

    /** Lets the work be done and the answer get lost: the connection closes instead of it. */
    public void loseAnswer() {
        lost = true;
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

    private void receive(Path file, OpenOptions options, long most, boolean apart, Consumer<Long> done) {
        mustBeStreamed();
        vertx.fileSystem().open(file.toString(), options).onComplete(opened -> {
            if (opened.failed()) {
                whileOpen(() -> {
                    throw new IllegalStateException("cannot write " + file, opened.cause());
                });
                return;
            }
            incoming = new IncomingFile(
                    request,
                    opened.result(),
                    most,
                    (bytes, failure) -> whileOpen(() -> {
                        if (failure instanceof BodyProblem problem) {
                            throw problem;
                        }
                        if (failure != null) {
                            throw new IllegalStateException("cannot write " + file, failure);
                        }
                        done.accept(bytes);
                    }));
            onEnd(incoming::abandon);
            whileOpen(() -> incoming.take(apart));
        });
    }

    /** What goes wrong is told here both where the client went away and where its form cannot be read. */
    private void broke(Throwable cause) {
        if (cause instanceof DecoderException) {
            whileOpen(() -> {
                throw BodyProblem.unreadable(cause);
            });
        } else {
            end(Ending.CANCELLED);
        }
    }

    private boolean isLost() {
        if (lost) {
            cut();
        }
        return lost;
    }

    private void mustBeStreamed() {
        if (!streamed) {
            throw new IllegalStateException("the body of " + method() + " " + path() + " is already in memory");
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
            fail(e);
        } catch (Error e) {
            // A test's own assertions may fail in here, and input may be nested too deeply.
            fail(new IllegalStateException(e.toString(), e));
        }
    }

    private void fail(RuntimeException failure) {
        if (failure instanceof BodyProblem problem && !started()) {
            send(problem.status(), "text/plain; charset=utf-8", problem.getMessage());
        } else {
            failures.answer(this, failure);
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
        if (streamed && !request.isEnded()) {
            // What the handler left unread would block the next request of the connection.
            request.handler(ignored -> {});
            request.resume();
        }
    }
}
