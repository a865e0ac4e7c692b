package dev.serai.modal.client.sandbox;

import com.google.protobuf.ByteString;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Hands what a command writes to its listener, on a worker and not faster than the listener wants it. */
final class OutputPump {

    private static final int MOST_WAITING = 1 << 20;
    private static final int FEW_WAITING = 1 << 18;

    private record Part(OutputReader reader, boolean stderr, ByteString bytes) {}

    private final OutputListener listener;
    private final Executor executor;
    private final Deque<Part> waiting = new ArrayDeque<>();
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private boolean running;
    private boolean ending;

    OutputPump(OutputListener listener, Executor executor) {
        this.listener = listener;
        this.executor = executor;
    }

    /** Completes when the listener has had everything, or fails as the listener did. */
    CompletableFuture<Void> done() {
        return done;
    }

    /** Takes a part; whether the reader may read on now, else it is told when. */
    synchronized boolean offer(OutputReader reader, boolean stderr, ByteString bytes) {
        if (done.isDone()) {
            return true;
        }
        waiting.add(new Part(reader, stderr, bytes));
        begin();
        return reader.waiting(bytes.size()) < MOST_WAITING;
    }

    /** Nothing more comes. */
    synchronized void finish() {
        ending = true;
        begin();
    }

    private void begin() {
        if (!running) {
            running = true;
            run(this::pump);
        }
    }

    private void run(Runnable work) {
        try {
            executor.execute(work);
        } catch (RejectedExecutionException e) {
            fail(e);
        }
    }

    private synchronized Part next() {
        var part = waiting.poll();
        running = part != null;
        return part;
    }

    private void pump() {
        while (!done.isDone()) {
            var part = next();
            if (part == null) {
                endIfOver();
                return;
            }
            CompletionStage<?> ready;
            try {
                listener.part(part.stderr(), part.bytes().toByteArray());
                ready = listener.ready();
            } catch (RuntimeException e) {
                fail(e);
                return;
            }
            if (part.reader().waiting(-part.bytes().size()) <= FEW_WAITING) {
                part.reader().resume();
            }
            var future = ready.toCompletableFuture();
            if (!future.isDone() || future.isCompletedExceptionally()) {
                future.whenComplete((now, error) -> {
                    if (error == null) {
                        run(this::pump);
                    } else {
                        fail(error);
                    }
                });
                return;
            }
        }
    }

    private void endIfOver() {
        synchronized (this) {
            if (!ending || running || !waiting.isEmpty() || done.isDone()) {
                return;
            }
        }
        try {
            listener.end();
            done.complete(null);
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private void fail(Throwable error) {
        synchronized (this) {
            waiting.clear();
        }
        done.completeExceptionally(error);
    }
}
