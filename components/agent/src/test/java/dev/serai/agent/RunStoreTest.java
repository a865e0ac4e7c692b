package dev.serai.agent;

import static dev.serai.agent.ScriptedModel.call;
import static dev.serai.agent.ScriptedModel.calls;
import static dev.serai.agent.ScriptedModel.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.serai.agent.run.RunConflictException;
import dev.serai.agent.run.RunStatus;
import dev.serai.agent.run.RunStep;
import dev.serai.agent.run.RunStep.Kind;
import dev.serai.support.chat.ChatReply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is written of a run, and how it goes on after its process has died. */
@Timeout(60)
class RunStoreTest {

    private static final String NOTE = Yaml.tool("note", "Noted ${header.CamelToolArg_n}", "parameter.n: integer")
            .replace("steps:\n", "steps:\n        - to: mock:noted\n");

    private static Routes start(KeptRuns runs, String... options) throws Exception {
        var all = new ArrayList<>(List.of("tools: note", "runs: '#bean:kept'"));
        all.addAll(List.of(options));
        return Routes.start(Map.of("kept", runs), NOTE, Yaml.agent(all.toArray(String[]::new)));
    }

    @Test
    void everyStepIsWritten() throws Exception {
        var runs = new KeptRuns();
        try (var routes = start(runs)) {
            routes.model().then(calls(call("note", Map.of("n", 1))), text("Done."));
            routes.ask("direct:ask", "hi", String.class);
            assertThat(runs.kinds()).containsExactly(Kind.MODEL, Kind.TOOL, Kind.MODEL, Kind.DONE);
            assertThat(runs.only().run().status()).isEqualTo(RunStatus.DONE);
        }
        assertThat(runs.released()).hasSize(1);
    }

    @Test
    void aFailureIsWrittenToo() throws Exception {
        var runs = new KeptRuns();
        try (var routes = start(runs)) {
            routes.model().thenFail(new IllegalStateException("down"));
            routes.send("direct:ask", "hi");
            assertThat(runs.kinds()).containsExactly(Kind.FAILED);
            assertThat(runs.only().run().status()).isEqualTo(RunStatus.FAILED);
        }
    }

    @Test
    void aRunOfADeadProcessDoesNotRepeatItsSteps() throws Exception {
        var whole = new KeptRuns();
        try (var routes = start(whole)) {
            routes.model().then(calls(call("note", Map.of("n", 1)), call("note", Map.of("n", 2))), text("Done."));
            routes.ask("direct:ask", "hi", String.class);
        }
        var run = whole.only();
        // With every prefix of the steps: whatever is recorded is not done again.
        for (int kept = 0; kept < run.steps().size(); kept++) {
            var runs = new KeptRuns();
            runs.orphan(run.run(), run.steps().subList(0, kept));
            try (var routes = start(runs, "resumeTo: mock:resumed")) {
                routes.model()
                        .always(request -> request.messages().size() == 1
                                ? calls(call("note", Map.of("n", 1)), call("note", Map.of("n", 2)))
                                : text("Done."));
                var resumed = routes.mock("mock:resumed");
                await().until(() -> resumed.getReceivedCounter() == 1);
                assertThat(resumed.getExchanges().get(0).getMessage().getBody()).isEqualTo("Done.");
                var recorded = run.steps().subList(0, kept);
                assertThat(routes.mock("mock:noted").getReceivedCounter())
                        .isEqualTo(2
                                - (int) recorded.stream()
                                        .filter(step -> step.kind() == Kind.TOOL)
                                        .count());
                assertThat(routes.model().requests())
                        .hasSize(2
                                - (int) recorded.stream()
                                        .filter(step -> step.kind() == Kind.MODEL)
                                        .count());
                assertThat(runs.kinds()).containsExactly(Kind.MODEL, Kind.TOOL, Kind.TOOL, Kind.MODEL, Kind.DONE);
            }
        }
    }

    @Test
    void withoutAPlaceForTheAnswerRunsAreNotTakenOver() throws Exception {
        var whole = new KeptRuns();
        try (var routes = start(whole)) {
            routes.model().then(text("Done."));
            routes.ask("direct:ask", "hi", String.class);
        }
        var runs = new KeptRuns();
        runs.orphan(whole.only().run(), List.of());
        try (var routes = start(runs)) {
            await().during(Duration.ofMillis(1_500))
                    .until(() -> routes.model().requests().isEmpty());
            assertThat(runs.only().steps()).isEmpty();
        }
    }

    @Test
    void whatCannotBeWrittenEndsTheRunBeforeMoreIsDone() throws Exception {
        for (var kind : List.of(Kind.MODEL, Kind.TOOL, Kind.DONE)) {
            var runs = new KeptRuns().failOn(step -> step.kind() == kind);
            try (var routes = start(runs, "parallelTools: false")) {
                routes.model().then(calls(call("note", Map.of("n", 1)), call("note", Map.of("n", 2))), text("Done."));
                assertThat(routes.send("direct:ask", "hi").getException())
                        .hasMessageStartingWith("[AGENT-202]")
                        .hasRootCauseMessage("disk full");
                assertThat(routes.mock("mock:noted").getReceivedCounter())
                        .isEqualTo(kind == Kind.MODEL ? 0 : kind == Kind.TOOL ? 1 : 2);
            }
        }
    }

    @Test
    void aRunThatCannotBeginAsksNobody() throws Exception {
        try (var routes = start(new KeptRuns().refuse())) {
            assertThat(routes.send("direct:ask", "hi").getException()).hasMessageStartingWith("[AGENT-202]");
            assertThat(routes.model().requests()).isEmpty();
        }
    }

    @Test
    void whoFindsAnotherAtWorkStops() throws Exception {
        var runs = new KeptRuns();
        try (var routes = start(runs)) {
            var answer = new CompletableFuture<ChatReply>();
            routes.model().then(request -> answer);
            var asked = routes.begin("direct:ask", "hi", Map.of());
            await().until(() -> routes.model().requests().size() == 1);
            runs.append(runs.only().run().id(), new RunStep(0, Kind.MODEL, Instant.now(), "{}"), RunStatus.RUNNING);
            answer.complete(calls(call("note", Map.of())));
            assertThat(asked.get(20, TimeUnit.SECONDS).getException()).isInstanceOf(RunConflictException.class);
            assertThat(routes.mock("mock:noted").getReceivedCounter()).isZero();
            assertThat(runs.only().run().status()).isEqualTo(RunStatus.RUNNING);
        }
    }
}
