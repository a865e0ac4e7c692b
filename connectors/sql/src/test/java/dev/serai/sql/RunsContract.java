package dev.serai.sql;

import static dev.serai.support.contract.Stages.done;
import static dev.serai.support.contract.Stages.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.serai.agent.AgentError;
import dev.serai.agent.AgentException;
import dev.serai.agent.run.RunConflictException;
import dev.serai.agent.run.RunRecord;
import dev.serai.agent.run.RunStatus;
import dev.serai.agent.run.RunStep;
import dev.serai.agent.run.RunStore;
import dev.serai.support.contract.Stages;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of runs does. */
abstract class RunsContract {

    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration OVER = Duration.ZERO;
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00.123456Z");

    private final String agent = "agent-" + NEXT.incrementAndGet();
    private Application application;
    private RunStore store;

    abstract Map<String, String> settings();

    @BeforeEach
    void open() {
        application = new Application(settings());
        store = application.runs();
    }

    @AfterEach
    void close() {
        application.close();
    }

    private RunRecord run(String id, Instant begun) {
        return new RunRecord(agent + "/" + id, agent, null, RunStatus.RUNNING, begun, begun, "{\"q\": 1}");
    }

    private String begin(String id, Duration lease) {
        return begin(run(id, NOON), lease);
    }

    private String begin(RunRecord run, Duration lease) {
        done(store.begin(run, "me", lease));
        return run.id();
    }

    private static RunStep step(int number, RunStep.Kind kind) {
        return new RunStep(number, kind, NOON.plusSeconds(number + 1), "{\"n\": " + number + "}");
    }

    private CompletionStage<Void> append(String id, int number, RunStatus status) {
        return store.append(id, step(number, RunStep.Kind.MODEL), status);
    }

    private void end(String id, int number) {
        done(store.append(id, step(number, RunStep.Kind.DONE), RunStatus.DONE));
    }

    private RunStatus status(String id) {
        return done(store.load(id)).orElseThrow().run().status();
    }

    @Test
    void aRunComesBackAsItBegan() {
        var run = new RunRecord(
                agent + "/1", agent, "session", RunStatus.RUNNING, NOON, NOON, "{ \"as\":  \"it is \uD83D\uDE00\" }");
        done(store.begin(run, "me", LONG));
        assertThat(done(store.load(run.id())).orElseThrow().run()).isEqualTo(run);
        assertThat(done(store.load("none"))).isEmpty();
    }

    @Test
    void stepsComeBackInTheirOrder() {
        var id = begin("1", LONG);
        var steps =
                IntStream.range(0, 12).mapToObj(i -> step(i, RunStep.Kind.TOOL)).toList();
        steps.forEach(step -> done(store.append(id, step, RunStatus.RUNNING)));
        var history = done(store.load(id)).orElseThrow();
        assertThat(history.steps()).isEqualTo(steps);
        assertThat(history.run().updated()).isEqualTo(steps.get(11).at());
    }

    @Test
    void largeDataAreKept() {
        var id = begin("1", LONG);
        var data = "\"" + "x".repeat(3_000_000) + "\"";
        done(store.append(id, new RunStep(0, RunStep.Kind.TOOL, NOON, data), RunStatus.RUNNING));
        assertThat(done(store.load(id)).orElseThrow().steps().get(0).data()).isEqualTo(data);
    }

    @Test
    void aRunBeginsOnce() {
        begin("1", LONG);
        var failure = failure(store.begin(run("1", NOON), "other", LONG), AgentException.class);
        assertThat(failure.code()).isEqualTo(AgentError.RUN_CONFLICT);
    }

    @Test
    void aStepIsAddedOnce() {
        var id = begin("1", LONG);
        done(append(id, 0, RunStatus.RUNNING));
        failure(store.append(id, step(0, RunStep.Kind.FAILED), RunStatus.FAILED), RunConflictException.class);
        assertThat(status(id)).isEqualTo(RunStatus.RUNNING);
        assertThat(done(store.load(id)).orElseThrow().steps()).hasSize(1);
    }

    @Test
    void aStepNeedsItsRun() {
        assertThat(failure(append("none", 0, RunStatus.RUNNING), AgentException.class)
                        .code())
                .isEqualTo(AgentError.NO_RUN);
    }

    @Test
    void oneOfManyAddsAStepAndTheOthersAreTold() {
        var id = begin("1", LONG);
        var bystander = begin("2", LONG);
        try (var second = new Application(settings())) {
            var other = second.runs();
            var conflicts = 0;
            var stages = new ArrayList<CompletableFuture<?>>();
            for (int i = 0; i < 10; i++) {
                stages.add((i % 2 == 0 ? store : other)
                        .append(id, step(0, RunStep.Kind.TOOL), RunStatus.RUNNING)
                        .toCompletableFuture());
                stages.add(append(bystander, i, RunStatus.RUNNING).toCompletableFuture());
            }
            for (var stage : stages) {
                conflicts += isConflict(stage) ? 1 : 0;
            }
            assertThat(conflicts).isEqualTo(9);
        }
        assertThat(done(store.load(bystander)).orElseThrow().steps()).hasSize(10);
    }

    private static boolean isConflict(CompletableFuture<?> stage) {
        try {
            stage.get();
            return false;
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOf(RunConflictException.class);
            return true;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aRunIsClaimedOnlyWhenItsLeaseIsOver() {
        var held = begin("held", LONG);
        var left = begin("left", OVER);
        assertThat(done(store.claim(held, "other", LONG))).isFalse();
        assertThat(done(store.claim(left, "other", LONG))).isTrue();
        assertThat(done(store.claim(left, "third", LONG))).isFalse();
        assertThat(done(store.claim("none", "other", LONG))).isFalse();
    }

    @Test
    void aLeaseEndsByItself() {
        var id = begin("1", Duration.ofMillis(300));
        assertThat(done(store.claim(id, "other", LONG))).isFalse();
        await().until(() -> done(store.claim(id, "other", LONG)));
    }

    @Test
    void aParkedRunHasNoOwner() {
        var id = begin("1", LONG);
        done(store.append(id, step(0, RunStep.Kind.PARKED), RunStatus.PARKED));
        assertThat(done(store.interrupted(agent, 10))).isEmpty();
        assertThat(done(store.claim(id, "other", LONG))).isTrue();
        assertThat(status(id)).isEqualTo(RunStatus.RUNNING);
        assertThat(done(store.claim(id, "third", LONG))).isFalse();
    }

    @Test
    void anEndedRunIsNotClaimed() {
        var id = begin("1", OVER);
        end(id, 0);
        assertThat(done(store.claim(id, "other", LONG))).isFalse();
        assertThat(done(store.interrupted(agent, 10))).isEmpty();
    }

    @Test
    void aRunThatHasFailedIsClaimed() {
        var id = begin("1", OVER);
        done(store.append(id, step(0, RunStep.Kind.FAILED), RunStatus.FAILED));
        assertThat(done(store.claim(id, "other", LONG))).isTrue();
        assertThat(status(id)).isEqualTo(RunStatus.RUNNING);
    }

    @Test
    void oneOfManyClaims() {
        try (var second = new Application(settings())) {
            var other = second.runs();
            for (int round = 0; round < 10; round++) {
                var id = begin("r" + round, OVER);
                var claims = new ArrayList<CompletionStage<Boolean>>();
                for (int i = 0; i < 8; i++) {
                    claims.add((i % 2 == 0 ? store : other).claim(id, "owner-" + i, LONG));
                }
                assertThat(claims.stream().map(Stages::done).filter(won -> won)).hasSize(1);
            }
        }
    }

    @Test
    void interruptedRunsComeOldestFirst() {
        begin(run("c", NOON.plusSeconds(3)), OVER);
        begin(run("a", NOON.plusSeconds(1)), OVER);
        begin(run("held", NOON), LONG);
        begin(run("b", NOON.plusSeconds(2)), OVER);
        assertThat(done(store.interrupted(agent, 10))).containsExactly(agent + "/a", agent + "/b", agent + "/c");
        assertThat(done(store.interrupted(agent, 2))).hasSize(2);
        assertThat(done(store.interrupted("nobody", 2))).isEmpty();
    }

    @Test
    void aLeaseIsProlongedForItsOwnerOnly() {
        var mine = begin("mine", OVER);
        var hers = run("hers", NOON);
        done(store.begin(hers, "her", OVER));
        done(store.renew("me", LONG));
        assertThat(done(store.interrupted(agent, 10))).containsExactly(hers.id());
        assertThat(done(store.claim(mine, "her", LONG))).isFalse();
    }

    @Test
    void anOwnerThatStopsGivesItsRunsUp() {
        var id = begin("1", LONG);
        done(store.release("me"));
        assertThat(done(store.interrupted(agent, 10))).containsExactly(id);
        assertThat(done(store.claim(id, "other", LONG))).isTrue();
    }

    @Test
    void runsAreFoundByAgentAndStatusNewestFirst() {
        for (int i = 0; i < 5; i++) {
            begin(run("r" + i, NOON.plusSeconds(i)), LONG);
        }
        end(agent + "/r1", 0);
        end(agent + "/r3", 0);
        assertThat(ids(store.find(agent, null, 0, 10))).containsExactly("r4", "r3", "r2", "r1", "r0");
        assertThat(ids(store.find(agent, null, 1, 2))).containsExactly("r3", "r2");
        assertThat(ids(store.find(agent, RunStatus.DONE, 0, 10))).containsExactly("r3", "r1");
        assertThat(done(store.find(null, RunStatus.DONE, 0, 1000)))
                .extracting(RunRecord::id)
                .contains(agent + "/r3");
        assertThat(done(store.find(null, null, 0, 1))).hasSize(1);
    }

    private List<String> ids(CompletionStage<List<RunRecord>> found) {
        return done(found).stream()
                .map(run -> run.id().substring(agent.length() + 1))
                .toList();
    }

    @Test
    void onlyRunsThatEndedBeforeArePruned() {
        var old = begin("old", LONG);
        end(old, 0);
        var recent = begin("recent", LONG);
        end(recent, 500);
        var running = begin("running", LONG);
        assertThat(done(store.prune(NOON.plusSeconds(100)))).isPositive();
        assertThat(done(store.load(old))).isEmpty();
        assertThat(done(store.load(recent))).isPresent();
        assertThat(done(store.load(running))).isPresent();
        end(recent, 501);
        assertThat(done(store.prune(NOON.plusSeconds(100)))).isZero();
    }

    @Test
    void manyRunsArePrunedInParts() {
        var long_ago = Instant.parse("2001-01-01T00:00:00Z");
        var stages = new ArrayList<CompletionStage<Void>>();
        for (int i = 0; i < 1203; i++) {
            var run = new RunRecord(
                    agent + "/" + i, agent, null, RunStatus.FAILED, long_ago, long_ago.plusSeconds(i), "{}");
            stages.add(store.begin(run, "me", LONG));
        }
        stages.forEach(Stages::done);
        assertThat(done(store.prune(long_ago.plusSeconds(1202)))).isEqualTo(1202);
        assertThat(done(store.find(agent, null, 0, 10))).hasSize(1);
        assertThat(done(store.prune(long_ago.plusSeconds(5000)))).isEqualTo(1);
    }

    @Test
    void nothingIsTakenAfterTheEnd() {
        store.close();
        assertThat(failure(append("1", 0, RunStatus.RUNNING), SqlException.class)
                        .code())
                .isEqualTo(SqlError.CLOSED);
        assertThat(failure(store.load("1"), SqlException.class).code()).isEqualTo(SqlError.CLOSED);
    }

    @Test
    void whatWasTakenIsDoneBeforeTheEnd() {
        var id = begin("1", LONG);
        var stages = IntStream.range(0, 500)
                .mapToObj(i -> append(id, i, RunStatus.RUNNING))
                .toList();
        store.close();
        stages.forEach(Stages::done);
        close();
        open();
        assertThat(done(store.load(id)).orElseThrow().steps()).hasSize(500);
    }
}
