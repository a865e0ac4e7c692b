package dev.serai.agent;

import dev.serai.support.chat.ChatDelta;
import java.time.Duration;

/** Passes the deltas of one turn on, and notes when the first one came. */
final class TurnSink implements DeltaSink {

    private final DeltaFeed feed;
    private final boolean holdsText;
    private volatile long first;

    TurnSink(DeltaFeed feed, boolean holdsText) {
        this.feed = feed;
        this.holdsText = holdsText;
    }

    @Override
    public void emit(ChatDelta delta) {
        if (first == 0) {
            first = System.nanoTime();
        }
        if (!holdsText || !(delta instanceof ChatDelta.Text)) {
            feed.emit(delta);
        }
    }

    @Override
    public void whenRoom(Runnable action) {
        feed.whenRoom(action);
    }

    Duration firstToken(long asked) {
        return first == 0 ? null : Duration.ofNanos(first - asked);
    }
}
