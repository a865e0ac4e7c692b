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
}
