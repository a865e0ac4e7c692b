package dev.serai.agent;

import static dev.serai.agent.ScriptedModel.call;
import static dev.serai.agent.ScriptedModel.calls;
import static dev.serai.agent.ScriptedModel.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.support.chat.ChatMessage;
import dev.serai.support.chat.ChatRole;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Processor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a tool's route gets, and what becomes of what it gives. */
@Timeout(60)
class ToolRouteTest {

    record Town(String name, int people) {}

    private static String resultOf(Object body, String... options) throws Exception {
        Processor give = exchange -> exchange.getMessage().setBody(body);
        return resultOf(give, options);
    }

    private static String resultOf(Processor processor, String... options) throws Exception {
        try (var routes = Routes.start(
                Map.of("give", processor), Yaml.toolBy("give", "give", options), Yaml.agent("tools: give"))) {
            routes.model().then(calls(call("give", Map.of())), text("ok"));
            routes.ask("direct:ask", "hi", String.class);
            return lastResult(routes);
        }
    }

    private static String lastResult(Routes routes) {
        var last = routes.model().last().messages();
        assertThat(last.get(last.size() - 1).role()).isEqualTo(ChatRole.TOOL);
        return last.get(last.size() - 1).text();
    }

    @Test
    void resultsBecomeTextThatAModelReads() throws Exception {
        var map = new LinkedHashMap<String, Object>();
        map.put("a", 1);
        map.put("b", null);
        assertThat(resultOf(map)).isEqualTo("{\"a\":1,\"b\":null}");
        assertThat(resultOf(List.of(Map.of("a", 1), "x"))).isEqualTo("[{\"a\":1},\"x\"]");
        assertThat(resultOf(new Town("Lima", 3))).isEqualTo("{\"name\":\"Lima\",\"people\":3}");
        assertThat(resultOf("Olá".getBytes(StandardCharsets.UTF_8))).isEqualTo("Olá");
        assertThat(resultOf(17)).isEqualTo("17");
        assertThat(resultOf("")).isEqualTo("(no result)");
        assertThat(resultOf((Object) null)).isEqualTo("(no result)");
    }

    @Test
    void aHugeResultIsCutAndSaysSo() throws Exception {
        assertThat(resultOf("😀".repeat(10), "maxResult: 5")).isEqualTo("😀😀\n[cut: the result has 20 characters]");
        assertThat(resultOf("x".repeat(200_000)))
                .hasSizeLessThan(50_100)
                .endsWith("[cut: the result has 200000 characters]");
    }

    @Test
    void aResultThatCannotBeWrittenIsAFailureOfTheTool() throws Exception {
        assertThat(resultOf(Map.of("a", new Object()))).startsWith("The tool failed");
    }

    @Test
    void aFailingToolTellsTheModelWithoutSecrets() throws Exception {
        Processor fail = exchange -> {
            throw new IllegalArgumentException("no table 'x' at postgres://ann:geheim@db/x\nat line 2");
        };
        assertThat(resultOf(fail)).startsWith("The tool failed: no table 'x'").doesNotContain("geheim", "line 2");
    }

    @Test
    void aFailingToolCanEndTheRun() throws Exception {
        Processor fail = exchange -> {
            throw new IllegalArgumentException("no table");
        };
        try (var routes = Routes.start(
                Map.of("fail", fail), Yaml.toolBy("rows", "fail"), Yaml.agent("tools: rows", "toolErrors: fail"))) {
            routes.model().then(calls(call("rows", Map.of())));
            var error = routes.send("direct:ask", "hi").getException();
            assertThat(error).hasMessageStartingWith("[AGENT-105").hasMessageContaining("rows");
            assertThat(error).hasRootCauseMessage("no table");
        }
    }

    @Test
    void onlyDeclaredArgumentsReachTheRouteAndNeverAsPlainHeaders() throws Exception {
        var tool = Yaml.tool("look", "ok", "parameter.city: string", "parameter.Authorization: string")
                .replace("steps:\n", "steps:\n        - to: mock:look\n");
        try (var routes = Routes.start(tool, Yaml.agent("tools: look", "toolHeaders: user,missing"))) {
            var evil = Map.<String, Object>of(
                    "city", "Lima", "Authorization", "a", "CamelFileName", "b", "user", "root", "CamelHttpUri", "c");
            routes.model().then(calls(call("look", evil)), text("ok"));
            var answered = routes.send("direct:ask", "hi", Map.of("user", "ann", "other", "x"));
            assertThat(answered.getException()).isNull();
            var message = routes.mock("mock:look").getExchanges().get(0).getMessage();
            assertThat(message.getBody()).isEqualTo(Map.of("city", "Lima", "Authorization", "a"));
            var headers = message.getHeaders();
            assertThat(headers)
                    .containsEntry("CamelToolArg_city", "Lima")
                    .containsEntry("CamelToolArg_Authorization", "a")
                    .containsEntry("user", "ann")
                    .containsEntry("CamelToolName", "look")
                    .containsEntry("CamelAgentName", "clerk")
                    .containsKeys("CamelAgentRunId", "CamelToolCallId")
                    .doesNotContainKeys("city", "Authorization", "CamelFileName", "CamelHttpUri", "other", "missing");
        }
    }

    @Test
    void anErrorHandlerOfTheRouteCanTurnAFailureIntoAResult() throws Exception {
        var tool = """
                - route:
                    from:
                      uri: tool:shaky
                      parameters:
                        description: Fails.
                      steps:
                        - doTry:
                            steps:
                              - throwException:
                                  exceptionType: java.lang.IllegalStateException
                                  message: broken
                            doCatch:
                              - exception:
                                  - java.lang.IllegalStateException
                                steps:
                                  - setBody:
                                      constant: nothing today
                """;
        try (var routes = Routes.start(tool, Yaml.agent("tools: shaky"))) {
            routes.model().then(calls(call("shaky", Map.of())), text("ok"));
            routes.ask("direct:ask", "hi", String.class);
            assertThat(lastResult(routes)).isEqualTo("nothing today");
        }
    }

    @Test
    void anHandledExceptionIsNoFailure() throws Exception {
        var tool = """
                - onException:
                    exception:
                      - java.lang.IllegalStateException
                    handled:
                      constant: "true"
                    steps:
                      - setBody:
                          constant: handled
                - route:
                    from:
                      uri: tool:shaky
                      parameters:
                        description: Fails.
                      steps:
                        - process:
                            ref: fail
                """;
        try (var routes = Routes.start(
                Map.of("fail", (Processor) exchange -> {
                    throw new IllegalStateException("broken");
                }),
                tool,
                Yaml.agent("tools: shaky"))) {
            routes.model().then(calls(call("shaky", Map.of())), text("ok"));
            routes.ask("direct:ask", "hi", String.class);
            assertThat(lastResult(routes)).isEqualTo("handled");
        }
    }

    @Test
    void aToolCanAskAnotherAgent() throws Exception {
        var expert = """
                - route:
                    from:
                      uri: tool:expert
                      parameters:
                        description: Knows more.
                        parameter.question: string
                      steps:
                        - setBody:
                            simple: "${header.CamelToolArg_question}"
                        - to: agent:expert?model=model:any&system=expert
                """;
        try (var routes = Routes.start(expert, Yaml.agent("tools: expert"))) {
            routes.model().always(request -> {
                var messages = request.messages();
                if (messages.get(0).equals(ChatMessage.system("expert"))) {
                    return text("42, for " + messages.get(1).text());
                }
                return messages.size() == 1
                        ? calls(call("expert", Map.of("question", "why")))
                        : text("It says: " + messages.get(2).text());
            });
            assertThat(routes.ask("direct:ask", "hi", String.class)).isEqualTo("It says: 42, for why");
        }
    }
}
