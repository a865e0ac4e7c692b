package dev.serai.agent.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.serai.agent.AgentError;
import dev.serai.agent.AgentException;
import dev.serai.agent.tool.ToolOutcome;
import dev.serai.support.json.Json;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client over streamable HTTP. */
class McpHttpTest {

    private FakeServer server;

    @BeforeEach
    void start() throws Exception {
        server = new FakeServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aToolIsListedAndCalled() throws Exception {
        try (var servers = Servers.at(server)) {
            assertThat(servers.names()).containsExactly("echo");
            assertThat(servers.call("echo", Map.of("text", "Lima"))).isEqualTo(new ToolOutcome.Success("Lima"));
        }
        assertThat(server.received.stream().map(FakeServer.Received::rpc))
                .containsExactly("initialize", "notifications/initialized", "tools/list", "tools/call");
    }

    @Test
    void requestsCarryTheSessionAndTheAgreedRevision() throws Exception {
        server.on(
                "initialize",
                call -> call.header("Mcp-Session-Id", "s-1").result(FakeServer.initialized("2025-06-18")));
        try (var servers = Servers.of(Map.of("fake", server.url(), "fake.header.Authorization", "Bearer abc"))) {
            servers.tools();
        }
        assertThat(server.received("initialize").get(0).headers()).doesNotContainKey("Mcp-session-id");
        var list = server.received("tools/list").get(0).headers();
        assertThat(list.getFirst("Mcp-Session-Id")).isEqualTo("s-1");
        assertThat(list.getFirst("MCP-Protocol-Version")).isEqualTo("2025-06-18");
        assertThat(list.getFirst("Authorization")).isEqualTo("Bearer abc");
        assertThat(list.getFirst("Accept")).contains("application/json", "text/event-stream");
        await().untilAsserted(() -> assertThat(server.received).anySatisfy(request -> {
            assertThat(request.method()).isEqualTo("DELETE");
            assertThat(request.headers().getFirst("Mcp-Session-Id")).isEqualTo("s-1");
        }));
    }

    @Test
    void anAnswerMayComeAsAnEventAmongOthers() throws Exception {
        server.on("tools/call", call -> {
            call.events()
                    .event("")
                    .event("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{\"progress\":1}}")
                    .event("{\"jsonrpc\":\"2.0\",\"id\":\"p\",\"method\":\"ping\"}")
                    .event("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"sampling/createMessage\",\"params\":{}}")
                    .event(FakeServer.Call.answer(call.message().get("id"), FakeServer.text("done")));
            call.exchange().close();
        });
        try (var servers = Servers.at(server)) {
            assertThat(servers.call("echo", Map.of())).isEqualTo(new ToolOutcome.Success("done"));
            assertThat(server.received.stream().map(FakeServer.Received::message))
                    .anySatisfy(message -> {
                        assertThat(message.path("id").asText()).isEqualTo("p");
                        assertThat(message.path("result").isObject()).isTrue();
                    })
                    .anySatisfy(message -> {
                        assertThat(message.path("id").asInt()).isEqualTo(7);
                        assertThat(message.at("/error/code").asInt()).isEqualTo(-32601);
                    });
        }
    }

    @Test
    void concurrentCallersShareOneConnection() throws Exception {
        var held = new CompletableFuture<FakeServer.Call>();
        server.on("initialize", held::complete);
        try (var servers = Servers.at(server)) {
            var first = servers.asked();
            var second = servers.asked();
            first.cancel(true);
            held.get().result(FakeServer.initialized("2025-11-25"));
            assertThat(Servers.got(second)).hasSize(1);
            assertThat(servers.tools()).isSameAs(servers.tools());
        }
        assertThat(server.received("initialize")).hasSize(1);
        assertThat(server.received("tools/list")).hasSize(1);
    }

    @Test
    void aForgottenSessionIsOpenedAgainAndTheCallRepeatedOnce() throws Exception {
        var sessions = new AtomicInteger();
        server.on(
                "initialize",
                call -> call.header("Mcp-Session-Id", "s-" + sessions.incrementAndGet())
                        .result(FakeServer.initialized("2025-11-25")));
        server.on("tools/call", call -> {
            if (call.exchange().getRequestHeaders().getFirst("Mcp-Session-Id").equals("s-1")) {
                call.send(404, "application/json", "{\"error\":\"session\"}");
            } else {
                call.result(FakeServer.text("again"));
            }
        });
        try (var servers = Servers.at(server)) {
            assertThat(servers.call("echo", Map.of())).isEqualTo(new ToolOutcome.Success("again"));
        }
        assertThat(server.received("tools/call")).hasSize(2);
    }

    @Test
    void aServerThatForgetsEachSessionFailsTheCall() throws Exception {
        server.on(
                "initialize", call -> call.header("Mcp-Session-Id", "s").result(FakeServer.initialized("2025-11-25")));
        server.on("tools/call", call -> call.status(404));
        try (var servers = Servers.at(server)) {
            assertThat(servers.call("echo", Map.of())).isInstanceOf(ToolOutcome.Failure.class);
        }
        assertThat(server.received("tools/call")).hasSize(2);
    }

    @Test
    void cancellingACallTellsTheServer() throws Exception {
        var held = new ConcurrentLinkedQueue<FakeServer.Call>();
        server.on("tools/call", held::add);
        try (var servers = Servers.at(server)) {
            var call = Servers.start(servers.tool("echo"), Map.of());
            await().until(() -> !held.isEmpty());
            call.cancel(true);
            await().untilAsserted(() -> assertThat(server.received("notifications/cancelled"))
                    .singleElement()
                    .satisfies(told -> assertThat(told.message().at("/params/requestId"))
                            .isEqualTo(held.peek().message().get("id"))));
        }
    }

    @Test
    void toolsAreListedAgainAfterTheServerSaysThatTheyChanged() throws Exception {
        var announced = FakeServer.initialized("2025-11-25");
        announced.withObject("/capabilities/tools").put("listChanged", true);
        var stream = new CompletableFuture<FakeServer.Call>();
        server.on("initialize", call -> call.result(announced)).on("GET", call -> stream.complete(call.events()));
        try (var servers = Servers.at(server)) {
            assertThat(servers.names()).containsExactly("echo");
            server.on("tools/list", call -> call.result(FakeServer.tools(FakeServer.tool("other"))));
            Servers.got(stream).event("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}");
            await().untilAsserted(() -> assertThat(servers.names()).containsExactly("other"));
        }
    }

    @Test
    void allPagesAreRead() throws Exception {
        server.on("tools/list", call -> {
            var page = call.message().at("/params/cursor").asInt(0);
            var result = FakeServer.tools(FakeServer.tool("tool" + page));
            call.result(page < 2 ? result.put("nextCursor", String.valueOf(page + 1)) : result);
        });
        try (var servers = Servers.at(server)) {
            assertThat(servers.names()).containsExactly("tool0", "tool1", "tool2");
        }
    }

    @Test
    void onlyChosenToolsAreTaken() throws Exception {
        server.on(
                "tools/list",
                call -> call.result(FakeServer.tools(
                        FakeServer.tool("read_file"), FakeServer.tool("list_all"), FakeServer.tool("delete"))));
        try (var servers = Servers.of(Map.of("fake", server.url(), "fake.tools", "read_file, list_*"))) {
            assertThat(servers.names()).containsExactly("read_file", "list_all");
        }
    }

    @Test
    void namesThatCollideOrAreNotValidGetTheServersName() throws Exception {
        server.on(
                "tools/list",
                call -> call.result(FakeServer.tools(
                        FakeServer.tool("read"), FakeServer.tool("mine.all"), FakeServer.tool("only"))));
        try (var other = new FakeServer()) {
            other.on("tools/list", call -> call.result(FakeServer.tools(FakeServer.tool("read"))));
            try (var servers = Servers.of(Map.of("a", server.url(), "b", other.url()))) {
                assertThat(servers.names()).containsExactly("a_read", "a_mine_all", "only", "b_read");
                servers.call("b_read", Map.of());
                assertThat(other.received("tools/call")
                                .get(0)
                                .message()
                                .at("/params/name")
                                .asText())
                        .isEqualTo("read");
                assertThat(servers.tool("b_read").tags()).containsExactly("b");
            }
        }
    }

    @Test
    void hintsComeFromTheAnnotations() throws Exception {
        var tool = FakeServer.tool("echo").put("title", "Echo");
        tool.putObject("annotations").put("readOnlyHint", true).put("destructiveHint", false);
        server.on("tools/list", call -> call.result(FakeServer.tools(tool)));
        try (var servers = Servers.at(server)) {
            var hints = servers.tools().get(0).hints();
            assertThat(hints.title()).isEqualTo("Echo");
            assertThat(hints.readOnly()).isTrue();
            assertThat(hints.destructive()).isFalse();
            assertThat(hints.idempotent()).isNull();
        }
    }

    @Test
    void argumentsAreCheckedByTheSchemaOfTheServer() throws Exception {
        var tool = Json.object().put("name", "echo");
        tool.set("inputSchema", Json.read("""
                {"$schema": "http://json-schema.org/draft-07/schema#", "type": "object", "required": ["count"],
                 "properties": {"count": {"type": "integer"}}}"""));
        server.on("tools/list", call -> call.result(FakeServer.tools(tool)));
        try (var servers = Servers.at(server)) {
            var echo = servers.tools().get(0);
            assertThat(echo.violations(Map.of())).hasSize(1);
            assertThat(echo.violations(Map.of("count", "3"))).isEmpty();
            Servers.got(Servers.start(echo, Map.of("count", "3", "more", true)));
            assertThat(server.received("tools/call").get(0).message().at("/params/arguments"))
                    .isEqualTo(Json.read("{\"count\":3,\"more\":true}"));
        }
    }

    @Test
    void aFailedToolSaysWhatTheServerSaid() throws Exception {
        server.on(
                "tools/call",
                call -> call.result(FakeServer.text("No such file").put("isError", true)));
        try (var servers = Servers.at(server)) {
            assertThat(servers.call("echo", Map.of())).isInstanceOfSatisfying(ToolOutcome.Failure.class, failure -> {
                assertThat(failure.text()).isEqualTo("No such file");
                assertThat(failure.cause()).hasMessageContaining("'fake'").hasMessageContaining("'echo'");
            });
        }
    }

    @Test
    void argumentsThatTheServerDoesNotTakeAreRejected() throws Exception {
        server.on(
                "tools/call",
                call -> call.send(
                        200,
                        "application/json",
                        "{\"jsonrpc\":\"2.0\",\"id\":" + call.message().get("id")
                                + ",\"error\":{\"code\":-32602,\"message\":\"count must be positive\"}}"));
        try (var servers = Servers.at(server)) {
            assertThat(servers.call("echo", Map.of()))
                    .isEqualTo(new ToolOutcome.Rejected("The call was rejected: count must be positive"));
        }
    }

    @Test
    void aServerThatIsNotThereIsNamed() {
        server.close();
        try (var servers = Servers.at(server)) {
            assertThatThrownBy(servers::tools)
                    .isInstanceOfSatisfying(
                            AgentException.class, e -> assertThat(e.code()).isEqualTo(AgentError.MCP_UNREACHABLE))
                    .hasMessageContaining("'fake'")
                    .hasMessageContaining(server.url());
        }
    }

    @Test
    void aServerThatComesLateIsReached() throws Exception {
        server.on("initialize", call -> call.status(503));
        try (var servers = Servers.at(server)) {
            assertThatThrownBy(servers::tools).hasMessageContaining("AGENT-401");
            server.on("initialize", call -> call.result(FakeServer.initialized("2025-11-25")));
            assertThat(servers.names()).containsExactly("echo");
        }
    }

    @Test
    void aHostThatMayNotBeReachedNamesTheSetting() {
        try (var servers = Servers.of(Map.of("far", "http://203.0.113.7/mcp"))) {
            assertThatThrownBy(servers::tools)
                    .hasMessageContaining("AGENT-404")
                    .hasMessageContaining("serai.egress.allow");
        }
    }

    @Test
    void twoHundredCallsWaitOnAFewThreads() throws Exception {
        var held = new ConcurrentLinkedQueue<FakeServer.Call>();
        server.on("tools/call", held::add);
        try (var servers = Servers.at(server)) {
            var echo = servers.tool("echo");
            var calls = new ArrayList<CompletableFuture<ToolOutcome>>();
            for (int i = 0; i < 200; i++) {
                calls.add(Servers.start(echo, Map.of("text", "t" + i)));
            }
            await().until(() -> held.size() == 200);
            var names = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().startsWith("serai-mcp-fake"))
                    .toList();
            assertThat(names).isEmpty();
            for (var call : held) {
                call.result(FakeServer.text(
                        call.message().at("/params/arguments/text").asText()));
            }
            for (int i = 0; i < 200; i++) {
                assertThat(Servers.got(calls.get(i))).isEqualTo(new ToolOutcome.Success("t" + i));
            }
        }
    }
}
