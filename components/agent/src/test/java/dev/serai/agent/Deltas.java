package dev.serai.agent;

import dev.serai.support.chat.ChatDelta;
import dev.serai.support.chat.ChatStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Reads a stream at the pace of a test. */
final class Deltas implements Flow.Subscriber<ChatDelta> {

    private final List<ChatDelta> seen = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final long atOnce;
    private Flow.Subscription subscription;

    private Deltas(long atOnce) {
        this.atOnce = atOnce;
    }

    /** Reads to the end and gives all deltas. */
    static List<ChatDelta> all(ChatStream stream) {
        var deltas = on(stream, Long.MAX_VALUE);
        deltas.end().orTimeout(20, TimeUnit.SECONDS).join();
        return deltas.seen();
    }

    static Deltas on(ChatStream stream, long atOnce) {
        var deltas = new Deltas(atOnce);
        stream.subscribe(deltas);
        return deltas;
    }

    static List<String> kinds(List<ChatDelta> deltas) {
        return deltas.stream().map(ChatDelta::kind).toList();
    }

    static String text(List<ChatDelta> deltas) {
        return deltas.stream().map(ChatDelta::text).collect(Collectors.joining());
    }

    List<ChatDelta> seen() {
        return List.copyOf(seen);
    }

    CompletableFuture<Void> end() {
        return end;
    }

    void request(long count) {
        subscription.request(count);
    }

    void leave() {
        subscription.cancel();
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
        subscription = newSubscription;
        if (atOnce > 0) {
            subscription.request(atOnce);
        }
    }

    @Override
    public void onNext(ChatDelta delta) {
        seen.add(delta);
    }

    @Override
    public void onError(Throwable error) {
        end.completeExceptionally(error);
    }

    @Override
    public void onComplete() {
        end.complete(null);
    }
}
