package dev.serai.support.chat;

import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Flow;

/** Hands the deltas to a thread that waits for them. */
final class PullReader implements Flow.Subscriber<ChatDelta> {

    private ChatDelta delta;
    private Throwable error;
    private boolean complete;
    private boolean requested;
    private Flow.Subscription subscription;

    @Override
    public synchronized void onSubscribe(Flow.Subscription newSubscription) {
        subscription = newSubscription;
    }

    @Override
    public synchronized void onNext(ChatDelta item) {
        delta = item;
        requested = false;
        notifyAll();
    }

    @Override
    public synchronized void onError(Throwable newError) {
        error = newError;
        complete = true;
        notifyAll();
    }

    @Override
    public synchronized void onComplete() {
        complete = true;
        notifyAll();
    }

    boolean hasNext() {
        boolean ask;
        synchronized (this) {
            ask = delta == null && !complete && !requested;
            requested |= ask;
        }
        if (ask) {
            subscription.request(1);
        }
        synchronized (this) {
            try {
                while (delta == null && !complete) {
                    wait();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                error = new CancellationException("interrupted while waiting for the model");
                complete = true;
                subscription.cancel();
            }
            if (delta == null && error != null) {
                throw error instanceof RuntimeException runtime ? runtime : new IllegalStateException(error);
            }
            return delta != null;
        }
    }

    ChatDelta next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the answer has ended");
        }
        synchronized (this) {
            var item = delta;
            delta = null;
            return item;
        }
    }

    void close() {
        boolean stop;
        synchronized (this) {
            stop = !complete;
            complete = true;
            delta = null;
            notifyAll();
        }
        if (stop) {
            subscription.cancel();
        }
    }
}
