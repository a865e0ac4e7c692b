package dev.serai.openai;

import dev.serai.support.chat.ChatDelta;
import dev.serai.support.chat.ChatStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;

/** An answer that goes on as long as somebody reads it. */
final class Endless {

    final CompletableFuture<Void> stopped = new CompletableFuture<>();
    final AtomicLong given = new AtomicLong();

    /** After so many deltas nothing more comes. */
    private final long silentAfter;

    private final String piece;

    Endless(long silentAfter) {
        this(silentAfter, "on and on ");
    }

    Endless(long silentAfter, String piece) {
        this.silentAfter = silentAfter;
        this.piece = piece;
    }

    ChatStream stream() {
        return ChatStream.of(
                (Flow.Subscriber<? super ChatDelta> reader) -> reader.onSubscribe(new Flow.Subscription() {
                    @Override
                    public void request(long n) {
                        // Who wants all of it gets more when this has come.
                        long most = Math.min(n, 1000);
                        for (long i = 0; i < most && !stopped.isDone() && given.get() < silentAfter; i++) {
                            given.incrementAndGet();
                            CompletableFuture.runAsync(() -> reader.onNext(new ChatDelta.Text(piece)));
                        }
                    }

                    @Override
                    public void cancel() {
                        stopped.complete(null);
                    }
                }),
                () -> stopped.complete(null));
    }
}
