package dev.serai.support.chat;

import java.util.concurrent.Flow;

/** Asks for the deltas of a stream one by one, as a reader has room for them. */
public final class DeltaDemand {

    private final Flow.Subscription subscription;
    private int wanted;
    private boolean asking;

    public DeltaDemand(Flow.Subscription subscription) {
        this.subscription = subscription;
    }

    /** Not from within itself: an answer that is there already would come as deep as it is long. */
    public void askForOne() {
        synchronized (this) {
            wanted++;
            if (asking) {
                return;
            }
            asking = true;
        }
        while (takeWanted()) {
            subscription.request(1);
        }
    }

    private synchronized boolean takeWanted() {
        asking = wanted > 0;
        if (asking) {
            wanted--;
        }
        return asking;
    }
}
