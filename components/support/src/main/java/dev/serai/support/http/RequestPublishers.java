package dev.serai.support.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicLong;

/** Gives request bodies to the JDK client: bytes as they are, all else as a stream read when the client asks. */
final class RequestPublishers {

    private RequestPublishers() {}

    static BodyPublisher of(HttpBody body, Runnable progress) {
        if (body instanceof HttpBody.None) {
            return BodyPublishers.noBody();
        }
        if (body instanceof HttpBody.Bytes bytes) {
            return BodyPublishers.ofByteArray(bytes.array());
        }
        return new Streamed(body, body.length(), progress);
    }

    private record Streamed(HttpBody body, long contentLength, Runnable progress) implements BodyPublisher {
        @Override
        public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
            subscriber.onSubscribe(new Reader(body, contentLength, progress, subscriber));
        }
    }

    /** Reads on the thread that asks, which is a worker. */
    private static final class Reader implements Subscription {
        private static final int CHUNK = 16 * 1024;

        private final HttpBody body;
        private final long length;
        private final Runnable progress;
        private final Subscriber<? super ByteBuffer> subscriber;
        private final AtomicLong demand = new AtomicLong();
        private InputStream in;
        private long sent;
        private boolean ended;
        private volatile boolean cancelled;

        Reader(HttpBody body, long length, Runnable progress, Subscriber<? super ByteBuffer> subscriber) {
            this.body = body;
            this.length = length;
            this.progress = progress;
            this.subscriber = subscriber;
        }

        @Override
        public void request(long n) {
            if (demand.getAndAdd(n) != 0) {
                return;
            }
            do {
                step();
            } while (demand.decrementAndGet() != 0);
        }

        private void step() {
            if (ended) {
                return;
            }
            if (cancelled) {
                end();
                return;
            }
            try {
                if (in == null) {
                    in = body.open();
                }
                var chunk = new byte[CHUNK];
                var read = in.read(chunk);
                progress.run();
                sent += Math.max(read, 0);
                if (length >= 0 && (sent > length || read < 0 && sent < length)) {
                    throw new IOException("the body has not the length that was announced");
                }
                if (read < 0) {
                    end();
                    subscriber.onComplete();
                } else {
                    subscriber.onNext(ByteBuffer.wrap(chunk, 0, read));
                }
            } catch (IOException | RuntimeException e) {
                end();
                subscriber.onError(new UnreadableBodyException(e));
            }
        }

        @Override
        public void cancel() {
            cancelled = true;
            // takes the place of a running read, or finds that one and lets it see the flag
            if (demand.getAndIncrement() == 0) {
                do {
                    step();
                } while (demand.decrementAndGet() != 0);
            }
        }

        private void end() {
            ended = true;
            try {
                if (in != null) {
                    in.close();
                }
            } catch (IOException e) {
                // all that was to be read has been read, or the exchange is over anyway
                return;
            }
        }
    }

    /** The request's own body failed, which says nothing about the server. */
    static final class UnreadableBodyException extends IOException {
        private static final long serialVersionUID = 1L;

        UnreadableBodyException(Throwable cause) {
            super("the request body can't be read", cause);
        }
    }
}
