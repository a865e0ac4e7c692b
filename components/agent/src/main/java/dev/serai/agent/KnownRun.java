package dev.serai.agent;

import dev.serai.agent.Steps.ModelStep;
import dev.serai.agent.run.RunHistory;
import dev.serai.support.chat.ChatDelta;
import dev.serai.support.error.Failures;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.camel.Exchange;

/** The run that a message names, which another message, or the same one before, may have begun. */
final class KnownRun {

    private static final long BETWEEN_LOOKS = TimeUnit.SECONDS.toMillis(1);

    private final AgentSetup setup;
    private final Exchange exchange;
    private final String id;
    private volatile boolean begunElsewhere;

    private KnownRun(AgentSetup setup, Exchange exchange, String id) {
        this.setup = setup;
        this.exchange = exchange;
        this.id = id;
    }

    static KnownRun of(AgentSetup setup, Exchange exchange) {
        var id = Question.text(setup.runId(), exchange);
        if (id == null || id.isBlank()) {
            throw new AgentException(
                    AgentError.BAD_OPTION,
                    "runId of the agent '" + setup.name() + "' gives no id for this message",
                    "Let it name something that each message has.");
        }
        return new KnownRun(setup, exchange, id);
    }

    String id() {
        return id;
    }

    /** What it has come to; empty when it has not begun. Waits while it is at work elsewhere, without a thread. */
    CompletableFuture<Optional<RunResult>> result() {
        return Journal.known(setup.runs().load(id))
                .thenCompose(found -> found.isEmpty()
                        ? CompletableFuture.completedFuture(Optional.empty())
                        : of(found.get()).thenApply(Optional::of));
    }

    /** The same message may come twice at once: one begins, the other waits. */
    CompletableFuture<RunResult> orElseOf(CompletableFuture<RunResult> begun) {
        return begun.handle((result, error) -> {
                    if (error == null || !isConflict(error)) {
                        return begun;
                    }
                    return result().thenCompose(known ->
                            known.map(CompletableFuture::completedFuture).orElse(begun));
                })
                .thenCompose(Function.identity());
    }

    private CompletableFuture<RunResult> of(RunHistory history) {
        begunElsewhere = true;
        if (!history.run().agent().equals(setup.name())) {
            throw new AgentException(
                    AgentError.BAD_OPTION,
                    "the run '" + id + "' is one of the agent '" + history.run().agent() + "'",
                    "Let runId begin with the name of the agent.");
        }
        return switch (history.run().status()) {
            case DONE -> CompletableFuture.completedFuture(done(history));
            // What failed is tried again from where it failed: a message is often sent again for that.
            case FAILED, RUNNING, PARKED -> goOn();
        };
    }

    private CompletableFuture<RunResult> goOn() {
        // It may wait for a person, and so may the exchange that began it.
        var decided = setup.waitWhenParked() ? setup.agents().expect(id, exchange, null) : null;
        return setup.agents()
                .goOn(id, setup.runs(), exchange)
                .thenCompose(result -> decided != null && result.status() == RunResult.Status.PARKED
                        ? decided
                        : CompletableFuture.completedFuture(result))
                .whenComplete((result, error) -> setup.agents().forget(id, exchange))
                .handle((result, error) -> {
                    if (error == null) {
                        return CompletableFuture.completedFuture(result);
                    }
                    return isConflict(error) ? later() : CompletableFuture.<RunResult>failedFuture(error);
                })
                .thenCompose(Function.identity());
    }

    private CompletableFuture<RunResult> later() {
        if (!setup.context().isRunAllowed()) {
            return CompletableFuture.failedFuture(new AgentException(
                    AgentError.CANCELLED, "the process stops while the run '" + id + "' is at work elsewhere"));
        }
        var clock = CompletableFuture.delayedExecutor(BETWEEN_LOOKS, TimeUnit.MILLISECONDS, setup.threads());
        return CompletableFuture.supplyAsync(this::result, clock)
                .thenCompose(Function.identity())
                .thenApply(result -> result.orElseThrow(
                        () -> new AgentException(AgentError.NO_RUN, "the run '" + id + "' was deleted")));
    }

    private static boolean isConflict(Throwable error) {
        return Failures.unwrap(error) instanceof AgentException known && known.code() == AgentError.RUN_CONFLICT;
    }

    private RunResult done(RunHistory history) {
        var input = RunInput.read(history.run().input());
        var state = RunState.of(input, history);
        var last = history.steps().get(history.steps().size() - 1);
        var reply = Steps.read(last, ModelStep.class).reply();
        return new RunResult(
                id,
                history.run().sessionId(),
                RunResult.Status.DONE,
                reply,
                input.sources(),
                List.of(),
                state.turns(),
                state.toolCalls(),
                input.whole());
    }

    /** Who looks on has seen nothing of a run that another message began. */
    void show(RunResult result, DeltaFeed feed) {
        if (result != null && feed != null && begunElsewhere) {
            feed.emit(new ChatDelta.Text(result.reply().text()));
            feed.emit(new ChatDelta.Done(result.reply()));
        }
    }
}
