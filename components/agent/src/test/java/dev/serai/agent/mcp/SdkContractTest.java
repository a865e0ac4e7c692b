package dev.serai.agent.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.serai.agent.mcp.server.McpRoutes;
import dev.serai.agent.tool.ToolOutcome;
import io.modelcontextprotocol.server.McpServerFeatures;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Both of our sides with the official SDK's other side. */
@Timeout(120)
class SdkContractTest {

    @TempDir
    Path folder;

    @Test
    void theirClientUsesOurServer() throws Exception {
        try (var routes = McpRoutes.serving("tools: public, serverName: my tools");
                var client = Sdk.client(routes.url())) {
            var initialized = client.initialize();
            assertThat(initialized.serverInfo().name()).isEqualTo("my tools");
            assertThat(initialized.protocolVersion()).isEqualTo("2025-11-25");
            client.ping();
            var tools = client.listTools().tools();
            assertThat(tools).extracting(McpSchema.Tool::name).containsExactly("fail", "lookup");
            assertThat(tools.get(1).annotations().readOnlyHint()).isTrue();
            var done = client.callTool(new McpSchema.CallToolRequest("lookup", Map.of("country", "Peru")));
            assertThat(done.isError()).isFalse();
            assertThat(((McpSchema.TextContent) done.content().get(0)).text())
                    .startsWith("The capital of Peru is Lima");
            assertThat(client.callTool(new McpSchema.CallToolRequest("lookup", Map.of()))
                            .isError())
                    .isTrue();
            assertThatThrownBy(() -> client.callTool(new McpSchema.CallToolRequest("none", Map.of())))
                    .isInstanceOf(McpError.class)
                    .hasMessageContaining("Unknown tool");
        }
    }

    @Test
    void ourClientUsesTheirServer() throws Exception {
        try (var server = new Sdk.Server(
                        folder,
                        tools -> tools.toolCall(
                                        Sdk.tool("echo"),
                                        (exchange, request) -> McpSchema.CallToolResult.builder()
                                                .addTextContent(String.valueOf(
                                                        request.arguments().get("text")))
                                                .isError(false)
                                                .build())
                                .toolCall(
                                        Sdk.tool("fail"),
                                        (exchange, request) -> McpSchema.CallToolResult.builder()
                                                .addTextContent("no luck")
                                                .isError(true)
                                                .build())
                                .toolCall(Sdk.tool("talk"), (exchange, request) -> {
                                    exchange.ping();
                                    exchange.loggingNotification(McpSchema.LoggingMessageNotification.builder()
                                            .level(McpSchema.LoggingLevel.ERROR)
                                            .data("so far")
                                            .build());
                                    return McpSchema.CallToolResult.builder()
                                            .structuredContent(Map.of("answered", true))
                                            .content(List.of())
                                            .build();
                                }));
                var servers = Servers.of(Map.of("sdk", server.url()))) {
            assertThat(servers.names()).containsExactlyInAnyOrder("echo", "fail", "talk");
            assertThat(servers.tool("echo").hints().readOnly()).isTrue();
            assertThat(servers.tool("echo").hints().title()).isEqualTo("Tool echo");
            assertThat(servers.call("echo", Map.of("text", "Zürich"))).isEqualTo(new ToolOutcome.Success("Zürich"));
            assertThat(servers.call("fail", Map.of()))
                    .isInstanceOfSatisfying(
                            ToolOutcome.Failure.class,
                            failure -> assertThat(failure.text()).isEqualTo("no luck"));
            assertThat(servers.call("talk", Map.of())).isEqualTo(new ToolOutcome.Success("{\"answered\":true}"));
        }
    }

    @Test
    void ourClientHearsOfTheirNewTools() throws Exception {
        try (var server = new Sdk.Server(folder, tools -> tools);
                var servers = Servers.of(Map.of("sdk", server.url()))) {
            assertThat(servers.names()).isEmpty();
            server.mcp()
                    .addTool(McpServerFeatures.SyncToolSpecification.builder()
                            .tool(Sdk.tool("late"))
                            .callHandler((exchange, request) -> McpSchema.CallToolResult.builder()
                                    .addTextContent("here")
                                    .build())
                            .build());
            await().untilAsserted(() -> assertThat(servers.names()).containsExactly("late"));
        }
    }

    @Test
    void theirServerMayTakeItsTime() throws Exception {
        var released = new CompletableFuture<String>();
        try (var server = new Sdk.Server(
                        folder,
                        tools -> tools.toolCall(
                                Sdk.tool("slow"),
                                (exchange, request) -> McpSchema.CallToolResult.builder()
                                        .addTextContent(released.join())
                                        .build()));
                var servers = Servers.of(Map.of("sdk", server.url()))) {
            var call = Servers.start(servers.tool("slow"), Map.of());
            assertThat(servers.names()).containsExactly("slow");
            assertThat(call).isNotDone();
            released.complete("at last");
            assertThat(Servers.got(call)).isEqualTo(new ToolOutcome.Success("at last"));
        }
    }
}
