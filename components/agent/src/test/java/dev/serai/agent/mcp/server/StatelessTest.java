package dev.serai.agent.mcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.support.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The server with clients of the revision without a handshake. */
class StatelessTest {

    private static final String REVISION = "2026-07-28";

    private static McpRoutes routes;

    @BeforeAll
    static void start() throws Exception {
        routes = McpRoutes.serving("tools: public, serverName: my tools");
    }

    @AfterAll
    static void stop() {
        routes.close();
    }

    private static String message(String method, String params, String version) {
        return "{'jsonrpc':'2.0','id':1,'method':'" + method + "','params':{" + params
                + "'_meta':{'io.modelcontextprotocol/protocolVersion':'" + version
                + "','io.modelcontextprotocol/clientCapabilities':{}}}}";
    }

    private static JsonNode result(String method, String params, String... headers) throws Exception {
        var all = new String[headers.length + 4];
        System.arraycopy(headers, 0, all, 4, headers.length);
        all[0] = "MCP-Protocol-Version";
        all[1] = REVISION;
        all[2] = "Mcp-Method";
        all[3] = method;
        var response = routes.post(message(method, params, REVISION), all);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Json.read(response.body()).path("result");
    }

    @Test
    void theServerDescribesItself() throws Exception {
        var result = result("server/discover", "");
        assertThat(result.path("supportedVersions").get(0).asText()).isEqualTo(REVISION);
        assertThat(result.at("/capabilities/tools").isObject()).isTrue();
        assertThat(result.path("resultType").asText()).isEqualTo("complete");
        assertThat(result.path("_meta")
                        .path("io.modelcontextprotocol/serverInfo")
                        .path("name")
                        .asText())
                .isEqualTo("my tools");
    }

    @Test
    void toolsAreListedWithHowLongTheListHolds() throws Exception {
        var result = result("tools/list", "");
        assertThat(result.path("tools").findValuesAsText("name")).containsExactly("fail", "lookup");
        assertThat(result.path("resultType").asText()).isEqualTo("complete");
        assertThat(result.path("ttlMs").isInt()).isTrue();
        assertThat(result.path("cacheScope").asText()).isEqualTo("private");
    }

    @Test
    void aToolIsCalled() throws Exception {
        var encoded =
                "=?base64?" + Base64.getEncoder().encodeToString("lookup".getBytes(StandardCharsets.UTF_8)) + "?=";
        for (var name : new String[] {"lookup", encoded}) {
            var result = result("tools/call", "'name':'lookup','arguments':{'country':'Peru'},", "Mcp-Name", name);
            assertThat(result.at("/content/0/text").asText()).startsWith("The capital of Peru");
            assertThat(result.path("resultType").asText()).isEqualTo("complete");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2025-11-25, tools/call, lookup, -32020",
        "2026-07-28, tools/list, lookup, -32020",
        "2026-07-28, tools/call, fail, -32020",
        "2026-07-28, tools/call, =?base64?%%?=, -32020",
    })
    void headersThatSayOtherwiseAreRefused(String version, String method, String name, int code) throws Exception {
        var response = routes.post(
                message("tools/call", "'name':'lookup',", REVISION),
                "MCP-Protocol-Version",
                version,
                "Mcp-Method",
                method,
                "Mcp-Name",
                name);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Json.read(response.body()).at("/error/code").asInt()).isEqualTo(code);
        assertThat(Json.read(response.body()).path("id").asInt()).isEqualTo(1);
    }

    @Test
    void anUnknownRevisionLearnsTheKnownOnes() throws Exception {
        var response = routes.post(message("tools/list", "", "2030-01-01"), "MCP-Protocol-Version", "2030-01-01");
        assertThat(response.statusCode()).isEqualTo(400);
        var error = Json.read(response.body()).path("error");
        assertThat(error.path("code").asInt()).isEqualTo(-32022);
        assertThat(error.at("/data/supported/0").asText()).isEqualTo(REVISION);
        assertThat(error.at("/data/requested").asText()).isEqualTo("2030-01-01");
    }

    @Test
    void aMessageThatDoesNotTellAboutItselfIsRefused() throws Exception {
        var response = routes.post(
                "{'jsonrpc':'2.0','id':1,'method':'tools/list'}",
                "MCP-Protocol-Version",
                REVISION,
                "Mcp-Method",
                "tools/list");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Json.read(response.body()).at("/error/code").asInt()).isEqualTo(-32602);
    }

    @ParameterizedTest
    @ValueSource(strings = {"initialize", "ping", "resources/list"})
    void whatTheRevisionDoesNotHaveIsNotFound(String method) throws Exception {
        var response =
                routes.post(message(method, "", REVISION), "MCP-Protocol-Version", REVISION, "Mcp-Method", method);
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(Json.read(response.body()).at("/error/code").asInt()).isEqualTo(-32601);
    }
}
