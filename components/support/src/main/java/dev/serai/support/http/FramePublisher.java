package dev.serai.support.http;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow.Publisher;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The frames of one body for one subscriber. Buffers are asked for one by one, and only while a frame is wanted. */
final class FramePublisher<T> implements Publisher<T> {

    private final ResponseBody body;
    private final FrameDecoder<T> decoder;

    FramePublisher(ResponseBody body, FrameDecoder<T> decoder) {
        this.body = body;
        this.decoder = decoder;
    }

    @Override
    public void subscribe(Subscriber<? super T> subscriber) {
        Objects.requireNonNull(subscriber);
        var frames = new Frames<>(body, decoder, subscriber);
        subscriber.onSubscribe(frames);
        if (!body.attach(frames)) {
            frames.refuse(new IllegalStateException("the body is being read already"));
        } else {
            frames.attached();
        }
    }

    /** All signals leave from {@link #drain()}, which runs on one thread at a time and never inside itself. */
    private static final class Frames<T> implements Subscription, ResponseBody.Sink {
        private final ResponseBody body;
        private final FrameDecoder<T> decoder;
        private final Subscriber<? super T> subscriber;
        private final AtomicInteger work = new AtomicInteger();
        private final AtomicLong demand = new AtomicLong();
        private final Queue<List<ByteBuffer>> inbox = new ConcurrentLinkedQueue<>();
        private final ArrayDeque<ByteBuffer> buffers = new ArrayDeque<>();
        private volatile boolean attached;
        private volatile boolean complete;
        private volatile Throwable failure;
        private volatile boolean urgent;
        private volatile boolean cancelled;
        private volatile boolean asked;
        private boolean lastTaken;
        private T held;

        Frames(ResponseBody body, FrameDecoder<T> decoder, Subscriber<? super T> subscriber) {
            this.body = body;
            this.decoder = decoder;
            this.subscriber = subscriber;
        }

        void attached() {
            attached = true;
            if (cancelled) {
                body.cancel("its reader cancelled");
            }
            drain();
        }

        void refuse(Throwable reason) {
            failure = reason;
            drain();
        }

        @Override
        public void request(long n) {
            if (n <= 0) {
                failure = new IllegalArgumentException("the number of requested items must be positive");
                urgent = true;
                if (attached) {
                    body.cancel("its reader asked for " + n + " items");
                }
            } else {
                demand.accumulateAndGet(n, (have, more) -> have + more < 0 ? Long.MAX_VALUE : have + more);
            }
            drain();
        }

        @Override
        public void cancel() {
            cancelled = true;
            if (attached) {
                body.cancel("its reader cancelled");
            }
            drain();
        }

        @Override
        public void received(List<ByteBuffer> more) {
            inbox.add(more);
            asked = false;
            drain();
        }

        @Override
        public void complete() {
            complete = true;
            drain();
        }

        @Override
        public void failed(HttpFault fault) {
            if (failure == null) {
                failure = fault;
                urgent = fault.kind() == HttpFault.Kind.CANCELLED || fault.kind() == HttpFault.Kind.TOTAL_TIMEOUT;
            }
            drain();
        }

        private void drain() {
            if (work.getAndIncrement() != 0) {
                return;
            }
            var seen = 1;
            do {
                try {
                    while (!cancelled && step()) {
                        continue;
                    }
                } catch (Throwable thrown) {
                    stop(thrown);
                }
                if (cancelled) {
                    inbox.clear();
                    buffers.clear();
                    held = null;
                }
                seen = work.addAndGet(-seen);
            } while (seen != 0);
        }

        /** Does one thing, and tells whether there may be another to do. */
        private boolean step() throws HttpFault {
            if (urgent) {
                fail();
                return false;
            }
            if (held == null) {
                held = decode();
            }
            if (held == null || demand.get() == 0) {
                return false;
            }
            emit();
            return true;
        }

        private void fail() {
            cancelled = true;
            subscriber.onError(failure);
        }

        private void emit() {
            var frame = held;
            held = null;
            if (demand.get() != Long.MAX_VALUE) {
                demand.decrementAndGet();
            }
            subscriber.onNext(frame);
        }

        private T decode() throws HttpFault {
            // read before the inbox, so that what came before the end isn't missed
            var ended = complete;
            var failed = failure != null;
            for (var frame = decoder.next(); ; frame = decoder.next()) {
                if (frame != null) {
                    return frame;
                }
                if (!takeBuffer()) {
                    break;
                }
            }
            if (failed) {
                fail();
            } else if (ended) {
                return atTheEnd();
            } else if (attached && demand.get() > 0 && !asked) {
                asked = true;
                body.request();
            }
            return null;
        }

        private T atTheEnd() throws HttpFault {
            if (!lastTaken) {
                lastTaken = true;
                var last = decoder.last();
                if (last != null) {
                    return last;
                }
            }
            cancelled = true;
            subscriber.onComplete();
            return null;
        }

        private boolean takeBuffer() {
            while (buffers.isEmpty()) {
                var more = inbox.poll();
                if (more == null) {
                    return false;
                }
                buffers.addAll(more);
            }
            decoder.feed(buffers.poll());
            return true;
        }

        /** What can't be decoded, or a subscriber that throws, ends the exchange. */
        private void stop(Throwable thrown) {
            cancelled = true;
            if (thrown instanceof HttpFault fault) {
                body.reject(fault);
            } else {
                body.cancel("its reader failed");
            }
            subscriber.onError(thrown);
        }
    }
}
