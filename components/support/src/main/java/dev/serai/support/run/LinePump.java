package dev.serai.support.run;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Hands lines on one after the other; whoever is slow with them slows the reading down. None of its calls blocks. */
public final class LinePump implements OutputCutter {

    private record Line(String stream, String text) {}

    private final Queue<Line> waiting = new ConcurrentLinkedQueue<>();
    private final OutputCutter cutter;
    private final BiFunction<String, String, CompletableFuture<?>> target;
    private final Executor routes;
    private CompletableFuture<Void> drained = CompletableFuture.completedFuture(null);
    private boolean pumping;
    private volatile boolean stopped;

    /**
     * @param cutter makes lines, or what else is one, of what comes
     * @param target gets the stream's name and the line, and completes when that has been where it was to go
     * @param routes where the target is asked
     */
    public LinePump(
            Function<BiConsumer<String, String>, OutputCutter> cutter,
            BiFunction<String, String, CompletableFuture<?>> target,
            Executor routes) {
        this.cutter = cutter.apply((stream, text) -> {
            if (!stopped) {
                waiting.add(new Line(stream, text));
            }
        });
        this.target = target;
        this.routes = routes;
    }

    @Override
    public void part(String stream, byte[] bytes) {
        cutter.part(stream, bytes);
    }

    @Override
    public void end() {
        cutter.end();
    }

    /** What waits, and what still comes, is handed to nobody. */
    public void stop() {
        stopped = true;
        waiting.clear();
    }

    /** Completes when all lines have been where they were to go. */
    public CompletionStage<?> ready() {
        synchronized (this) {
            if (pumping || waiting.isEmpty()) {
                return drained;
            }
            pumping = true;
            drained = new CompletableFuture<>();
        }
        routes.execute(this::pump);
        return drained;
    }

    /** A loop rather than a chain, since a target may be done at once with any number of lines. */
    private void pump() {
        while (true) {
            Line line;
            CompletableFuture<Void> done;
            synchronized (this) {
                line = stopped ? null : waiting.poll();
                done = drained;
                pumping = line != null;
            }
            if (line == null) {
                done.complete(null);
                return;
            }
            var sent = target.apply(line.stream(), line.text());
            if (!sent.isDone() || sent.isCompletedExceptionally()) {
                sent.whenComplete((there, error) -> {
                    if (error == null) {
                        routes.execute(this::pump);
                    } else {
                        waiting.clear();
                        done.completeExceptionally(error);
                    }
                });
                return;
            }
        }
    }
}
