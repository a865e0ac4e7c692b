package dev.serai.agent.mcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.support.json.Json;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The server behind platform-http. */
class McpServeTest {

    private static final String LIST = "{'jsonrpc':'2.0','id':1,'method':'tools/list'}";

    private static McpRoutes routes;

    @BeforeAll
    static void start() throws Exception {
        routes = McpRoutes.serving("tools: public, serverName: my tools, instructions: Be kind, toolHeaders: user");
    }

    @AfterAll
    static void stop() {
        routes.close();
    }

    private static JsonNode ask(String method, String params) throws Exception {
        var response = routes.post("{'jsonrpc':'2.0','id':'a','method':'" + method + "','params':" + params + "}");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        var answer = Json.read(response.body());
        assertThat(answer.path("id").asText()).isEqualTo("a");
        return answer;
    }

    @ParameterizedTest
    @CsvSource({"2025-11-25, 2025-11-25", "2025-06-18, 2025-06-18", "2025-03-26, 2025-03-26", "2030-01-01, 2025-11-25"})
    void initializeAgreesOnARevision(String asked, String agreed) throws Exception {
        var result = ask("initialize", "{'protocolVersion':'" + asked + "','capabilities':{}}")
                .path("result");
        assertThat(result.path("protocolVersion").asText()).isEqualTo(agreed);
        assertThat(result.at("/serverInfo/name").asText()).isEqualTo("my tools");
        assertThat(result.path("instructions").asText()).isEqualTo("Be kind");
        assertThat(result.at("/capabilities/tools").isObject()).isTrue();
    }

    @Test
    void pingIsAnswered() throws Exception {
        assertThat(ask("ping", "{}").path("result")).isEqualTo(Json.object());
    }

    @Test
    void onlyTheChosenToolsAreListed() throws Exception {
        var tools = ask("tools/list", "{}").at("/result/tools");
        assertThat(tools.findValuesAsText("name")).containsExactly("fail", "lookup");
        var lookup = tools.get(1);
        assertThat(lookup.path("title").asText()).isEqualTo("Look up");
        assertThat(lookup.at("/annotations/readOnlyHint").asBoolean()).isTrue();
        assertThat(lookup.at("/inputSchema/required/0").asText()).isEqualTo("country");
    }

    @Test
    void aToolIsCalled() throws Exception {
        var result = ask("tools/call", "{'name':'lookup','arguments':{'country':'Peru'}}")
                .path("result");
        assertThat(result.path("isError").asBoolean()).isFalse();
        assertThat(result.at("/content/0/text").asText()).startsWith("The capital of Peru is Lima");
    }

    @Test
    void wrongArgumentsAreAResultThatAModelCanReadAndMend() throws Exception {
        var result = ask("tools/call", "{'name':'lookup','arguments':{}}").path("result");
        assertThat(result.path("isError").asBoolean()).isTrue();
        assertThat(result.at("/content/0/text").asText()).contains("country");
    }

    @Test
    void aToolThatFailsIsAResultToo() throws Exception {
        var result = ask("tools/call", "{'name':'fail'}").path("result");
        assertThat(result.path("isError").asBoolean()).isTrue();
        assertThat(result.at("/content/0/text").asText()).doesNotContain("Exception", "at dev.serai");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "hidden", ""})
    void toolsThatAreNotServedAreUnknown(String name) throws Exception {
        var answer = ask("tools/call", "{'name':'" + name + "','arguments':{}}");
        assertThat(answer.at("/error/code").asInt()).isEqualTo(-32602);
        assertThat(answer.at("/error/message").asText()).isEqualTo("Unknown tool: " + name);
    }

    @Test
    void unknownMethodsAreNamed() throws Exception {
        assertThat(ask("resources/list", "{}").at("/error/code").asInt()).isEqualTo(-32601);
    }

    @Test
    void argumentsThatAreNoObjectAreRefused() throws Exception {
        assertThat(ask("tools/call", "{'name':'lookup','arguments':[1]}")
                        .at("/error/code")
                        .asInt())
                .isEqualTo(-32602);
        assertThat(ask("tools/list", "{'cursor':'%%'}").at("/error/code").asInt())
                .isEqualTo(-32602);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'jsonrpc':'2.0','method':'notifications/initialized'}",
                "{'jsonrpc':'2.0','method':'notifications/cancelled','params':{'requestId':1}}",
                "{'jsonrpc':'2.0','id':1,'result':{}}",
            })
    void whatNeedsNoAnswerIsAccepted(String message) throws Exception {
        var response = routes.post(message);
        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'jsonrpc':| 400 | -32700",
                "'' | 400 | -32700",
                "{} | 400 | -32600",
                "5 | 400 | -32600",
                "{'jsonrpc':'2.0','id':{},'method':'ping'} | 400 | -32600",
                "{'jsonrpc':'2.0','id':null,'method':'ping'} | 400 | -32600",
                "{'jsonrpc':'1.0','id':1,'method':'ping'} | 400 | -32600",
                "[] | 400 | -32600",
                "[1] | 400 | -32600",
            })
    void whatIsNoMessageIsRefused(String body, int status, int code) throws Exception {
        var response = routes.post(body);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(Json.read(response.body()).at("/error/code").asInt()).isEqualTo(code);
    }

    @Test
    void deepNestingIsRefused() throws Exception {
        assertThat(routes.post("[".repeat(100_000)).statusCode()).isEqualTo(400);
    }

    @Test
    void aRequestThatIsTooLargeIsRefused() throws Exception {
        var params = "{'text':'" + "x".repeat(1 << 20) + "'}";
        var response = routes.post("{'jsonrpc':'2.0','id':1,'method':'ping','params':" + params + "}");
        assertThat(response.statusCode()).isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "DELETE"})
    void otherMethodsAreNotAllowed(String method) throws Exception {
        var response = routes.send(method, null);
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).hasValue("POST");
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example, 403",
        "http://localhost.evil.example, 403",
        "http://127.0.0.1.evil.example:80, 403",
        "'null', 403",
        "'not a uri', 403",
        "http://localhost:3000, 200",
        "http://127.0.0.1:6274, 200",
        "'http://[::1]:6274', 200",
    })
    void onlyPagesOfThisMachineMayAsk(String origin, int status) throws Exception {
        assertThat(routes.post(LIST, "Origin", origin).statusCode()).isEqualTo(status);
        assertThat(routes.send("GET", null, "Origin", origin).statusCode()).isEqualTo(status == 403 ? 403 : 405);
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, 200",
        "'application/json, text/event-stream', 200",
        "*/*, 200",
        "'text/html, application/json;q=0.5', 200",
        "text/event-stream, 406",
        "text/html, 406",
    })
    void theClientMustTakeJson(String accept, int status) throws Exception {
        assertThat(routes.post(LIST, "Accept", accept).statusCode()).isEqualTo(status);
    }

    @Test
    void theBodyMustBeSaidToBeJson() throws Exception {
        assertThat(routes.post(LIST, "Content-Type", "text/plain").statusCode()).isEqualTo(415);
        assertThat(routes.post(LIST, "Content-Type", "application/json; charset=utf-8")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void anUnknownRevisionIsRefused() throws Exception {
        assertThat(routes.post(LIST, "MCP-Protocol-Version", "1999-01-01").statusCode())
                .isEqualTo(400);
        assertThat(routes.post(LIST, "MCP-Protocol-Version", "2025-06-18").statusCode())
                .isEqualTo(200);
    }

    @Test
    void batchesBelongToTheirRevision() throws Exception {
        var batch = "[{'jsonrpc':'2.0','id':1,'method':'ping'},{'jsonrpc':'2.0','method':'notifications/x'},"
                + "{'jsonrpc':'2.0','id':2,'method':'tools/call','params':{'name':'lookup','arguments':{'country':'Peru'}}}]";
        var answers = Json.read(
                routes.post(batch, "MCP-Protocol-Version", "2025-03-26").body());
        assertThat(answers.findValuesAsText("id")).containsExactly("1", "2");
        assertThat(routes.post(batch, "MCP-Protocol-Version", "2025-06-18").statusCode())
                .isEqualTo(400);
        assertThat(routes.post("[{'jsonrpc':'2.0','method':'notifications/x'}]").statusCode())
                .isEqualTo(202);
        assertThat(routes.post("[{'jsonrpc':'2.0','id':1,'method':'initialize'}]")
                        .statusCode())
                .isEqualTo(400);
        assertThat(routes.post("[" + "{'jsonrpc':'2.0','id':1,'method':'ping'},".repeat(50) + LIST + "]")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void nothingOfTheRequestIsSentBack() throws Exception {
        var response = routes.post(LIST, "Authorization", "Bearer abc", "X-Mine", "abc", "Cookie", "abc");
        assertThat(response.headers().map().toString()).doesNotContain("abc");
    }

    @Test
    void toolsGetOnlyTheHeadersThatAreNamed() throws Exception {
        var call =
                "{'jsonrpc':'2.0','id':1,'method':'tools/call','params':{'name':'lookup','arguments':{'country':'Peru'}}}";
        assertThat(routes.post(call, "user", "Ann").body()).contains("Lima, Ann");
        assertThat(routes.post(call, "CamelToolArg_country", "Chile").body()).contains("of Peru");
    }

    @Test
    void manyToolsComeInPages() throws Exception {
        try (var paged = McpRoutes.serving("tools: '*', pageSize: 2")) {
            var first = Json.read(paged.post(LIST).body()).path("result");
            assertThat(first.path("tools").findValuesAsText("name")).containsExactly("fail", "hidden");
            var cursor = first.path("nextCursor").asText();
            var rest = Json.read(paged.post(LIST.replace("}", ",'params':{'cursor':'" + cursor + "'}}"))
                            .body())
                    .path("result");
            assertThat(rest.path("tools").findValuesAsText("name")).containsExactly("lookup");
            assertThat(rest.has("nextCursor")).isFalse();
        }
    }

    @Test
    void pagesOfOtherMachinesCanBeAllowed() throws Exception {
        try (var open = McpRoutes.serving("tools: public, allowedOrigins: 'https://chat.example.org'")) {
            assertThat(open.post(LIST, "Origin", "https://chat.example.org").statusCode())
                    .isEqualTo(200);
            assertThat(open.post(LIST, "Origin", "http://localhost").statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void toolsThatAreNotThereTellAStrangerNothing() throws Exception {
        try (var missing = McpRoutes.serving("tools: nonesuch")) {
            var answer = Json.read(missing.post(LIST).body());
            assertThat(answer.at("/error/code").asInt()).isEqualTo(-32603);
            assertThat(answer.toString()).doesNotContain("nonesuch", "hidden");
        }
    }

    @Test
    void whatIsServedMustBeSaid() {
        assertThatThrownBy(() -> McpRoutes.serving("serverName: x")).hasStackTraceContaining("tools");
        assertThatThrownBy(() -> routes.context().getEndpoint("mcp:other?tools=x"))
                .hasStackTraceContaining("mcp:serve");
    }

    @Test
    void aRouteThatIsNoHttpConsumerCanAskToo() throws Exception {
        PluginHelper.getRoutesLoader(routes.context()).loadRoutes(ResourceHelper.fromString("direct.camel.yaml", """
                - route:
                    from:
                      uri: direct:mcp
                      steps:
                        - to: {uri: "mcp:serve", parameters: {tools: public}}
                """));
        try (var template = routes.context().createProducerTemplate()) {
            var message = template.request("direct:mcp", exchange -> {
                exchange.getMessage()
                        .setBody("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":"
                                + "{\"name\":\"lookup\",\"arguments\":{\"country\":\"Perú\"}}}");
            });
            assertThat(message.getMessage().getBody(String.class)).contains("Perú");
            assertThat(message.getMessage().getHeader(McpConstants.TOOL)).isEqualTo("lookup");
            assertThat(message.getMessage().getHeader(McpConstants.METHOD)).isEqualTo("tools/call");
        }
    }
}
