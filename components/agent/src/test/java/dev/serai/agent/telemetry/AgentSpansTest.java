package dev.serai.agent.telemetry;

import static dev.serai.agent.ScriptedModel.call;
import static dev.serai.agent.ScriptedModel.calls;
import static dev.serai.agent.ScriptedModel.text;
import static dev.serai.agent.telemetry.Spans.tag;
import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.agent.AgentConstants;
import dev.serai.agent.Routes;
import dev.serai.support.approval.Approval;
import dev.serai.support.approval.Decision;
import dev.serai.support.approval.Decisions;
import dev.serai.support.chat.ChatStream;
import dev.serai.support.chat.ToolCall;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What Camel's telemetry tells of agents: who called whom, and nothing of what they said. */
@Timeout(60)
class AgentSpansTest {

    private static final String TOOLS = """
            - route:
                from:
                  uri: tool:weather
                  parameters:
                    description: The weather of a city.
                    parameter.city: string
                  steps:
                    - to: seda:work?waitForTaskToComplete=Always
                    - to: mock:weather
            - route:
                from:
                  uri: tool:clock
                  parameters:
                    description: The time of day.
                  steps:
                    - setBody:
                        constant: noon
            - route:
                from:
                  uri: tool:broken
                  parameters:
                    description: Fails.
                  steps:
                    - throwException:
                        exceptionType: java.lang.IllegalStateException
                        message: secret words
            - route:
                from:
                  uri: seda:work
                  steps:
                    - setBody:
                        constant: rain
            - route:
                from:
                  uri: direct:weather
                  steps:
                    - to: tool:weather
            """;

    private final Spans spans = new Spans();

    private Routes start(String options) throws Exception {
        var agent = """
                - route:
                    from:
                      uri: direct:ask
                      steps:
                        - to:
                            uri: agent:clerk
                            parameters:
                              model: model:first
                              system: Keep the secret words.
                """ + options.indent(14);
        return Routes.start(Map.of("spans", spans), TOOLS, agent);
    }

    private static List<String> parents(List<SpanData> children) {
        return children.stream().map(SpanData::getParentSpanId).distinct().toList();
    }

    @Test
    void modelsAndToolsHangBelowTheAgentAndTheAgentBelowItsRoute() throws Exception {
        try (var routes =
                start("tools: weather,clock\nfallbackModel: model:second\nmemory: local\nsession: ${header.who}")) {
            routes.model()
                    .thenFail(new IllegalStateException("secret words"))
                    .then(calls(call("weather", Map.of("city", "secret words")), call("clock", Map.of())))
                    .then(text("secret words"));
            var answered = routes.send("direct:ask", "secret words", Map.of("who", "ann"));
            assertThat(answered.getException()).isNull();

            var agent = spans.one("invoke_agent clerk");
            var route = spans.named("ask", 2).stream()
                    .filter(span -> span.getSpanId().equals(agent.getParentSpanId()))
                    .toList();
            assertThat(route).hasSize(1);
            var models = spans.named("model", 3);
            assertThat(parents(models)).containsExactly(agent.getSpanId());
            assertThat(models.stream().filter(span -> span.getStatus().getStatusCode() == StatusCode.ERROR))
                    .hasSize(1);
            var weather = spans.one("execute_tool weather");
            var clock = spans.one("execute_tool clock");
            assertThat(parents(List.of(weather, clock))).containsExactly(agent.getSpanId());
            assertThat(spans.named("work", 2).stream().map(SpanData::getParentSpanId))
                    .contains(weather.getSpanId());
            assertThat(spans.all().stream().map(SpanData::getTraceId).distinct())
                    .hasSize(1);
            assertThat(spans.all().stream().filter(span -> !SpanId.isValid(span.getParentSpanId())))
                    .hasSize(1);
        }
    }

    @Test
    void theAgentsSpanTellsWhatBecameOfTheRun() throws Exception {
        try (var routes = start("tools: clock\nmemory: local\nsession: ${header.who}")) {
            routes.model().then(calls(call("clock", Map.of())), text("Noon."));
            var answered = routes.send("direct:ask", "When?", Map.of("who", "ann"));
            assertThat(answered.getException()).isNull();

            var agent = spans.one("invoke_agent clerk");
            assertThat(tag(agent, "gen_ai.operation.name")).isEqualTo("invoke_agent");
            assertThat(tag(agent, "gen_ai.agent.name")).isEqualTo("clerk");
            assertThat(tag(agent, "gen_ai.conversation.id")).isEqualTo("ann");
            assertThat(tag(agent, "gen_ai.usage.input_tokens")).isEqualTo("20");
            assertThat(tag(agent, "gen_ai.usage.output_tokens")).isEqualTo("10");
            assertThat(tag(agent, "gen_ai.response.model")).isEqualTo("scripted");
            assertThat(tag(agent, "gen_ai.response.finish_reasons")).isEqualTo("stop");
            assertThat(tag(agent, "serai.run.id"))
                    .isEqualTo(answered.getMessage().getHeader(AgentConstants.RUN_ID));
            assertThat(tag(agent, "serai.run.status")).isEqualTo("done");
            assertThat(tag(agent, "serai.run.turns")).isEqualTo("2");
            assertThat(tag(agent, "error.type")).isNull();
        }
    }

    @Test
    void theToolsSpanTellsWhichCallItWas() throws Exception {
        try (var routes = start("tools: clock")) {
            routes.model().then(calls(new ToolCall("x".repeat(500), "clock", Map.of())), text("Noon."));
            var answered = routes.send("direct:ask", "When?");

            var tool = spans.one("execute_tool clock");
            assertThat(tag(tool, "gen_ai.operation.name")).isEqualTo("execute_tool");
            assertThat(tag(tool, "gen_ai.tool.name")).isEqualTo("clock");
            assertThat(tag(tool, "gen_ai.tool.type")).isEqualTo("function");
            assertThat(tag(tool, "gen_ai.tool.call.id")).isEqualTo("x".repeat(200));
            assertThat(tag(tool, "gen_ai.agent.name")).isEqualTo("clerk");
            assertThat(tag(tool, "serai.run.id"))
                    .isEqualTo(answered.getMessage().getHeader(AgentConstants.RUN_ID));
        }
    }

    @Test
    void whatIsSaidStaysOutOfTheSpans() throws Exception {
        try (var routes = start("tools: weather,broken")) {
            routes.model()
                    .then(calls(call("weather", Map.of("city", "secret words")), call("broken", Map.of())))
                    .then(text("secret words"))
                    .thenFail(new IllegalStateException("secret words"));
            routes.send("direct:ask", "secret words");
            routes.send("direct:ask", "secret words");

            spans.named("invoke_agent clerk", 2);
            assertThat(spans.all())
                    .filteredOn(span -> span.getName().contains("_"))
                    .isNotEmpty()
                    .allSatisfy(span -> assertThat(span.getAttributes() + " " + span.getEvents())
                            .doesNotContain("secret", "Keep"));
        }
    }

    @Test
    void whatFailsSaysWithWhat() throws Exception {
        try (var routes = start("tools: broken\nmaxTurns: 1")) {
            routes.model().then(calls(call("broken", Map.of())));
            routes.send("direct:ask", "Try.");

            var agent = spans.one("invoke_agent clerk");
            assertThat(agent.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
            assertThat(tag(agent, "error.type")).startsWith("AGENT-");
            assertThat(tag(agent, "serai.run.status")).isEqualTo("failed");
            var tool = spans.one("execute_tool broken");
            assertThat(tag(tool, "error.type")).isEqualTo(IllegalStateException.class.getName());
        }
    }

    @Test
    void aStreamedRunKeepsItsPlaceAfterTheRouteHasEnded() throws Exception {
        try (var routes = start("tools: clock\nstream: true")) {
            routes.model().then(calls(call("clock", Map.of())), text("It is noon."));
            var stream = routes.ask("direct:ask", "When?", ChatStream.class);
            stream.forEachRemaining(delta -> {});

            var agent = spans.one("invoke_agent clerk");
            assertThat(parents(spans.named("model", 2))).containsExactly(agent.getSpanId());
            assertThat(spans.one("execute_tool clock").getParentSpanId()).isEqualTo(agent.getSpanId());
        }
    }

    @Test
    void aRunThatGoesOnByItselfHasASpanOfItsOwn() throws Exception {
        try (var routes = start("tools: clock\napproval: clock")) {
            routes.model().then(calls(call("clock", Map.of())), text("Noon."));
            var parked = routes.send("direct:ask", "When?").getMessage();
            var approvals = (List<?>) parked.getHeader(AgentConstants.APPROVALS);
            routes.context()
                    .getCamelContextExtension()
                    .getContextPlugin(Decisions.class)
                    .decide(((Approval) approvals.get(0)).id(), new Decision(true, "ann", null));

            var runs = spans.named("invoke_agent clerk", 2);
            assertThat(runs.stream().map(run -> tag(run, "serai.run.id")).distinct())
                    .hasSize(1);
            assertThat(runs.stream().map(run -> tag(run, "serai.run.status"))).containsExactly("parked", "done");
            assertThat(spans.one("execute_tool clock").getParentSpanId())
                    .isEqualTo(runs.get(1).getSpanId());
        }
    }

    @Test
    void aRouteThatCallsAToolCountsOneExecution() throws Exception {
        try (var routes = start("tools: weather")) {
            routes.send("direct:weather", Map.of("city", "Lima"));
            var execution = spans.one("execute_tool weather");
            var sent = spans.one("tool");
            assertThat(execution.getParentSpanId()).isEqualTo(sent.getSpanId());
            assertThat(tag(sent, "gen_ai.operation.name")).isNull();
        }
    }
}
