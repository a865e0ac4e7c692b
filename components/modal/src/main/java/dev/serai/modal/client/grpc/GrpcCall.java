package dev.serai.modal.client.grpc;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import dev.serai.modal.client.error.ModalError;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.StreamResetException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** One call on its way: a request of one message, an answer of any number, and the status at the end. */
final class GrpcCall<A extends MessageLite> {

    private static final Duration ALMOST = Duration.ofMillis(50);

    private final Rpc<?, A> rpc;
    private final Endings endings;
    private final Frames frames;
    private final Consumer<A> messages;
    private final Valve valve;
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final long begun = System.nanoTime();
    private volatile Duration timeLimit;
    private volatile HttpClientRequest request;

    /** @param valve holds the messages back, or null */
    GrpcCall(Rpc<?, A> rpc, Endings endings, long mostBytes, Consumer<A> messages, Valve valve) {
        this.rpc = rpc;
        this.endings = endings;
        this.frames = new Frames(mostBytes);
        this.messages = messages;
        this.valve = valve;
    }

    CompletableFuture<Void> end() {
        return end;
    }

    void start(HttpClient http, RequestOptions options, byte[] message) {
        if (end.isDone()) {
            return;
        }
        http.request(options).onComplete(made -> {
            if (made.failed()) {
                fail(made.cause());
                return;
            }
            request = made.result();
            request.exceptionHandler(this::fail);
            // Who gave up while the connection came about is not there any more to say so.
            if (end.isDone()) {
                request.reset(Endings.CANCEL);
                return;
            }
            request.response().onSuccess(this::answered).onFailure(this::fail);
            request.end(Frames.of(message));
        });
    }

    void limit(Vertx vertx, Duration limit) {
        timeLimit = limit;
        var timer = vertx.setTimer(Math.max(1, limit.toMillis()), passed -> stop(late()));
        end.whenComplete((done, error) -> vertx.cancelTimer(timer));
    }

    private GrpcException late() {
        return new GrpcException(
                GrpcStatus.DEADLINE_EXCEEDED, endings.about("no answer within " + timeLimit.toMillis() + " ms"));
    }

    private boolean isLate() {
        return timeLimit != null && System.nanoTime() - begun > timeLimit.toNanos() - ALMOST.toNanos();
    }

    /** Ends the call from this side. */
    void stop(GrpcException reason) {
        if (end.completeExceptionally(reason) && request != null) {
            request.reset(Endings.CANCEL);
        }
    }

    private void answered(HttpClientResponse response) {
        var type = response.getHeader("content-type");
        if (response.statusCode() != 200 || type == null || !type.startsWith("application/grpc")) {
            stop(endings.noGrpc(response.statusCode(), type));
            return;
        }
        response.exceptionHandler(this::fail);
        response.handler(this::read);
        response.endHandler(ended -> finish(response));
        if (valve != null) {
            valve.attach(response);
        }
    }

    private void read(Buffer bytes) {
        if (end.isDone()) {
            return;
        }
        try {
            frames.add(bytes, this::message);
        } catch (GrpcException e) {
            stop(e);
        } catch (RuntimeException e) {
            stop(endings.unreadable(e));
        }
    }

    private void message(byte[] bytes) {
        try {
            messages.accept(rpc.read(bytes));
        } catch (InvalidProtocolBufferException e) {
            throw endings.unreadable(e);
        }
    }

    private void finish(HttpClientResponse response) {
        var error = endings.of(name -> {
            var value = response.getTrailer(name);
            return value == null ? response.getHeader(name) : value;
        });
        if (error != null) {
            end.completeExceptionally(error);
        } else if (!frames.isEmpty()) {
            end.completeExceptionally(new GrpcException(
                    GrpcStatus.INTERNAL,
                    ModalError.BAD_ANSWER,
                    endings.about("the answer ends within a message"),
                    null,
                    true));
        } else {
            end.complete(null);
        }
    }

    /** The server knows the limit too, and may break off for it a moment before this side does. */
    private void fail(Throwable error) {
        end.completeExceptionally(error instanceof StreamResetException && isLate() ? late() : endings.of(error));
    }
}
