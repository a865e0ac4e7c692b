package dev.serai.offline.http;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** What the server received: the newest requests, counters over all of them, and ways to wait for a count. */
public final class RequestLog {
    private static final int MOST_CHARACTERS = 32 << 20;

    private final Deque<ReceivedRequest> newest = new ArrayDeque<>();
    private final int kept;
    private long characters;
    private int total;
    private int inFlight;
    private int maxInFlight;
    private int cancelled;

    public RequestLog(int kept) {
        this.kept = kept;
    }

    synchronized void begin(ReceivedRequest request) {
        newest.addLast(request);
        total++;
        inFlight++;
        maxInFlight = Math.max(maxInFlight, inFlight);
        forgetOldest();
        notifyAll();
    }

    /** A WebSocket's handshake; the socket may stay open for long, and is not in flight. */
    synchronized void handshake(ReceivedRequest request) {
        request.end(ReceivedRequest.Ending.ANSWERED);
        newest.addLast(request);
        total++;
        forgetOldest();
        notifyAll();
    }

    synchronized void received(ReceivedRequest request, String body) {
        request.body(body);
        if (newest.contains(request)) {
            characters += body.length();
            forgetOldest();
        }
        notifyAll();
    }

    synchronized void answering(ReceivedRequest request, int status) {
        request.status(status);
        notifyAll();
    }

    synchronized void end(ReceivedRequest request, ReceivedRequest.Ending ending) {
        request.end(ending);
        inFlight--;
        if (ending == ReceivedRequest.Ending.CANCELLED) {
            cancelled++;
        }
        notifyAll();
    }

    /** The newest requests, oldest first; the number kept is bounded. */
    public synchronized List<ReceivedRequest> all() {
        return List.copyOf(newest);
    }

    public synchronized List<ReceivedRequest> to(String path) {
        return newest.stream().filter(r -> r.path().equals(path)).toList();
    }

    public synchronized ReceivedRequest last() {
        if (newest.isEmpty()) {
            throw new AssertionError("no request was received");
        }
        return newest.getLast();
    }

    public synchronized int total() {
        return total;
    }

    public synchronized int inFlight() {
        return inFlight;
    }

    public synchronized int maxInFlight() {
        return maxInFlight;
    }

    /** Exchanges that the client left before the answer was whole. */
    public synchronized int cancelled() {
        return cancelled;
    }

    /** Forgets requests and counters; exchanges still in flight stay counted as such. */
    public synchronized void clear() {
        newest.clear();
        characters = 0;
        total = 0;
        cancelled = 0;
        maxInFlight = inFlight;
    }

    public void awaitCancelled(Duration limit) {
        awaitCancelled(1, limit);
    }

    public void awaitCancelled(int count, Duration limit) {
        await(() -> cancelled >= count, limit, count + " cancelled exchanges");
    }

    public void awaitInFlight(int count, Duration limit) {
        await(() -> inFlight >= count, limit, count + " exchanges in flight");
    }

    public void awaitIdle(Duration limit) {
        await(() -> inFlight == 0, limit, "no exchange in flight");
    }

    public void awaitTotal(int count, Duration limit) {
        await(() -> total >= count, limit, count + " requests");
    }

    /** Waits until a kept request satisfies the condition, and returns it. */
    public synchronized ReceivedRequest await(Predicate<ReceivedRequest> condition, Duration limit) {
        await(() -> newest.stream().anyMatch(condition), limit, "a request that satisfies the condition");
        return newest.stream().filter(condition).findFirst().orElseThrow();
    }

    private synchronized void await(BooleanSupplier condition, Duration limit, String what) {
        var deadline = System.nanoTime() + limit.toNanos();
        try {
            while (!condition.getAsBoolean()) {
                var left = deadline - System.nanoTime();
                if (left <= 0) {
                    throw new AssertionError("expected " + what + " within " + limit + ", but saw " + this);
                }
                wait(left / 1_000_000 + 1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + what);
        }
    }

    /** Requests with pictures or files are large, so their number alone does not bound the memory. */
    private void forgetOldest() {
        while (newest.size() > kept || characters > MOST_CHARACTERS && newest.size() > 1) {
            characters -= newest.removeFirst().body().length();
        }
    }

    @Override
    public synchronized String toString() {
        return total + " requests, " + inFlight + " in flight (at most " + maxInFlight + "), " + cancelled
                + " cancelled";
    }
}
