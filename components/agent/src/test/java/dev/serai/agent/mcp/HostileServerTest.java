package dev.serai.agent.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.serai.agent.AgentError;
import dev.serai.agent.AgentException;
import dev.serai.agent.tool.ToolOutcome;
import dev.serai.support.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server may be broken or mean harm: one clear error, and never a hang. */
@Timeout(60)
class HostileServerTest {

    private static final Duration SHORT = Duration.ofMillis(700);

    private FakeServer server;

    @BeforeEach
    void start() throws Exception {
        server = new FakeServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Servers impatient() {
        return Servers.of(Map.of("fake", server.url()), SHORT);
    }

    private static void fails(ThrowingCallable asked, AgentError code) {
        assertThatThrownBy(asked)
                .isInstanceOfSatisfying(
                        AgentException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining("MCP server 'fake'");
    }

    private void callFails(Servers servers, AgentError code) throws Exception {
        assertThat(servers.call("echo", Map.of())).isInstanceOfSatisfying(ToolOutcome.Failure.class, failure -> {
            assertThat(failure.cause())
                    .isInstanceOfSatisfying(
                            AgentException.class, e -> assertThat(e.code()).isEqualTo(code));
            assertThat(failure.text()).doesNotContain("127.0.0.1");
        });
    }

    @Test
    void aServerThatNeverAnswersIsGivenUp() {
        server.on("initialize", call -> {});
        try (var servers = impatient()) {
            fails(servers::tools, AgentError.MCP_TIMEOUT);
        }
    }

    @Test
    void aCallThatIsNeverAnsweredFailsAndTheServerIsTold() throws Exception {
        server.on("tools/call", call -> {});
        try (var servers = impatient()) {
            callFails(servers, AgentError.MCP_TIMEOUT);
            assertThat(servers.names()).containsExactly("echo");
            await().until(() -> server.received("notifications/cancelled").size() == 1);
        }
    }

    @Test
    void endlessEventsAreCutOffInTime() throws Exception {
        server.on("tools/call", call -> {
            call.events();
            endless(call, "data: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\"}\n\n");
        });
        try (var servers = impatient()) {
            assertThat(servers.call("echo", Map.of())).isInstanceOf(ToolOutcome.Failure.class);
        }
    }

    @Test
    void aHugeEventIsCutOffBySize() throws Exception {
        server.on("tools/call", call -> {
            call.events();
            endless(call, "data: " + "x".repeat(100_000));
        });
        try (var servers = Servers.at(server)) {
            callFails(servers, AgentError.MCP_PROTOCOL);
        }
    }

    @Test
    void aHugeAnswerIsCutOffBySize() throws Exception {
        server.on("tools/call", call -> {
            call.header("Content-Type", "application/json").exchange().sendResponseHeaders(200, 0);
            endless(call, "x".repeat(100_000));
        });
        try (var servers = Servers.at(server)) {
            callFails(servers, AgentError.MCP_PROTOCOL);
        }
    }

    private static void endless(FakeServer.Call call, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            while (true) {
                call.exchange().getResponseBody().write(bytes);
            }
        } catch (IOException e) {
            call.exchange().close();
        }
    }

    @Test
    void anAnswerToAnotherRequestIsNone() throws Exception {
        server.on(
                "tools/call",
                call -> call.send(
                        200, "application/json", FakeServer.Call.answer(Json.tree(4711), FakeServer.text("wrong"))));
        try (var servers = Servers.at(server)) {
            callFails(servers, AgentError.MCP_PROTOCOL);
        }
    }

    @Test
    void anEventStreamThatEndsWithoutTheAnswerIsAnError() throws Exception {
        server.on("tools/call", call -> {
            call.events().event(FakeServer.Call.answer(Json.tree(4711), FakeServer.text("wrong")));
            call.exchange().close();
        });
        try (var servers = Servers.at(server)) {
            callFails(servers, AgentError.MCP_PROTOCOL);
        }
    }

    @Test
    void brokenJsonIsAnError() throws Exception {
        server.on("tools/call", call -> call.send(200, "application/json", "{\"jsonrpc\":"));
        try (var servers = Servers.at(server)) {
            callFails(servers, AgentError.MCP_PROTOCOL);
        }
        server.on("initialize", call -> {
            call.events().event("{nothing");
            call.exchange().close();
        });
        try (var servers = Servers.at(server)) {
            fails(servers::tools, AgentError.MCP_PROTOCOL);
        }
    }

    @Test
    void deeplyNestedJsonIsAnError() throws Exception {
        server.on("tools/call", call -> call.send(200, "application/json", "[".repeat(100_000)));
        try (var servers = Servers.at(server)) {
            callFails(servers, AgentError.MCP_PROTOCOL);
        }
    }

    @Test
    void aPageThatIsNoServerIsNamedAsThat() {
        server.on("initialize", call -> call.send(200, "text/html", "<html>Welcome</html>"));
        try (var servers = Servers.at(server)) {
            fails(servers::tools, AgentError.MCP_PROTOCOL);
        }
    }

    @Test
    void anUnknownRevisionIsAnError() {
        server.on("initialize", call -> call.result(FakeServer.initialized("1999-01-01")));
        try (var servers = Servers.at(server)) {
            fails(servers::tools, AgentError.MCP_PROTOCOL);
        }
    }

    @Test
    void oneBadSchemaLeavesOutItsToolOnly() throws Exception {
        var broken = FakeServer.tool("broken");
        broken.putObject("inputSchema").put("type", 5);
        var none = Json.object().put("name", "none");
        var nameless = Json.object();
        server.on("tools/list", call -> call.result(FakeServer.tools(broken, none, nameless, FakeServer.tool("echo"))));
        try (var servers = Servers.at(server)) {
            assertThat(servers.names()).containsExactly("echo");
        }
    }

    @Test
    void descriptionsAndResultsAreBounded() throws Exception {
        server.on(
                "tools/list",
                call -> call.result(
                        FakeServer.tools(FakeServer.tool("echo").put("description", "d".repeat(1_000_000)))));
        server.on("tools/call", call -> call.result(FakeServer.text("t".repeat(3_000_000))));
        try (var servers = Servers.at(server)) {
            assertThat(servers.tools().get(0).spec().description()).hasSizeLessThan(5_000);
            assertThat(servers.call("echo", Map.of()).text()).hasSizeLessThan(1_100_000);
        }
    }

    @Test
    void pagesWithoutEndAreCutOff() throws Exception {
        server.on("tools/list", call -> {
            var page = call.message().at("/params/cursor").asInt(0) + 1;
            call.result(FakeServer.tools(FakeServer.tool("tool" + page)).put("nextCursor", String.valueOf(page)));
        });
        try (var servers = Servers.at(server)) {
            assertThat(servers.names()).hasSize(100);
        }
    }

    @Test
    void aToolThatAsksInsteadOfAnsweringHasFailed() throws Exception {
        server.on("tools/call", call -> call.result(Json.object().put("resultType", "input_required")));
        try (var servers = Servers.at(server)) {
            callFails(servers, AgentError.MCP_PROTOCOL);
        }
    }

    @Test
    void secretsAreMaskedInWhatIsLoggedAndInResults() throws Exception {
        var options = ServerOptions.of(Map.of("fake", "exec:run --key k-9", "fake.env.MY_TOKEN", "abc-123"))
                .get(0);
        var faults = new McpFaults(options, SHORT);
        assertThat(faults.shown("starting with abc-123 and more", 100)).isEqualTo("starting with *** and more");
        assertThat(faults.timeout()).hasMessageNotContaining("k-9");
        server.on(
                "tools/call",
                call -> call.result(
                        FakeServer.text(call.exchange().getRequestHeaders().getFirst("X-Api-Key"))));
        try (var servers = Servers.of(Map.of("fake", server.url(), "fake.header.X-Api-Key", "abc-123"))) {
            assertThat(servers.call("echo", Map.of())).isEqualTo(new ToolOutcome.Success("***"));
        }
    }

    @Test
    void whatTheServerRepeatsOfASecretIsMasked() throws Exception {
        server.on(
                "initialize",
                call -> call.send(
                        401,
                        "text/plain",
                        "bad token " + call.exchange().getRequestHeaders().getFirst("Authorization")));
        try (var servers = Servers.of(
                Map.of("fake", server.url() + "?api_key=k-123", "fake.header.Authorization", "Bearer abc-123"))) {
            assertThatThrownBy(servers::tools)
                    .hasMessageContaining("AGENT-402")
                    .hasMessageContaining("bad token")
                    .hasMessageNotContaining("abc-123")
                    .hasMessageNotContaining("k-123");
        }
    }
}
