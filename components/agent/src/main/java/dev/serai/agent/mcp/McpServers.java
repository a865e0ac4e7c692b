package dev.serai.agent.mcp;

import dev.serai.agent.tool.AgentTool;
import dev.serai.support.camel.HttpPorts;
import dev.serai.support.http.HttpPort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;

/** The MCP servers of one agent. */
public final class McpServers implements AutoCloseable {

    /** Servers hear that their sessions end, but are not waited for. */
    private static final long FAREWELL_SECONDS = 2;

    private final HttpPort port;
    private final List<McpClient> clients;
    private Named named = new Named(List.of(), List.of());

    private McpServers(HttpPort port, List<McpClient> clients) {
        this.port = port;
        this.clients = clients;
    }

    /**
     * @param options what the agent's options mcp.* say, without the prefix: {@code files} is the address of a server
     *     with streamable HTTP or a command after {@code exec:}, {@code files.header.<name>} and
     *     {@code files.env.<name>} are what it is sent, {@code files.tools} names the tools that are taken
     * @param timeout how long a server may take to answer
     * @throws dev.serai.agent.AgentException when an option cannot be used
     */
    public static McpServers of(CamelContext context, Map<String, Object> options, Duration timeout) {
        var servers = ServerOptions.of(options);
        var port = HttpPorts.create(context);
        return new McpServers(
                port,
                servers.stream()
                        .map(server -> new McpClient(server, timeout, port))
                        .toList());
    }

    /**
     * The tools of all servers, which are connected when first asked for. Fails when one of them cannot be asked, naming
     * it. It goes on where answers come from, so what hangs on it must not block.
     */
    public CompletionStage<List<AgentTool>> tools() {
        var asked = clients.stream().map(McpClient::tools).toList();
        return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new)).thenApply(all -> {
            var found = new ArrayList<List<ServerTool>>();
            asked.forEach(tools -> found.add(tools.getNow(List.of())));
            return named(found);
        });
    }

    /** The tools stay the same objects as long as their servers say nothing else. */
    private synchronized List<AgentTool> named(List<List<ServerTool>> found) {
        if (!named.isOf(found)) {
            named = new Named(
                    found, ToolNames.given(found.stream().flatMap(List::stream).toList()));
        }
        return named.tools();
    }

    /** Ends all sessions, and the servers that were started for them with their children. */
    @Override
    public void close() {
        var closed =
                clients.stream().map(McpClient::close).filter(Objects::nonNull).toList();
        closed.forEach(McpLink::finish);
        if (port.inFlight() == 0) {
            port.close();
        } else {
            CompletableFuture.delayedExecutor(FAREWELL_SECONDS, TimeUnit.SECONDS)
                    .execute(port::close);
        }
    }

    private record Named(List<List<ServerTool>> of, List<AgentTool> tools) {

        boolean isOf(List<List<ServerTool>> others) {
            if (of.size() != others.size()) {
                return false;
            }
            for (var i = 0; i < of.size(); i++) {
                if (of.get(i) != others.get(i)) {
                    return false;
                }
            }
            return true;
        }
    }
}
