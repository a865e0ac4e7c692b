package dev.serai.support.chat;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Decodes on the way, keeping what the reader has not asked for yet: at most the deltas of one item. */
final class Decoding<T> implements Flow.Subscriber<T>, Flow.Subscription {

    private final DeltaDecoder<T> decoder;
    private final Runnable stop;
    private final Flow.Subscriber<? super ChatDelta> reader;
    private final Queue<ChatDelta> ready = new ConcurrentLinkedQueue<>();
    private final AtomicLong demand = new AtomicLong();
    private final AtomicInteger draining = new AtomicInteger();
    private final AtomicBoolean asked = new AtomicBoolean();
    private Flow.Subscription upstream;
    private volatile boolean ended;
    private volatile Throwable failure;
    private volatile boolean closed;

    Decoding(DeltaDecoder<T> decoder, Runnable stop, Flow.Subscriber<? super ChatDelta> reader) {
        this.decoder = decoder;
        this.stop = stop;
        this.reader = reader;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        upstream = subscription;
        reader.onSubscribe(this);
    }

    @Override
    public void request(long n) {
        if (n <= 0) {
            end(new IllegalArgumentException("a reader asks for at least one delta"), true);
        } else {
            demand.accumulateAndGet(n, (a, b) -> a + b < 0 ? Long.MAX_VALUE : a + b);
        }
        drain();
    }

    @Override
    public void cancel() {
        closed = true;
        upstream.cancel();
        stop.run();
    }

    @Override
    public void onNext(T item) {
        asked.set(false);
        if (closed || ended) {
            return;
        }
        try {
            ready.addAll(decoder.next(item));
        } catch (Throwable e) {
            end(e, true);
        }
        drain();
    }

    @Override
    public void onError(Throwable error) {
        end(decoder.failed(error), false);
        drain();
    }

    @Override
    public void onComplete() {
        if (!ended) {
            try {
                ready.addAll(decoder.end());
                ended = true;
            } catch (Throwable e) {
                end(e, false);
            }
        }
        drain();
    }

    private void end(Throwable error, boolean stopUpstream) {
        if (ended) {
            return;
        }
        failure = error;
        ended = true;
        if (stopUpstream) {
            upstream.cancel();
            stop.run();
        }
    }

    private void drain() {
        if (draining.getAndIncrement() != 0) {
            return;
        }
        int missed = 1;
        do {
            while (!closed && demand.get() > 0 && !ready.isEmpty()) {
                var delta = ready.remove();
                if (demand.get() != Long.MAX_VALUE) {
                    demand.decrementAndGet();
                }
                try {
                    reader.onNext(delta);
                } catch (Throwable e) {
                    // Against the rules of Flow, but without an end nothing would ever be freed.
                    ready.clear();
                    end(e, true);
                }
            }
            if (!closed && ended && ready.isEmpty()) {
                closed = true;
                if (failure == null) {
                    reader.onComplete();
                } else {
                    reader.onError(failure);
                }
            } else if (!closed && !ended && demand.get() > 0 && ready.isEmpty() && asked.compareAndSet(false, true)) {
                upstream.request(1);
            }
            missed = draining.addAndGet(-missed);
        } while (missed != 0);
    }
}
