package dev.serai.openai.http;

import dev.serai.openai.model.Answered;
import dev.serai.support.chat.ChatDelta;
import dev.serai.support.chat.ChatReply;
import dev.serai.support.chat.ChatStream;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/** Reads a stream to its end for a client that wants the answer in one piece. */
final class Whole implements Flow.Subscriber<ChatDelta> {

    private final Call call;
    private final Consumer<ChatReply> then;
    private Flow.Subscription subscription;
    private boolean done;

    private Whole(Call call, Consumer<ChatReply> then) {
        this.call = call;
        this.then = then;
    }

    /** @param then gets the answer, which may be there already */
    static void of(Call call, Answered answered, Consumer<ChatReply> then) {
        if (answered.body() instanceof ChatStream stream) {
            stream.subscribe(new Whole(call, then));
        } else {
            new Whole(call, then).accept(ChatHandler.reply(answered.body()));
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
        subscription = newSubscription;
        call.onStop(subscription::cancel);
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ChatDelta delta) {
        call.sign();
        if (delta instanceof ChatDelta.Done last) {
            accept(last.reply());
        }
    }

    private void accept(ChatReply reply) {
        done = true;
        try {
            then.accept(reply);
        } catch (RuntimeException e) {
            call.fail(e);
        }
    }

    @Override
    public void onError(Throwable error) {
        if (!done) {
            call.fail(error);
        }
    }

    @Override
    public void onComplete() {
        if (!done) {
            call.fail(new IllegalStateException("the answer ended without its last delta"));
        }
    }
}
