package dev.serai.ollama.client;

import dev.serai.support.chat.ChatStream;
import dev.serai.support.error.Failures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The servers that can answer a request. It chooses one, goes to the next when one cannot be reached or dies before it
 * has begun to answer, and asks a server that is down now and then whether it is back.
 */
public final class NodePool implements AutoCloseable {

    private static final long FIRST_PROBE_MILLIS = 1_000;
    private static final int MOST_DOUBLINGS = 6;

    private final List<Node> nodes;
    private final NodePolicy policy;
    private final ScheduledExecutorService timer;
    private volatile boolean closed;

    public NodePool(List<Node> nodes, NodePolicy policy, ScheduledExecutorService timer) {
        this.nodes = List.copyOf(nodes);
        this.policy = policy;
        this.timer = timer;
    }

    public List<Node> nodes() {
        return nodes;
    }

    /** Runs an exchange on the server that suits the model best. */
    public <T> CompletableFuture<T> call(String model, Function<Node, CompletableFuture<T>> exchange) {
        if (nodes.size() == 1) {
            return run(nodes.get(0), model, exchange);
        }
        var result = new Pending<T>();
        ranked(model).whenComplete((candidates, error) -> {
            if (error == null) {
                attempt(candidates, 0, model, exchange, null, result);
            } else {
                result.completeExceptionally(error);
            }
        });
        return result;
    }

    private <T> void attempt(
            List<Node> candidates,
            int index,
            String model,
            Function<Node, CompletableFuture<T>> exchange,
            OllamaException before,
            Pending<T> result) {
        if (result.isDone()) {
            return;
        }
        if (index == candidates.size()) {
            result.completeExceptionally(before);
            return;
        }
        var running = run(candidates.get(index), model, exchange);
        result.runs(running);
        running.whenComplete((value, error) -> {
            var cause = Failures.unwrap(error);
            if (error == null) {
                result.complete(value);
            } else if (cause instanceof OllamaException failure && mayGoElsewhere(failure.error())) {
                attempt(candidates, index + 1, model, exchange, worst(before, failure), result);
            } else {
                result.completeExceptionally(cause);
            }
        });
    }

    private <T> CompletableFuture<T> run(Node node, String model, Function<Node, CompletableFuture<T>> exchange) {
        node.enter();
        CompletableFuture<T> running;
        try {
            running = exchange.apply(node);
        } catch (RuntimeException e) {
            // As a result, since what is thrown into a stage of another server's failure would be lost.
            running = CompletableFuture.failedFuture(e);
        }
        running.whenComplete((value, error) -> {
            if (value instanceof ChatStream stream) {
                stream.reply().whenComplete((reply, broken) -> node.leave());
            } else {
                node.leave();
            }
            if (error == null) {
                node.up();
                node.used(model);
            } else if (Failures.unwrap(error) instanceof OllamaException failure && isDown(failure.error())) {
                down(node);
            }
        });
        return running;
    }

    /** The candidates in the order in which they are tried; those that are down come last. */
    private CompletableFuture<List<Node>> ranked(String model) {
        if (policy == NodePolicy.IN_ORDER) {
            return CompletableFuture.completedFuture(
                    nodes.stream().sorted(Comparator.comparing(Node::isDown)).toList());
        }
        if (policy == NodePolicy.LEAST_BUSY || model == null) {
            return CompletableFuture.completedFuture(sorted(null));
        }
        var looks =
                nodes.stream().filter(node -> !node.isDown()).map(Node::look).toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(looks).thenApply(looked -> sorted(model));
    }

    private List<Node> sorted(String model) {
        // Read once: a load that changes while sorting would break the comparison.
        var rows = new ArrayList<Ranked>();
        nodes.forEach(node -> rows.add(new Ranked(node, node.isDown(), node.hasLoaded(model), node.inFlight())));
        return rows.stream()
                .sorted(Comparator.comparing(Ranked::down)
                        .thenComparing(row -> !row.loaded())
                        .thenComparing(Ranked::inFlight))
                .map(Ranked::node)
                .toList();
    }

    private record Ranked(Node node, boolean down, boolean loaded, int inFlight) {}

    private static boolean isDown(OllamaError error) {
        return switch (error) {
            case REFUSED, UNKNOWN_HOST, CONNECT_TIMEOUT, STREAM_BROKE, NO_ANSWER -> true;
            default -> false;
        };
    }

    private static boolean mayGoElsewhere(OllamaError error) {
        return isDown(error) || error == OllamaError.BUSY || error == OllamaError.MODEL_MISSING;
    }

    /** What a server said is worth more than that another one was not reached. */
    private OllamaException worst(OllamaException before, OllamaException now) {
        if (before != null && !isDown(before.error()) && before.error() != OllamaError.NO_NODE) {
            return before;
        }
        return !isDown(now.error())
                ? now
                : new OllamaException(
                        OllamaError.NO_NODE,
                        "none of " + nodes.stream().map(Node::name).collect(Collectors.joining(", ")) + " answers",
                        now.getCause());
    }

    private void down(Node node) {
        if (nodes.size() > 1) {
            boolean known = node.isDown();
            int failures = node.failed();
            if (!known) {
                probeLater(node, failures);
            }
        }
    }

    private void probeLater(Node node, int failures) {
        long delay = FIRST_PROBE_MILLIS << Math.min(failures - 1, MOST_DOUBLINGS);
        try {
            timer.schedule(() -> probe(node), delay, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // the pool is being closed
        }
    }

    private void probe(Node node) {
        if (closed) {
            return;
        }
        var asked = node.server().models();
        asked.copy().completeOnTimeout(null, 5, TimeUnit.SECONDS).whenComplete((models, error) -> {
            asked.cancel(true);
            if (models != null) {
                node.up();
            } else {
                probeLater(node, node.failed());
            }
        });
    }

    @Override
    public void close() {
        closed = true;
    }

    /** A result that takes what runs for it along when it is cancelled. */
    private static final class Pending<T> extends CompletableFuture<T> {
        private volatile CompletableFuture<?> running;

        void runs(CompletableFuture<?> exchange) {
            running = exchange;
            if (isCancelled()) {
                exchange.cancel(true);
            }
        }

        @Override
        public boolean cancel(boolean mayInterrupt) {
            var cancelled = super.cancel(mayInterrupt);
            var exchange = running;
            if (cancelled && exchange != null) {
                exchange.cancel(true);
            }
            return cancelled;
        }
    }
}
