package dev.serai.openai.http;

import dev.serai.support.chat.ChatDelta;
import dev.serai.support.chat.DeltaDemand;
import java.util.concurrent.Flow;
import java.util.function.Function;

/** Sends the deltas of an answer to the client as events, each when the one before is on its way. */
final class EventRelay implements Flow.Subscriber<ChatDelta> {

    private final Call call;
    private final Function<ChatDelta, String> events;
    private Flow.Subscription subscription;
    private DeltaDemand demand;
    private boolean whole;

    EventRelay(Call call, Function<ChatDelta, String> events) {
        this.call = call;
        this.events = events;
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
        subscription = newSubscription;
        demand = new DeltaDemand(subscription);
        call.begin();
        call.onStop(subscription::cancel);
        demand.askForOne();
    }

    @Override
    public void onNext(ChatDelta delta) {
        String text;
        try {
            text = events.apply(delta);
        } catch (RuntimeException e) {
            subscription.cancel();
            call.fail(e);
            return;
        }
        if (delta instanceof ChatDelta.Done) {
            whole = true;
            call.end(text);
            // Without reading what ends the model server's response its connection would stay open.
            demand.askForOne();
        } else if (text.isEmpty()) {
            demand.askForOne();
        } else {
            call.event(text, demand::askForOne);
        }
    }

    @Override
    public void onError(Throwable error) {
        if (!whole) {
            call.fail(error);
        }
    }

    @Override
    public void onComplete() {
        if (!whole) {
            call.fail(new IllegalStateException("the answer ended without its last delta"));
        }
    }
}
