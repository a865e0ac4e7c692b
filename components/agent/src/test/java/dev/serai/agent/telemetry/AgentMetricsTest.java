package dev.serai.agent.telemetry;

import static dev.serai.agent.ScriptedModel.call;
import static dev.serai.agent.ScriptedModel.calls;
import static dev.serai.agent.ScriptedModel.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.agent.Routes;
import dev.serai.support.chat.ChatReply;
import dev.serai.support.chat.ChatStream;
import dev.serai.support.chat.FinishReason;
import dev.serai.support.chat.Usage;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a registry of metrics learns of agents, by its being there alone. */
@Timeout(60)
class AgentMetricsTest {

    private static final String CLOCK = """
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
                        message: broken
            """;

    private final MeterRegistry registry = new SimpleMeterRegistry();

    private Routes start(String options) throws Exception {
        return start(options, CLOCK);
    }

    private Routes start(String options, String others) throws Exception {
        return Routes.start(Map.of("meters", registry), others, """
                - route:
                    from:
                      uri: direct:ask
                      steps:
                        - to:
                            uri: agent:clerk
                            parameters:
                              model: model:any
                """ + options.indent(14));
    }

    private Timer timer(String name, String... tags) {
        return registry.get(name).tags(tags).timer();
    }

    private DistributionSummary summary(String name, String... tags) {
        return registry.get(name).tags(tags).summary();
    }

    @Test
    void aRunIsCountedWithItsTurnsAndTokens() throws Exception {
        try (var routes = start("tools: clock")) {
            routes.model().then(calls(call("clock", Map.of())), text("Noon."));
            routes.ask("direct:ask", "When?", String.class);

            assertThat(summary(AgentMetrics.TOKENS, "gen_ai.token.type", "input")
                            .totalAmount())
                    .isEqualTo(20);
            assertThat(summary(AgentMetrics.TOKENS, "gen_ai.token.type", "output")
                            .totalAmount())
                    .isEqualTo(10);
            assertThat(timer(AgentMetrics.MODEL_TIME, "gen_ai.response.model", "scripted", "error.type", "none")
                            .count())
                    .isEqualTo(2);
            assertThat(summary(AgentMetrics.TURNS, "gen_ai.agent.name", "clerk").totalAmount())
                    .isEqualTo(2);
            assertThat(timer(AgentMetrics.RUN_TIME, "serai.run.status", "done", "error.type", "none")
                            .count())
                    .isEqualTo(1);
            assertThat(timer(AgentMetrics.TOOL_TIME, "gen_ai.tool.name", "clock", "serai.tool.outcome", "success")
                            .count())
                    .isEqualTo(1);
            assertThat(registry.find(AgentMetrics.FIRST_CHUNK).timer()).isNull();
        }
    }

    @Test
    void aStreamTellsHowLongItsFirstWordTook() throws Exception {
        try (var routes = start("stream: true")) {
            routes.model().then(text("It is noon."));
            routes.ask("direct:ask", "When?", ChatStream.class).forEachRemaining(delta -> {});
            assertThat(timer(AgentMetrics.FIRST_CHUNK).count()).isEqualTo(1);
        }
    }

    @Test
    void namesThatAModelMadeUpAreNoTags() throws Exception {
        try (var routes = start("tools: clock,broken")) {
            routes.model()
                    .then(calls(call("made-up", Map.of()), call("broken", Map.of())))
                    .then(text("I cannot."));
            routes.ask("direct:ask", "When?", String.class);

            assertThat(registry.find(AgentMetrics.TOOL_TIME).timers().stream()
                            .map(one -> one.getId().getTag("gen_ai.tool.name") + " "
                                    + one.getId().getTag("serai.tool.outcome")))
                    .containsExactlyInAnyOrder("unknown rejected", "broken failure");
        }
    }

    @Test
    void modelsThatAServerMakesUpAreCountedTogetherSoonerOrLater() throws Exception {
        try (var routes = start("maxTurns: 2")) {
            for (int i = 0; i < 120; i++) {
                routes.model()
                        .then(new ChatReply("model-" + i, "Yes.", null, null, Usage.tokens(1, 1), FinishReason.STOP));
                routes.ask("direct:ask", "Well?", String.class);
            }
            assertThat(registry.find(AgentMetrics.MODEL_TIME).timers()).hasSize(101);
            assertThat(timer(AgentMetrics.MODEL_TIME, "gen_ai.response.model", "other")
                            .count())
                    .isEqualTo(20);
        }
    }

    @Test
    void aRunThatTheInputGuardRefusesIsCounted() throws Exception {
        var guard = """
                - route:
                    from:
                      uri: direct:guard
                      steps:
                        - setHeader:
                            name: CamelAgentGuard
                            constant: refuse
                """;
        try (var routes = start("inputGuard: direct:guard", guard)) {
            routes.send("direct:ask", "Well?");
            assertThat(timer(AgentMetrics.RUN_TIME, "serai.run.status", "refused", "error.type", "none")
                            .count())
                    .isEqualTo(1);
        }
    }

    @Test
    void failuresAreCountedByTheirKind() throws Exception {
        try (var routes = start("maxTurns: 2")) {
            routes.model().thenFail(new IllegalStateException("down"));
            routes.send("direct:ask", "Well?");
            var kind = IllegalStateException.class.getName();
            assertThat(timer(AgentMetrics.MODEL_TIME, "error.type", kind).count())
                    .isEqualTo(1);
            assertThat(timer(AgentMetrics.RUN_TIME, "serai.run.status", "failed", "error.type", kind)
                            .count())
                    .isEqualTo(1);
        }
    }

    @Test
    void aMeterHasTheSameTagsInAllCases() throws Exception {
        try (var routes = start("tools: clock,broken")) {
            routes.model()
                    .then(calls(call("clock", Map.of()), call("broken", Map.of()), call("made-up", Map.of())))
                    .then(text("Noon."))
                    .thenFail(new IllegalStateException("down"));
            routes.send("direct:ask", "When?");
            routes.send("direct:ask", "When?");
            var keys = registry.getMeters().stream()
                    .map(Meter::getId)
                    // The buckets of this simple registry, which have a tag more.
                    .filter(id -> !id.getName().endsWith(".histogram"))
                    .collect(Collectors.groupingBy(
                            Meter.Id::getName,
                            Collectors.mapping(
                                    id -> id.getTags().stream().map(Tag::getKey).collect(Collectors.toSet()),
                                    Collectors.toSet())));
            assertThat(keys).hasSize(5);
            assertThat(keys.values()).allSatisfy(sets -> assertThat(sets).hasSize(1));
        }
    }
}
