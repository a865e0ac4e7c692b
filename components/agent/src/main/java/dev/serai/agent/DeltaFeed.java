package dev.serai.agent;

import dev.serai.support.chat.ChatDelta;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Flow;

/** Hands on the deltas of a run as fast as its reader asks for them, and lets the model wait for a slow reader. */
final class DeltaFeed implements Flow.Publisher<ChatDelta> {

    private static final int ROOM = 64;

    private final Queue<ChatDelta> ready = new ArrayDeque<>();
    private final Runnable left;
    private Flow.Subscriber<? super ChatDelta> reader;
    private Runnable whenRoom;
    private long demand;
    private boolean delivering;
    private boolean ended;
    private boolean closed;
    private Throwable failure;

    /** @param left runs when the reader leaves before the end */
    DeltaFeed(Runnable left) {
        this.left = left;
    }

    void emit(ChatDelta delta) {
        synchronized (this) {
            if (ended || closed) {
                return;
            }
            ready.add(delta);
        }
        deliver();
    }

    void end(Throwable error) {
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            failure = error;
        }
        deliver();
    }

    /** Runs it at once, or when the reader has caught up. */
    void whenRoom(Runnable action) {
        synchronized (this) {
            if (ready.size() >= ROOM && !closed) {
                whenRoom = action;
                return;
            }
        }
        action.run();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ChatDelta> subscriber) {
        subscriber.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long n) {
                synchronized (DeltaFeed.this) {
                    demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
                }
                deliver();
            }

            @Override
            public void cancel() {
                synchronized (DeltaFeed.this) {
                    if (closed) {
                        return;
                    }
                    closed = true;
                    ready.clear();
                }
                left.run();
            }
        });
        // Not before, since what is ready would overtake the subscription.
        synchronized (this) {
            reader = subscriber;
        }
        deliver();
    }

    /** One thread at a time delivers; the others leave it what they have brought. */
    private void deliver() {
        synchronized (this) {
            if (delivering || reader == null) {
                return;
            }
            delivering = true;
        }
        while (true) {
            ChatDelta next;
            Runnable room = null;
            boolean over = false;
            synchronized (this) {
                next = demand > 0 && !closed ? ready.poll() : null;
                if (next != null) {
                    demand -= demand == Long.MAX_VALUE ? 0 : 1;
                    if (whenRoom != null && ready.size() < ROOM) {
                        room = whenRoom;
                        whenRoom = null;
                    }
                } else {
                    over = ended && ready.isEmpty() && !closed;
                    closed |= over;
                    delivering = false;
                }
            }
            if (next == null) {
                if (over) {
                    finish();
                }
                return;
            }
            reader.onNext(next);
            if (room != null) {
                room.run();
            }
        }
    }

    private void finish() {
        if (failure == null) {
            reader.onComplete();
        } else {
            reader.onError(failure);
        }
    }
}
