package dev.serai.runtime.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.serai.agent.RunResult;
import dev.serai.agent.tool.ToolOutcome;
import dev.serai.support.chat.ChatReply;
import dev.serai.support.chat.FinishReason;
import dev.serai.support.chat.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

class AgentStepsTest {

    private static final Duration TOOK = Duration.ofMillis(3);
    private static final Usage USAGE = Usage.UNKNOWN;
    private Recording recording;

    private final RouteBuilder routes = new RouteBuilder() {
        @Override
        public void configure() {
            from("direct:ask")
                    .routeId("ask")
                    .process(AgentStepsTest.this::agent)
                    .id("agent");
            from("direct:tool").routeId("tool").setBody(constant("12 degrees")).id("weather");
            from("direct:park")
                    .routeId("park")
                    .process(AgentStepsTest.this::parks)
                    .id("parks");
            from("direct:decide").routeId("decide").process(AgentStepsTest.this::decides);
            from("direct:parks-two").routeId("parks-two").process(AgentStepsTest.this::parksTwoOfThree);
        }
    };

    /** Does what an agent does: asks a model, and calls a route with a new exchange. */
    private void agent(Exchange exchange) {
        var events = recording.records.agentEvents();
        events.runStarted(exchange, "helper", "agent-1", null);
        events.modelAnswered(exchange, "helper", "agent-1", reply("Let me look", 100, 20), TOOK, null);
        recording.template.send("direct:tool", call -> call.getMessage().setHeader("CamelAgentRunId", "agent-1"));
        events.toolCalled(exchange, "helper", "agent-1", "weather", new ToolOutcome.Success("12 degrees"), TOOK);
        events.modelAnswered(exchange, "helper", "agent-1", reply("It is cold", 130, 5), TOOK, null);
        exchange.getMessage().setBody("It is cold");
        events.runEnded(exchange, "helper", "agent-1", RunResult.Status.DONE, USAGE, 2, TOOK, null);
    }

    private void parks(Exchange exchange) {
        var events = recording.records.agentEvents();
        events.runStarted(exchange, "helper", "agent-2", null);
        events.runEnded(exchange, "helper", "agent-2", RunResult.Status.PARKED, USAGE, 1, TOOK, null);
    }

    /** Another exchange may bring the decision. */
    private void decides(Exchange exchange) {
        recording.records.agentEvents().runStarted(exchange, "helper", "agent-2", null);
        ended(exchange, "agent-2", RunResult.Status.DONE);
    }

    private void parksTwoOfThree(Exchange exchange) {
        for (var agent : List.of("agent-3", "agent-4", "agent-5")) {
            recording.records.agentEvents().runStarted(exchange, "helper", agent, null);
            ended(exchange, agent, agent.equals("agent-5") ? RunResult.Status.DONE : RunResult.Status.PARKED);
        }
    }

    private void ended(Exchange exchange, String agent, RunResult.Status status) {
        recording.records.agentEvents().runEnded(exchange, "helper", agent, status, USAGE, 1, TOOK, null);
    }

    private void answered(String agent) {
        var events = recording.records.agentEvents();
        var alone = recording.context.getEndpoint("direct:parks-two").createExchange();
        events.runStarted(alone, "helper", agent, null);
        events.modelAnswered(alone, "helper", agent, reply("Done", 7, 1), TOOK, null);
        ended(alone, agent, RunResult.Status.DONE);
    }

    private static ChatReply reply(String text, long prompt, long output) {
        return new ChatReply("qwen3:4b", text, null, null, usage(prompt, output), FinishReason.STOP);
    }

    private static Usage usage(long prompt, long output) {
        return Usage.tokens(prompt, output);
    }

    @Test
    void toolsAndModelsOfAnAgentBelongToTheRunThatAsked() throws Exception {
        recording = new Recording(routes);
        try (var open = recording) {
            assertThat(open.runs()).isEmpty();
            recording.template.requestBody("direct:ask", "How warm is it?");
            var run = recording.only();
            assertThat(run.run().promptTokens()).isEqualTo(230);
            assertThat(run.run().outputTokens()).isEqualTo(25);
            var agent = run.steps().get(0);
            assertThat(run.steps())
                    .extracting(StepRecord::kind)
                    .containsExactly("process", "model", "setBody", "tool", "model");
            assertThat(run.steps().subList(1, 5))
                    .allSatisfy(step -> assertThat(step.parent()).isEqualTo(agent.number()));
            assertThat(run.steps().get(1).label()).isEqualTo("qwen3:4b");
            assertThat(run.steps().get(1).output().text()).contains("Let me look");
            assertThat(run.steps().get(2).lane()).isNotZero();
            assertThat(run.steps().get(2).route()).isEqualTo("tool");
            assertThat(run.steps().get(3).output().text()).isEqualTo("12 degrees");
        }
    }

    @Test
    void aParkedRunWaitsAndIsDoneWhenTheAgentWentOn() throws Exception {
        recording = new Recording(routes);
        try (var open = recording) {
            assertThat(open.runs()).isEmpty();
            recording.template.requestBody("direct:park", "Delete all?");
            assertThat(recording.only().run().state()).isEqualTo(RunState.WAITING);
            var events = recording.records.agentEvents();
            var alone = recording.context.getEndpoint("direct:park").createExchange();
            events.runStarted(alone, "helper", "agent-2", null);
            await().atMost(20, TimeUnit.SECONDS)
                    .until(() -> recording.only().run().state() == RunState.RUNNING);
            events.modelAnswered(alone, "helper", "agent-2", reply("Deleted", 7, 1), TOOK, null);
            events.runEnded(alone, "helper", "agent-2", RunResult.Status.DONE, USAGE, 2, TOOK, null);
            var run = recording.only();
            assertThat(run.run().state()).isEqualTo(RunState.DONE);
            assertThat(run.run().promptTokens()).isEqualTo(7);
            assertThat(run.steps()).extracting(StepRecord::kind).isEqualTo(List.of("process", "model"));
        }
    }

    @Test
    void aRunWaitsUntilTheLastOfItsAgentsHasAnAnswerAlsoAfterARestart() throws Exception {
        var url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
        recording = new Recording(url, Map.of(), routes);
        try (var open = recording) {
            open.template.requestBody("direct:parks-two", "Delete all?");
            assertThat(open.only().run().state()).isEqualTo(RunState.WAITING);
            answered("agent-3");
            assertThat(open.only().run().state()).isEqualTo(RunState.WAITING);
        }
        recording = new Recording(url, Map.of(), routes);
        try (var open = recording) {
            answered("agent-4");
            assertThat(open.only().run().state()).isEqualTo(RunState.DONE);
            assertThat(open.only().run().promptTokens()).isEqualTo(14);
        }
    }

    @Test
    void aRunIsDoneWhenItsAgentGoesOnInAnotherOne() throws Exception {
        recording = new Recording(routes);
        try (var open = recording) {
            open.template.requestBody("direct:park", "Delete all?");
            assertThat(open.only().run().state()).isEqualTo(RunState.WAITING);
            open.template.requestBody("direct:decide", "yes");
            var runs = open.runs();
            assertThat(runs).extracting(RunSummary::workflow).containsExactly("decide", "park");
            assertThat(runs).extracting(RunSummary::state).containsOnly(RunState.DONE);
            assertThat(runs.get(1).output()).isEqualTo("Delete all?");
            assertThat(runs.get(1).took()).isPositive();
        }
    }

    @Test
    void agentsThatWaitTogetherEndTheirRunTogether() throws Exception {
        recording = new Recording(routes);
        try (var open = recording) {
            open.template.requestBody("direct:parks-two", "Delete all?");
            assertThat(open.only().run().state()).isEqualTo(RunState.WAITING);
            var events = open.records.agentEvents();
            var first = open.context.getEndpoint("direct:parks-two").createExchange();
            var second = open.context.getEndpoint("direct:parks-two").createExchange();
            events.runStarted(first, "helper", "agent-3", null);
            events.runStarted(second, "helper", "agent-4", null);
            ended(first, "agent-3", RunResult.Status.DONE);
            assertThat(open.only().run().state()).isEqualTo(RunState.RUNNING);
            ended(second, "agent-4", RunResult.Status.DONE);
            assertThat(open.only().run().state()).isEqualTo(RunState.DONE);
        }
    }

    @Test
    void moreAgentsThanTheRowHasRoomForAreLeftOutOfIt() {
        var run = new Run(1, "r", null, null, false);
        for (int i = 0; i < 200; i++) {
            run.parkedAgents.add(UUID.randomUUID().toString());
        }
        assertThat(run.agents()).hasSizeBetween(3_900, Run.MOST_AGENTS);
        assertThat(run.parkedAgents).contains(run.agents().split(","));
    }
}
