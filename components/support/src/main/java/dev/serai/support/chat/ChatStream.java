package dev.serai.support.chat;

import java.io.Closeable;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An answer while it is written: deltas that end in the whole reply. It is read once: either subscribed to, which no
 * thread waits for, or iterated over, which makes the reading thread wait as every iterator does. The reader sets the
 * pace. Closing it before its end stops the generation at the server.
 */
public final class ChatStream implements Flow.Publisher<ChatDelta>, Iterator<ChatDelta>, Closeable {

    private final Flow.Publisher<ChatDelta> source;
    private final Runnable stop;
    private final CompletableFuture<ChatReply> reply = new CompletableFuture<>();
    private final AtomicBoolean taken = new AtomicBoolean();
    private PullReader pull;

    ChatStream(Flow.Publisher<ChatDelta> source, Runnable stop) {
        this.source = source;
        this.stop = stop;
    }

    /**
     * @param items what the server sends
     * @param stop ends the exchange with the server; called at most when the reader leaves early
     */
    public static <T> ChatStream of(Flow.Publisher<T> items, DeltaDecoder<T> decoder, Runnable stop) {
        return new ChatStream(subscriber -> items.subscribe(new Decoding<>(decoder, stop, subscriber)), stop);
    }

    /** A stream over deltas that are there already. */
    public static ChatStream of(List<ChatDelta> deltas) {
        return of(
                subscriber -> subscriber.onSubscribe(new Flow.Subscription() {
                    private final Queue<ChatDelta> rest = new ArrayDeque<>(deltas);
                    private boolean ended;

                    @Override
                    public void request(long n) {
                        for (long i = 0; i < n && !rest.isEmpty(); i++) {
                            subscriber.onNext(rest.remove());
                        }
                        if (rest.isEmpty() && !ended) {
                            ended = true;
                            subscriber.onComplete();
                        }
                    }

                    @Override
                    public void cancel() {
                        rest.clear();
                        ended = true;
                    }
                }),
                () -> {});
    }

    /** A stream over deltas that come as they are. */
    public static ChatStream of(Flow.Publisher<ChatDelta> deltas, Runnable stop) {
        return of(deltas, AsTheyAre.INSTANCE, stop);
    }

    /**
     * Completes as soon as there is a first delta, with a stream that begins with it; or fails with what the server
     * said instead. This stream must not be read otherwise.
     */
    public CompletableFuture<ChatStream> awaitFirst() {
        var result = new CompletableFuture<ChatStream>();
        subscribe(new FirstDelta(result, stop));
        return result;
    }

    /** The whole reply, once the reader has come to the end. It asks for nothing itself: see {@link #drain()}. */
    public CompletableFuture<ChatReply> reply() {
        return reply.copy();
    }

    /** Reads to the end without handing out the deltas. */
    public CompletableFuture<ChatReply> drain() {
        subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(ChatDelta item) {}

            @Override
            public void onError(Throwable error) {}

            @Override
            public void onComplete() {}
        });
        return reply();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ChatDelta> subscriber) {
        if (!taken.compareAndSet(false, true)) {
            throw new IllegalStateException("this answer is being read already; an answer is streamed once");
        }
        source.subscribe(new Watching(subscriber));
    }

    /** Whether someone has begun to read it. */
    public boolean isTaken() {
        return taken.get();
    }

    @Override
    public boolean hasNext() {
        return pull().hasNext();
    }

    @Override
    public ChatDelta next() {
        return pull().next();
    }

    private synchronized PullReader pull() {
        if (pull == null) {
            var reader = new PullReader();
            subscribe(reader);
            pull = reader;
        }
        return pull;
    }

    @Override
    public void close() {
        PullReader reader;
        synchronized (this) {
            reader = pull;
        }
        if (reader != null) {
            reader.close();
        }
        if (!reply.isDone() && reply.completeExceptionally(new CancellationException("the reader left"))) {
            stop.run();
        }
    }

    /** The server has ended it, read or not. */
    void ended(ChatReply whole, Throwable error) {
        if (error == null) {
            reply.complete(whole);
        } else {
            reply.completeExceptionally(error);
        }
    }

    /** Completes {@link #reply} from what passes. */
    private final class Watching implements Flow.Subscriber<ChatDelta> {

        private final Flow.Subscriber<? super ChatDelta> reader;

        Watching(Flow.Subscriber<? super ChatDelta> reader) {
            this.reader = reader;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            reader.onSubscribe(new Flow.Subscription() {
                @Override
                public void request(long n) {
                    subscription.request(n);
                }

                @Override
                public void cancel() {
                    subscription.cancel();
                    reply.completeExceptionally(new CancellationException("the reader left"));
                }
            });
        }

        @Override
        public void onNext(ChatDelta delta) {
            reader.onNext(delta);
            if (delta instanceof ChatDelta.Done done) {
                reply.complete(done.reply());
            }
        }

        @Override
        public void onError(Throwable error) {
            reply.completeExceptionally(error);
            reader.onError(error);
        }

        @Override
        public void onComplete() {
            // A reply is there by now, unless the reader threw at it.
            reply.completeExceptionally(new IllegalStateException("the answer ended without its last delta"));
            reader.onComplete();
        }
    }

    private enum AsTheyAre implements DeltaDecoder<ChatDelta> {
        INSTANCE;

        @Override
        public List<ChatDelta> next(ChatDelta item) {
            return List.of(item);
        }

        @Override
        public List<ChatDelta> end() {
            return List.of();
        }

        @Override
        public Throwable failed(Throwable cause) {
            return cause;
        }
    }
}
