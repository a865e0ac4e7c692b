package dev.serai.agent;

import dev.serai.agent.run.RunHistory;
import dev.serai.agent.run.RunRecord;
import dev.serai.agent.run.RunStatus;
import dev.serai.agent.run.RunStep;
import dev.serai.agent.run.RunStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** A store of runs whose own threads do nothing but its work. */
record PooledRuns(RunStore store, Executor threads) implements RunStore {

    private <T> CompletionStage<T> after(CompletionStage<T> stage) {
        return OwnThreads.after(stage, threads);
    }

    @Override
    public CompletionStage<Void> begin(RunRecord run, String owner, Duration lease) {
        return after(store.begin(run, owner, lease));
    }

    @Override
    public CompletionStage<Void> append(String runId, RunStep step, RunStatus status) {
        return after(store.append(runId, step, status));
    }

    @Override
    public CompletionStage<Optional<RunHistory>> load(String runId) {
        return after(store.load(runId));
    }

    @Override
    public CompletionStage<Boolean> claim(String runId, String owner, Duration lease) {
        return after(store.claim(runId, owner, lease));
    }

    @Override
    public CompletionStage<List<String>> interrupted(String agent, int limit) {
        return after(store.interrupted(agent, limit));
    }

    @Override
    public CompletionStage<Void> renew(String owner, Duration lease) {
        return after(store.renew(owner, lease));
    }

    @Override
    public CompletionStage<Void> release(String owner) {
        return after(store.release(owner));
    }

    @Override
    public CompletionStage<List<RunRecord>> find(String agent, RunStatus status, int offset, int limit) {
        return after(store.find(agent, status, offset, limit));
    }

    @Override
    public CompletionStage<Long> prune(Instant endedBefore) {
        return after(store.prune(endedBefore));
    }

    @Override
    public void close() {
        store.close();
    }
}
