package dev.serai.agent;

import dev.serai.agent.run.RunConflictException;
import dev.serai.agent.run.RunStatus;
import dev.serai.agent.run.RunStep;
import dev.serai.agent.run.RunStore;
import dev.serai.support.error.Failures;
import dev.serai.support.error.SeraiException;
import dev.serai.support.json.Json;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Writes the steps of one run into the store, one after the other. What was not written has not happened. */
final class Journal {

    private final RunStore store;
    private final String runId;
    private int next;
    private boolean ended;
    private CompletableFuture<?> last = CompletableFuture.completedFuture(null);

    Journal(RunStore store, String runId, int next) {
        this.store = store;
        this.runId = runId;
        this.next = next;
    }

    /** Completes when the step is durable; fails when the store does, and then nothing more is written. */
    synchronized CompletableFuture<Void> write(RunStep.Kind kind, Object data, RunStatus status) {
        if (ended) {
            // A tool that returns after the time was up must not bring the run back to life.
            return CompletableFuture.failedFuture(new RunConflictException(runId, next));
        }
        ended = status.ended();
        var step = new RunStep(next++, kind, Instant.now(), Json.text(data));
        var written = known(last.thenCompose(before -> store.append(runId, step, status)));
        last = written;
        return written;
    }

    synchronized boolean isEnded() {
        return ended;
    }

    /** What goes wrong in a store fails with a code. */
    static <T> CompletableFuture<T> known(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .handle((done, error) -> error == null
                        ? CompletableFuture.completedFuture(done)
                        : CompletableFuture.<T>failedFuture(known(error)))
                .thenCompose(Function.identity());
    }

    private static Throwable known(Throwable error) {
        var cause = Failures.unwrap(error);
        return cause instanceof SeraiException
                ? cause
                : new AgentException(AgentError.RUNS_FAILED, "the store of the runs failed", cause);
    }
}
