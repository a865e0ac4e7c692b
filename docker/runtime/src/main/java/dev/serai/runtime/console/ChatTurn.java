package dev.serai.runtime.console;

import dev.serai.support.chat.ChatDelta;
import dev.serai.support.chat.ChatReply;
import dev.serai.support.chat.ChatStream;
import dev.serai.support.chat.DeltaDemand;
import java.util.List;
import java.util.concurrent.Flow;

/**
 * One question while it is answered: each piece is asked for when the one before is on its way to the page. Closing the
 * connection is the stop.
 */
final class ChatTurn implements Flow.Subscriber<ChatDelta> {

    private final EventResponse response;
    private final ChatEvents events = new ChatEvents();
    private Flow.Subscription subscription;
    private DeltaDemand demand;
    private boolean left;
    private boolean whole;

    ChatTurn(EventResponse response) {
        this.response = response;
    }

    void recordedAs(String run) {
        events.recordedAs(run);
    }

    /** What came of the question; a stream that nobody waits for any more is stopped at once. */
    void answered(Object body) {
        boolean late;
        synchronized (this) {
            late = left;
        }
        if (!(body instanceof ChatStream stream)) {
            var reply = body instanceof ChatReply known
                    ? known
                    : new ChatReply(null, String.valueOf(body), null, null, null, null);
            ChatStream.of(List.<ChatDelta>of(new ChatDelta.Done(reply))).subscribe(this);
        } else if (late) {
            stream.close();
        } else {
            stream.subscribe(this);
        }
    }

    void failed(Throwable error) {
        if (!isOver()) {
            response.end(ChatEvents.error(error));
        }
    }

    void left() {
        Flow.Subscription open;
        synchronized (this) {
            left = true;
            open = whole ? null : subscription;
        }
        if (open != null) {
            open.cancel();
        }
    }

    private synchronized boolean isOver() {
        return left || whole;
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
        boolean late;
        synchronized (this) {
            subscription = newSubscription;
            demand = new DeltaDemand(newSubscription);
            late = left;
        }
        if (late) {
            newSubscription.cancel();
        } else {
            demand.askForOne();
        }
    }

    @Override
    public void onNext(ChatDelta delta) {
        String text;
        try {
            text = events.of(delta);
        } catch (RuntimeException e) {
            subscription.cancel();
            failed(e);
            return;
        }
        if (delta instanceof ChatDelta.Done) {
            synchronized (this) {
                whole = true;
            }
            response.end(text);
            // Without reading what ends the model server's response its connection would stay open.
            demand.askForOne();
        } else if (text.isEmpty()) {
            demand.askForOne();
        } else {
            response.write(text, demand::askForOne);
        }
    }

    @Override
    public void onError(Throwable error) {
        failed(error);
    }

    @Override
    public void onComplete() {
        failed(new ConsoleException(ConsoleError.BROKEN_OFF, "the answer ended before its end"));
    }
}
