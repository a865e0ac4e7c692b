package dev.serai.runtime.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.serai.support.route.Continuation;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

class RunRecordsTest {

    private static final RouteBuilder ROUTES = new RouteBuilder() {
        @Override
        public void configure() {
            from("direct:greet?timeout=5000")
                    .routeId("greet")
                    .choice()
                    .id("which")
                    .when(body().isEqualTo("bad"))
                    .throwException(new IllegalArgumentException("it is bad"))
                    .id("refuse")
                    .otherwise()
                    .setBody(simple("Hello ${body}"))
                    .id("hello")
                    .end()
                    .to("direct:polish")
                    .id("call");
            from("direct:polish")
                    .routeId("polish")
                    .setHeader("polished", constant(true))
                    .id("shine");
            from("direct:split")
                    .routeId("split")
                    .split(body())
                    .id("each")
                    .setBody(simple("<${body}>"))
                    .id("wrap")
                    .end()
                    .setBody(constant("done"))
                    .id("finish");
            from("direct:tap")
                    .routeId("tap")
                    .wireTap("direct:slow")
                    .id("off")
                    .setBody(constant("told"))
                    .id("tell");
            from("direct:slow").routeId("slow").setBody(constant("late")).id("late");
            from("direct:hidden")
                    .routeId("hidden")
                    .routeProperty("serai.records", "off")
                    .setBody(constant("x"));
        }
    };

    @Test
    void aRunHasItsStepsWithWhatWentInAndOut() throws Exception {
        try (var recording = new Recording(ROUTES)) {
            assertThat(recording.template.requestBody("direct:greet", "Ada")).isEqualTo("Hello Ada");
            var run = recording.only();
            assertThat(run.run().workflow()).isEqualTo("greet");
            assertThat(run.run().origin()).startsWith("direct://greet");
            assertThat(run.run().state()).isEqualTo(RunState.DONE);
            assertThat(run.run().input()).isEqualTo("Ada");
            assertThat(run.run().output()).isEqualTo("Hello Ada");
            assertThat(run.run().took()).isPositive();
            assertThat(run.run().steps()).isEqualTo(4);
            assertThat(run.steps())
                    .extracting(StepRecord::route, StepRecord::node, StepRecord::kind)
                    .containsExactly(
                            tuple("greet", "which", "choice"),
                            tuple("greet", "hello", "setBody"),
                            tuple("greet", "call", "to"),
                            tuple("polish", "shine", "setHeader"));
            var hello = run.steps().get(1);
            assertThat(hello.input().text()).isEqualTo("Ada");
            assertThat(hello.output().text()).isEqualTo("Hello Ada");
            assertThat(hello.parent()).isEqualTo(run.steps().get(0).number());
            assertThat(run.steps().get(3).parent()).isEqualTo(run.steps().get(2).number());
            assertThat(run.steps().get(3).outputHeaders()).containsKey("polished");
            assertThat(run.steps())
                    .allSatisfy(step -> assertThat(step.tookMicros()).isNotNegative());
        }
    }

    @Test
    void aFailedRunSaysWhatFailedAndWhere() throws Exception {
        try (var recording = new Recording(ROUTES)) {
            assertThatThrownBy(() -> recording.template.requestBody("direct:greet", "bad"))
                    .hasRootCauseMessage("it is bad");
            var run = recording.only();
            assertThat(run.run().state()).isEqualTo(RunState.FAILED);
            assertThat(run.run().error()).isEqualTo("IllegalArgumentException: it is bad");
            assertThat(run.steps())
                    .filteredOn(step -> "refuse".equals(step.node()))
                    .singleElement()
                    .satisfies(step -> assertThat(step.error()).contains("it is bad"));
        }
    }

    @Test
    void copiesOfAnExchangeAreLanesBelowTheStepThatMadeThem() throws Exception {
        try (var recording = new Recording(ROUTES)) {
            recording.template.requestBody("direct:split", List.of("a", "b", "c"));
            var run = recording.only();
            var each = run.steps().get(0);
            var wraps = run.steps().stream()
                    .filter(step -> "wrap".equals(step.node()))
                    .toList();
            assertThat(each.node()).isEqualTo("each");
            assertThat(wraps)
                    .hasSize(3)
                    .allSatisfy(step -> assertThat(step.parent()).isEqualTo(each.number()));
            assertThat(wraps)
                    .extracting(StepRecord::lane)
                    .doesNotHaveDuplicates()
                    .doesNotContain(0);
            assertThat(wraps).extracting(step -> step.output().text()).containsExactly("<a>", "<b>", "<c>");
            var last = run.steps().get(run.steps().size() - 1);
            assertThat(last.node()).isEqualTo("finish");
            assertThat(last.lane()).isZero();
            assertThat(last.parent()).isEqualTo(-1);
        }
    }

    @Test
    void stepsOfATappedCopyComeToTheRunAfterItsEnd() throws Exception {
        try (var recording = new Recording(ROUTES)) {
            recording.template.requestBody("direct:tap", "x");
            await().atMost(20, TimeUnit.SECONDS)
                    .until(() -> recording.only().steps().stream()
                            .anyMatch(step -> "late".equals(step.node()) && step.tookMicros() >= 0));
            assertThat(recording.only().run().steps()).isEqualTo(3);
        }
    }

    @Test
    void routesThatAreOffAreNotRecorded() throws Exception {
        try (var recording = new Recording("jdbc:h2:mem:off-routes", Map.of("off", "greet, polish"), ROUTES)) {
            recording.template.requestBody("direct:hidden", "x");
            recording.template.requestBody("direct:greet", "Ada");
            assertThat(recording.runs()).isEmpty();
            recording.template.requestBody("direct:slow", "Ada");
            assertThat(recording.runs()).hasSize(1);
        }
    }

    @Test
    void aRunThatIsOnItsWayIsSeenWithTheStepItIsIn() throws Exception {
        var gate = new CompletableFuture<Void>();
        var asynchronous = new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:wait")
                        .routeId("wait")
                        .process(new Gate(gate))
                        .id("gate")
                        .setBody(constant("through"))
                        .id("after");
            }
        };
        try (var recording = new Recording(asynchronous)) {
            var answer = recording.template.asyncRequestBody("direct:wait", "x");
            await().atMost(20, TimeUnit.SECONDS).until(() -> !recording.runs().isEmpty());
            var before = recording.only();
            assertThat(before.run().state()).isEqualTo(RunState.RUNNING);
            assertThat(before.run().took()).isNull();
            assertThat(before.steps()).singleElement().satisfies(step -> {
                assertThat(step.node()).isEqualTo("gate");
                assertThat(step.tookMicros()).isEqualTo(-1);
                assertThat(step.input().text()).isEqualTo("x");
            });
            gate.complete(null);
            assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo("through");
            await().atMost(20, TimeUnit.SECONDS)
                    .until(() -> recording.only().run().state() == RunState.DONE);
            var after = recording.only();
            assertThat(after.steps()).extracting(StepRecord::node).containsExactly("gate", "after");
            assertThat(after.steps())
                    .allSatisfy(step -> assertThat(step.tookMicros()).isNotNegative());
            assertThat(after.run().steps()).isEqualTo(2);
        }
    }

    @Test
    void runsAreFoundByWorkflowStateAndText() throws Exception {
        try (var recording = new Recording(ROUTES)) {
            recording.template.requestBody("direct:greet", "Ada 100%");
            recording.template.requestBody("direct:greet", "Bob");
            recording.template.requestBody("direct:slow", "Cleo");
            assertThatThrownBy(() -> recording.template.requestBody("direct:greet", "bad"));
            assertThat(recording.find(new RunQuery("greet", null, null, null, 10)))
                    .hasSize(3);
            assertThat(recording.find(new RunQuery("greet", RunState.FAILED, null, null, 10)))
                    .hasSize(1);
            assertThat(recording.find(new RunQuery(null, null, "aDa 100%", null, 10)))
                    .hasSize(1);
            assertThat(recording.find(new RunQuery(null, null, "is BAD", null, 10)))
                    .hasSize(1);
            assertThat(recording.find(new RunQuery(null, null, "%", null, 10))).hasSize(1);
            var all = recording.find(RunQuery.newest(10));
            assertThat(all).extracting(RunSummary::input).containsExactly("bad", "Cleo", "Bob", "Ada 100%");
            assertThat(recording.find(new RunQuery(null, null, null, all.get(1).id(), 1)))
                    .extracting(RunSummary::input)
                    .containsExactly("Bob");
            assertThat(recording.find(new RunQuery(null, null, all.get(2).id(), null, 10)))
                    .hasSize(1);
            assertThat(recording.counts().runs()).isEqualTo(Map.of(RunState.DONE, 3L, RunState.FAILED, 1L));
        }
    }

    @Test
    void aRunThatIsNotThereHasACode() throws Exception {
        try (var recording = new Recording(ROUTES)) {
            assertThatThrownBy(() -> recording.load("nothing")).hasMessageContaining("RECORDS-201");
        }
    }

    @Test
    void listenersHearOfRuns() throws Exception {
        try (var recording = new Recording(ROUTES)) {
            var heard = new CopyOnWriteArrayList<RunSummary>();
            recording.records.listen(heard::addAll);
            recording.template.requestBody("direct:greet", "Ada");
            await().atMost(20, TimeUnit.SECONDS).until(() -> !heard.isEmpty());
            assertThat(heard.get(0)).isEqualTo(recording.only().run());
        }
    }

    @Test
    void aRunThatWaitedForAPersonGoesOnAsTheSameRun() throws Exception {
        var people = new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:approve")
                        .routeId("approve")
                        .setHeader("CamelPeopleStatus", constant("waiting"))
                        .id("ask")
                        .filter(header("answer").isNotNull())
                        .setBody(simple("${header.answer}"))
                        .id("use");
            }
        };
        try (var recording = new Recording(people)) {
            recording.template.requestBody("direct:approve", "May I?");
            var parked = recording.only();
            assertThat(parked.run().state()).isEqualTo(RunState.WAITING);
            assertThat(parked.run().took()).isNull();
            var exchange = recording.context.getEndpoint("direct:approve").createExchange();
            exchange.setProperty(RunRecords.RUN_ID, parked.run().id());
            exchange.getMessage().setHeader("answer", "yes");
            Continuation.after(recording.context.getRoute("approve"), "ask")
                    .run(exchange)
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);
            var done = recording.only();
            assertThat(done.run().state()).isEqualTo(RunState.DONE);
            assertThat(done.run().input()).isEqualTo("May I?");
            assertThat(done.run().output()).isEqualTo("yes");
            assertThat(done.steps()).hasSizeGreaterThan(parked.steps().size());
            assertThat(done.steps().get(done.steps().size() - 1).node()).isEqualTo("use");
        }
    }
}
