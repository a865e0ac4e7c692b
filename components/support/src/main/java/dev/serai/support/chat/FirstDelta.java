package dev.serai.support.chat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/**
 * Asks a stream for its first delta before anyone reads it, and gives it to the reader later. A failure before it is a
 * failure of the whole call.
 */
final class FirstDelta implements Flow.Subscriber<ChatDelta> {

    private final CompletableFuture<ChatStream> result;
    private final ChatStream opened;
    private Flow.Subscription upstream;
    private ChatDelta first;
    private Flow.Subscriber<? super ChatDelta> reader;
    private boolean delivering;
    private long asked;
    private boolean ended;
    private Throwable failure;

    FirstDelta(CompletableFuture<ChatStream> result, Runnable stop) {
        this.result = result;
        this.opened = new ChatStream(this::attach, stop);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        upstream = subscription;
        subscription.request(1);
    }

    @Override
    public void onNext(ChatDelta delta) {
        Flow.Subscriber<? super ChatDelta> current;
        synchronized (this) {
            current = reader;
            if (current == null) {
                first = delta;
            }
        }
        if (current != null) {
            current.onNext(delta);
        } else if (!result.complete(opened)) {
            upstream.cancel();
        }
    }

    @Override
    public void onError(Throwable error) {
        end(error);
    }

    @Override
    public void onComplete() {
        end(null);
    }

    private void end(Throwable error) {
        Flow.Subscriber<? super ChatDelta> current;
        ChatDelta unread;
        synchronized (this) {
            ended = true;
            failure = error;
            unread = first;
            // Whoever is delivering the first delta signals the end behind it.
            current = first == null && !delivering ? reader : null;
        }
        if (current != null) {
            finish(current);
        } else if (error == null) {
            result.complete(opened);
            if (unread instanceof ChatDelta.Done done) {
                opened.ended(done.reply(), null);
            }
        } else if (!result.completeExceptionally(error)) {
            // Nobody reads, so nobody else tells those that wait for the end.
            opened.ended(null, error);
        }
    }

    private void finish(Flow.Subscriber<? super ChatDelta> current) {
        if (failure == null) {
            current.onComplete();
        } else {
            current.onError(failure);
        }
    }

    /** Whether that was all. */
    private boolean deliver(Flow.Subscriber<? super ChatDelta> subscriber, ChatDelta held) {
        subscriber.onNext(held);
        synchronized (this) {
            delivering = false;
            if (!ended) {
                return false;
            }
        }
        finish(subscriber);
        return true;
    }

    private void attach(Flow.Subscriber<? super ChatDelta> subscriber) {
        synchronized (this) {
            reader = subscriber;
        }
        subscriber.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long n) {
                ChatDelta held;
                synchronized (FirstDelta.this) {
                    held = n > 0 ? first : null;
                    if (held != null) {
                        first = null;
                        delivering = true;
                        asked = n == Long.MAX_VALUE ? n : n - 1;
                    } else if (delivering && n > 0) {
                        // Sent on when the first delta is delivered, so that the next one does not come beside it.
                        asked = asked + n < 0 ? Long.MAX_VALUE : asked + n;
                        return;
                    }
                }
                if (held == null) {
                    upstream.request(n);
                } else if (!deliver(subscriber, held) && asked > 0) {
                    upstream.request(asked);
                }
            }

            @Override
            public void cancel() {
                upstream.cancel();
            }
        });
    }
}
