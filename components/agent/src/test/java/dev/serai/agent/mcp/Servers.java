package dev.serai.agent.mcp;

import dev.serai.agent.tool.AgentTool;
import dev.serai.agent.tool.ToolInvocation;
import dev.serai.agent.tool.ToolOutcome;
import dev.serai.support.chat.ToolCall;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.camel.impl.DefaultCamelContext;

/** The MCP servers of an agent, for one test. */
final class Servers implements AutoCloseable {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final McpServers servers;

    private Servers(Map<String, Object> options, Duration timeout) {
        servers = McpServers.of(context, options, timeout);
    }

    static Servers of(Map<String, Object> options) {
        return new Servers(options, Duration.ofSeconds(20));
    }

    static Servers of(Map<String, Object> options, Duration timeout) {
        return new Servers(options, timeout);
    }

    static Servers at(FakeServer server) {
        return of(Map.of("fake", server.url()));
    }

    CompletableFuture<List<AgentTool>> asked() {
        return servers.tools().toCompletableFuture();
    }

    List<AgentTool> tools() throws Exception {
        return got(asked());
    }

    List<String> names() throws Exception {
        return tools().stream().map(tool -> tool.spec().name()).toList();
    }

    AgentTool tool(String name) throws Exception {
        return tools().stream()
                .filter(tool -> tool.spec().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    ToolOutcome call(String name, Map<String, Object> arguments) throws Exception {
        return got(start(tool(name), arguments));
    }

    static CompletableFuture<ToolOutcome> start(AgentTool tool, Map<String, Object> arguments) {
        return tool.call(new ToolInvocation(new ToolCall("1", tool.spec().name(), arguments), Map.of()))
                .toCompletableFuture();
    }

    static <T> T got(CompletableFuture<T> future) throws Exception {
        try {
            return future.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw (Exception) e.getCause();
        }
    }

    @Override
    public void close() {
        servers.close();
        context.stop();
    }
}
