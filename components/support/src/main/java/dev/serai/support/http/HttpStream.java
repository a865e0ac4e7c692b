package dev.serai.support.http;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/**
 * A response whose body is still to be read, in one of the ways below and once. It is read from the connection only as
 * the reader asks. It must be read to its end or closed; otherwise it lasts until the call's total limit.
 */
public final class HttpStream implements AutoCloseable {

    /** The longest line or event unless the call's {@code maxBytes} is less. */
    public static final int MAX_LINE = 8 << 20;

    private final ResponseBody body;

    HttpStream(ResponseBody body) {
        this.body = body;
    }

    public int status() {
        return body.head().statusCode();
    }

    public boolean isSuccess() {
        return status() >= 200 && status() < 300;
    }

    public Map<String, List<String>> headers() {
        return body.head().headers().map();
    }

    /** The first value of a header, whatever the case of its name. */
    public Optional<String> header(String name) {
        return HttpReply.header(headers(), name);
    }

    /** The lines in UTF-8 without their ends, empty ones too; the last one need not have an end. */
    public Flow.Publisher<String> lines() {
        var max = maxLine();
        return new FramePublisher<>(body, new LineDecoder(max, () -> Faults.tooLarge(body.call(), "a line", max)));
    }

    /** The server-sent events. */
    public Flow.Publisher<SseEvent> events() {
        var max = maxLine();
        return new FramePublisher<>(body, new SseDecoder(max, () -> Faults.tooLarge(body.call(), "an event", max)));
    }

    /** The bytes as they come, in buffers that can only be read. */
    public Flow.Publisher<ByteBuffer> bytes() {
        return new FramePublisher<>(body, new BufferDecoder());
    }

    private int maxLine() {
        var max = body.call().limits().maxBytes();
        return max > 0 ? (int) Math.min(MAX_LINE, max) : MAX_LINE;
    }

    /** The rest as one reply, such as the body of an error. */
    public CompletableFuture<HttpReply> whole() {
        var reply = new CallFuture<HttpReply>(this::close);
        var attached = body.attach(new WholeFlight.Whole(body) {
            @Override
            void done(HttpReply all) {
                reply.deliver(all);
            }

            @Override
            public void failed(HttpFault fault) {
                reply.fail(fault);
            }
        });
        if (!attached) {
            reply.fail(new IllegalStateException("the body is being read already"));
        } else if (!isClosed()) {
            body.requestAll();
        }
        return reply;
    }

    /** Closes the connection unless the response came to its end. Who reads gets a fault of the kind CANCELLED. */
    @Override
    public void close() {
        body.cancel("its stream was closed");
    }

    /** Whether nothing more is received: the response ended, failed or was closed. */
    public boolean isClosed() {
        return body.isOver();
    }

    @Override
    public String toString() {
        return "HttpStream[" + status() + ", " + Redaction.headers(headers()) + "]";
    }
}
