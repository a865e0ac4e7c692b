package dev.serai.support.http;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow.Publisher;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;

/** A subscriber that asks for as much as a test tells it to. */
final class Reader<T> implements Subscriber<T> {

    final List<T> items = new CopyOnWriteArrayList<>();
    final CompletableFuture<List<T>> end = new CompletableFuture<>();
    private final long first;
    private volatile Subscription subscription;

    private Reader(long first) {
        this.first = first;
    }

    static <T> Reader<T> all(Publisher<T> publisher) {
        return asking(Long.MAX_VALUE, publisher);
    }

    static <T> Reader<T> asking(long first, Publisher<T> publisher) {
        var reader = new Reader<T>(first);
        publisher.subscribe(reader);
        return reader;
    }

    void ask(long more) {
        subscription.request(more);
    }

    void cancel() {
        subscription.cancel();
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        if (first != 0) {
            given.request(first);
        }
    }

    @Override
    public void onNext(T item) {
        items.add(item);
    }

    @Override
    public void onError(Throwable failure) {
        end.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        end.complete(items);
    }
}
