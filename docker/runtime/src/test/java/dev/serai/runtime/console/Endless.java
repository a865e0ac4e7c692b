package dev.serai.runtime.console;

import dev.serai.support.chat.ChatDelta;
import dev.serai.support.chat.ChatStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;

/** An answer that goes on as long as somebody reads it. */
final class Endless {

    final CompletableFuture<Void> stopped = new CompletableFuture<>();
    final AtomicLong given = new AtomicLong();
    private final String piece;

    Endless(String piece) {
        this.piece = piece;
    }

    ChatStream stream() {
        return ChatStream.of(
                (Flow.Subscriber<? super ChatDelta> reader) -> reader.onSubscribe(new Flow.Subscription() {
                    @Override
                    public void request(long n) {
                        if (!stopped.isDone()) {
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
