package dev.serai.support.http;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Sends one message after the other, since the JDK's WebSocket takes no second one while the first is on its way. */
final class SocketOutbox {

    private record Letter(long size, Supplier<CompletableFuture<?>> send, CompletableFuture<Void> sent) {}

    private final SocketCall call;
    private final Consumer<HttpFault> alarm;
    private final Queue<Letter> waiting = new ArrayDeque<>();
    private long queued;
    private boolean busy;
    private long since;
    private HttpFault ended;

    /**
     * @param alarm hears of what could not be sent
     */
    SocketOutbox(SocketCall call, Consumer<HttpFault> alarm) {
        this.call = call;
        this.alarm = alarm;
    }

    CompletableFuture<Void> add(long size, Supplier<CompletableFuture<?>> send) {
        var letter = new Letter(size, send, new CompletableFuture<>());
        synchronized (this) {
            if (ended != null) {
                return CompletableFuture.failedFuture(ended);
            }
            if (queued + size > call.limits().maxQueued()) {
                return CompletableFuture.failedFuture(SocketFaults.tooMuch(call));
            }
            queued += size;
            waiting.add(letter);
            if (busy) {
                return letter.sent();
            }
            busy = true;
            // The clock may look before the message is taken.
            since = System.nanoTime();
        }
        sendNext();
        return letter.sent();
    }

    private void sendNext() {
        for (var letter = take(); letter != null; letter = take()) {
            var current = letter;
            var sending = start(current);
            if (!sending.isDone()) {
                sending.whenComplete((done, failure) -> {
                    settle(current, failure);
                    sendNext();
                });
                return;
            }
            sending.whenComplete((done, failure) -> settle(current, failure));
        }
    }

    private CompletableFuture<?> start(Letter letter) {
        try {
            return letter.send().get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private synchronized Letter take() {
        var next = waiting.poll();
        busy = next != null;
        since = System.nanoTime();
        return next;
    }

    private void settle(Letter letter, Throwable failure) {
        HttpFault fault;
        synchronized (this) {
            queued -= letter.size();
            fault = ended;
        }
        if (failure == null) {
            letter.sent().complete(null);
        } else {
            var reason = fault == null ? SocketFaults.broken(call, failure) : fault;
            letter.sent().completeExceptionally(reason);
            alarm.accept(reason);
        }
    }

    /** For how many nanoseconds the current message has been on its way; 0 if there is none. */
    synchronized long busyFor(long now) {
        return busy ? Math.max(1, now - since) : 0;
    }

    /** Fails what waits and whatever comes. */
    void end(HttpFault fault) {
        Queue<Letter> lost;
        synchronized (this) {
            if (ended != null) {
                return;
            }
            ended = fault;
            lost = new ArrayDeque<>(waiting);
            waiting.clear();
        }
        lost.forEach(letter -> letter.sent().completeExceptionally(fault));
    }
}
