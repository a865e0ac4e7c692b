package dev.serai.agent.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.agent.AgentError;
import dev.serai.agent.tool.ArgumentSchema;
import dev.serai.agent.tool.ToolHints;
import dev.serai.support.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a server for its tools. What it says is bounded; a tool that cannot be used is left out, and the others stay. */
final class ToolListing {

    private static final Logger LOG = LoggerFactory.getLogger(ToolListing.class);
    private static final int MOST_PAGES = 100;
    private static final int MOST_TOOLS = 1_000;
    private static final int LONGEST_NAME = 256;
    private static final int LONGEST_DESCRIPTION = 4_000;
    private static final int LONGEST_TITLE = 200;

    private final McpClient client;
    private final ServerOptions options;
    private final Map<String, ServerTool> found = new LinkedHashMap<>();

    ToolListing(McpClient client, ServerOptions options) {
        this.client = client;
        this.options = options;
    }

    CompletableFuture<List<ServerTool>> read() {
        return page(null, 1);
    }

    private CompletableFuture<List<ServerTool>> page(String cursor, int number) {
        var params = cursor == null ? null : Json.object().put("cursor", cursor);
        return client.request("tools/list", params).thenCompose(result -> {
            if (!result.path("tools").isArray()) {
                throw client.faults().fault(AgentError.MCP_PROTOCOL, "answered tools/list without tools");
            }
            result.path("tools").forEach(this::take);
            var next = result.path("nextCursor").asText("");
            if (next.isEmpty() || next.equals(cursor)) {
                return CompletableFuture.completedFuture(List.copyOf(found.values()));
            }
            if (number == MOST_PAGES || found.size() >= MOST_TOOLS) {
                LOG.warn("MCP server {} has more tools; the first {} are used", options.name(), found.size());
                return CompletableFuture.completedFuture(List.copyOf(found.values()));
            }
            return page(next, number + 1);
        });
    }

    private void take(JsonNode tool) {
        var name = tool.path("name").asText("");
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            LOG.warn("MCP server {} has a tool without a usable name; it is left out", options.name());
        } else if (options.takes(name) && found.size() < MOST_TOOLS) {
            try {
                var schema = Json.map(new PlainSchema(tool.path("inputSchema")).copy());
                var shown = client.faults().shown(tool.path("description").asText(""), LONGEST_DESCRIPTION);
                found.putIfAbsent(name, new ServerTool(client, name, shown, new ArgumentSchema(schema), hints(tool)));
            } catch (IllegalArgumentException e) {
                LOG.warn(
                        "Tool {} of MCP server {} is left out: {}",
                        client.faults().shown(name, LONGEST_NAME),
                        options.name(),
                        client.faults().shown(e.getMessage(), LONGEST_TITLE));
            }
        }
    }

    private ToolHints hints(JsonNode tool) {
        var annotations = tool.path("annotations");
        var title = tool.path("title").asText(annotations.path("title").asText(""));
        return new ToolHints(
                title.isEmpty() ? null : client.faults().shown(title, LONGEST_TITLE),
                flag(annotations.path("readOnlyHint")),
                flag(annotations.path("destructiveHint")),
                flag(annotations.path("idempotentHint")),
                flag(annotations.path("openWorldHint")),
                false);
    }

    private static Boolean flag(JsonNode value) {
        return value.isBoolean() ? value.booleanValue() : null;
    }
}
