package dev.serai.agent.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps the runs that have not ended, in this process. */
public final class LocalRuns implements RunStore {

    private final Map<String, Kept> runs = new ConcurrentHashMap<>();

    @Override
    public CompletionStage<Void> begin(RunRecord run, String owner, Duration lease) {
        runs.put(run.id(), new Kept(run));
        return done(null);
    }

    @Override
    public CompletionStage<Void> append(String runId, RunStep step, RunStatus status) {
        var kept = runs.get(runId);
        if (kept == null || !kept.append(step, status)) {
            return CompletableFuture.failedFuture(new RunConflictException(runId, step.number()));
        }
        if (status.ended()) {
            runs.remove(runId);
        }
        return done(null);
    }

    @Override
    public CompletionStage<Optional<RunHistory>> load(String runId) {
        return done(Optional.ofNullable(runs.get(runId)).map(Kept::history));
    }

    @Override
    public CompletionStage<Boolean> claim(String runId, String owner, Duration lease) {
        var kept = runs.get(runId);
        return done(kept != null && kept.claim());
    }

    @Override
    public CompletionStage<List<String>> interrupted(String agent, int limit) {
        return done(List.of());
    }

    @Override
    public CompletionStage<Void> renew(String owner, Duration lease) {
        return done(null);
    }

    @Override
    public CompletionStage<Void> release(String owner) {
        return done(null);
    }

    @Override
    public CompletionStage<List<RunRecord>> find(String agent, RunStatus status, int offset, int limit) {
        return done(runs.values().stream()
                .map(kept -> kept.history().run())
                .filter(run -> agent == null || run.agent().equals(agent))
                .filter(run -> status == null || run.status() == status)
                .sorted((a, b) -> b.begun().compareTo(a.begun()))
                .skip(offset)
                .limit(limit)
                .toList());
    }

    @Override
    public CompletionStage<Long> prune(Instant endedBefore) {
        return done(0L);
    }

    @Override
    public void close() {
        runs.clear();
    }

    private static <T> CompletionStage<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }

    private static final class Kept {

        private RunRecord run;
        private final List<RunStep> steps = new ArrayList<>(4);

        Kept(RunRecord run) {
            this.run = run;
        }

        synchronized boolean append(RunStep step, RunStatus status) {
            if (step.number() != steps.size()) {
                return false;
            }
            steps.add(step);
            become(status, step.at());
            return true;
        }

        synchronized boolean claim() {
            if (run.status() != RunStatus.PARKED) {
                return false;
            }
            become(RunStatus.RUNNING, Instant.now());
            return true;
        }

        synchronized RunHistory history() {
            return new RunHistory(run, steps);
        }

        private void become(RunStatus status, Instant at) {
            run = new RunRecord(run.id(), run.agent(), run.sessionId(), status, run.begun(), at, run.input());
        }
    }
}
