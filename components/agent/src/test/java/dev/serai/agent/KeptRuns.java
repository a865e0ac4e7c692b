package dev.serai.agent;

import dev.serai.agent.run.RunConflictException;
import dev.serai.agent.run.RunHistory;
import dev.serai.agent.run.RunRecord;
import dev.serai.agent.run.RunStatus;
import dev.serai.agent.run.RunStep;
import dev.serai.agent.run.RunStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** A store that forgets nothing, fails when told to, and hands out the runs of dead owners. */
final class KeptRuns implements RunStore {

    private final Map<String, RunHistory> runs = new LinkedHashMap<>();
    private final Set<String> orphans = ConcurrentHashMap.newKeySet();
    private final Set<String> released = ConcurrentHashMap.newKeySet();
    private volatile Predicate<RunStep> failing = step -> false;
    private final AtomicInteger looks = new AtomicInteger();
    private final AtomicInteger claims = new AtomicInteger();
    private volatile boolean refusing;
    private volatile Executor thread;

    /** Steps that cannot be stored. */
    KeptRuns failOn(Predicate<RunStep> steps) {
        failing = steps;
        return this;
    }

    /** Stores nothing new at all. */
    KeptRuns refuse() {
        refusing = true;
        return this;
    }

    /** Completes its stages there, and not at once. */
    KeptRuns on(Executor executor) {
        thread = executor;
        return this;
    }

    /** How often somebody asked for runs without an owner. */
    int looks() {
        return looks.get();
    }

    /** How often somebody wanted to go on with a run. */
    int claims() {
        return claims.get();
    }

    private <T> CompletionStage<T> later(CompletionStage<T> stage) {
        return thread == null
                ? stage
                : stage.toCompletableFuture()
                        .thenApplyAsync(
                                value -> value, CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS, thread));
    }

    /** A run whose owner is dead, as it was left after some steps. */
    synchronized void orphan(RunRecord run, List<RunStep> steps) {
        runs.put(run.id(), new RunHistory(with(run, RunStatus.RUNNING), steps));
        orphans.add(run.id());
    }

    synchronized List<RunHistory> all() {
        return List.copyOf(runs.values());
    }

    synchronized RunHistory only() {
        if (runs.size() != 1) {
            throw new AssertionError("there are " + runs.size() + " runs");
        }
        return runs.values().iterator().next();
    }

    List<RunStep.Kind> kinds() {
        return only().steps().stream().map(RunStep::kind).toList();
    }

    Set<String> released() {
        return released;
    }

    private static RunRecord with(RunRecord run, RunStatus status) {
        return new RunRecord(run.id(), run.agent(), run.sessionId(), status, run.begun(), Instant.now(), run.input());
    }

    @Override
    public synchronized CompletionStage<Void> begin(RunRecord run, String owner, Duration lease) {
        if (refusing) {
            return CompletableFuture.failedFuture(new IllegalStateException("disk full"));
        }
        if (runs.putIfAbsent(run.id(), new RunHistory(run, List.of())) != null) {
            return later(CompletableFuture.failedFuture(new RunConflictException(run.id(), 0)));
        }
        return later(CompletableFuture.completedFuture(null));
    }

    @Override
    public synchronized CompletionStage<Void> append(String runId, RunStep step, RunStatus status) {
        if (refusing || failing.test(step)) {
            return CompletableFuture.failedFuture(new IllegalStateException("disk full"));
        }
        var history = runs.get(runId);
        if (history == null || history.steps().size() != step.number()) {
            return CompletableFuture.failedFuture(new RunConflictException(runId, step.number()));
        }
        var steps = new ArrayList<>(history.steps());
        steps.add(step);
        runs.put(runId, new RunHistory(with(history.run(), status), steps));
        return later(CompletableFuture.completedFuture(null));
    }

    @Override
    public synchronized CompletionStage<Optional<RunHistory>> load(String runId) {
        return later(CompletableFuture.completedFuture(Optional.ofNullable(runs.get(runId))));
    }

    @Override
    public synchronized CompletionStage<Boolean> claim(String runId, String owner, Duration lease) {
        claims.incrementAndGet();
        var history = runs.get(runId);
        boolean free = history != null
                && (history.run().status() == RunStatus.PARKED
                        || history.run().status() == RunStatus.FAILED
                        || orphans.remove(runId));
        if (free) {
            runs.put(runId, new RunHistory(with(history.run(), RunStatus.RUNNING), history.steps()));
        }
        return later(CompletableFuture.completedFuture(free));
    }

    @Override
    public CompletionStage<List<String>> interrupted(String agent, int limit) {
        looks.incrementAndGet();
        return CompletableFuture.completedFuture(List.copyOf(orphans));
    }

    @Override
    public CompletionStage<Void> renew(String owner, Duration lease) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Void> release(String owner) {
        released.add(owner);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public synchronized CompletionStage<List<RunRecord>> find(String agent, RunStatus status, int offset, int limit) {
        return CompletableFuture.completedFuture(runs.values().stream()
                .map(RunHistory::run)
                .filter(run -> status == null || run.status() == status)
                .skip(offset)
                .limit(limit)
                .toList());
    }

    @Override
    public CompletionStage<Long> prune(Instant endedBefore) {
        return CompletableFuture.completedFuture(0L);
    }

    @Override
    public void close() {}
}
