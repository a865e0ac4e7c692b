package dev.serai.agent.mcp.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.agent.mcp.McpVersions;
import dev.serai.agent.tool.AgentTool;
import dev.serai.agent.tool.ToolInvocation;
import dev.serai.agent.tool.ToolOutcome;
import dev.serai.agent.tool.ToolSet;
import dev.serai.support.chat.ToolCall;
import dev.serai.support.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a client can ask for. */
final class Methods {

    private static final Logger LOG = LoggerFactory.getLogger(Methods.class);

    private final ObjectNode server;
    private final String instructions;
    private final int pageSize;
    private final Supplier<List<AgentTool>> tools;

    /** @param tools those that are there now, since tools come and go with their routes */
    Methods(McpConfiguration configuration, Supplier<List<AgentTool>> tools) {
        this.server = Json.object()
                .put("name", configuration.getServerName())
                .put("version", configuration.getServerVersion());
        this.instructions = configuration.getInstructions();
        this.pageSize = configuration.getPageSize();
        this.tools = tools;
    }

    CompletableFuture<JsonNode> call(String method, JsonNode params, String id, Map<String, Object> headers) {
        return switch (method) {
            case "initialize" -> CompletableFuture.completedFuture(initialize(params));
            case "ping" -> CompletableFuture.completedFuture(Json.object());
            case "tools/list" -> CompletableFuture.completedFuture(list(params));
            case "tools/call" -> call(params, id, headers);
            default -> throw new MethodError(MethodError.UNKNOWN_METHOD, "Method not found: " + method);
        };
    }

    private JsonNode initialize(JsonNode params) {
        var asked = params.path("protocolVersion").asText();
        var result = Json.object().put("protocolVersion", McpVersions.isServed(asked) ? asked : McpVersions.NEWEST);
        describe(result);
        return result.set("serverInfo", server);
    }

    /** What the server can do. */
    void describe(ObjectNode result) {
        result.putObject("capabilities").putObject("tools");
        if (instructions != null) {
            result.put("instructions", instructions);
        }
    }

    ObjectNode server() {
        return server;
    }

    private JsonNode list(JsonNode params) {
        var after = cursor(params.path("cursor"));
        var rest = tools.get().stream()
                .sorted(Comparator.comparing(tool -> tool.spec().name()))
                .filter(tool -> after == null || tool.spec().name().compareTo(after) > 0)
                .toList();
        var page = rest.subList(0, Math.min(pageSize, rest.size()));
        var result = Json.object();
        var listed = result.putArray("tools");
        page.forEach(tool -> listed.add(described(tool)));
        if (page.size() < rest.size()) {
            var last = page.get(page.size() - 1).spec().name();
            result.put(
                    "nextCursor",
                    Base64.getUrlEncoder().withoutPadding().encodeToString(last.getBytes(StandardCharsets.UTF_8)));
        }
        return result;
    }

    /** A cursor is the name that the page before ended with, so that it holds while tools come and go. */
    private static String cursor(JsonNode cursor) {
        if (cursor.isMissingNode() || cursor.isNull()) {
            return null;
        }
        try {
            return new String(Base64.getUrlDecoder().decode(cursor.asText()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new MethodError(MethodError.INVALID_PARAMS, "Not a cursor of this server");
        }
    }

    private static ObjectNode described(AgentTool tool) {
        var spec = tool.spec();
        var hints = tool.hints();
        var described = Json.object().put("name", spec.name()).put("description", spec.description());
        var annotations = Json.object();
        if (hints.title() != null) {
            described.put("title", hints.title());
            annotations.put("title", hints.title());
        }
        described.set("inputSchema", Json.tree(spec.parameters()));
        put(annotations, "readOnlyHint", hints.readOnly());
        put(annotations, "destructiveHint", hints.destructive());
        put(annotations, "idempotentHint", hints.idempotent());
        put(annotations, "openWorldHint", hints.openWorld());
        if (!annotations.isEmpty()) {
            described.set("annotations", annotations);
        }
        return described;
    }

    private static void put(ObjectNode annotations, String name, Boolean value) {
        if (value != null) {
            annotations.put(name, value);
        }
    }

    private CompletableFuture<JsonNode> call(JsonNode params, String id, Map<String, Object> headers) {
        var name = params.path("name").asText();
        var arguments = params.path("arguments");
        if (!arguments.isMissingNode() && !arguments.isNull() && !arguments.isObject()) {
            throw new MethodError(MethodError.INVALID_PARAMS, "Arguments are an object");
        }
        var chosen = ToolSet.of(tools.get());
        if (chosen.named(name).isEmpty()) {
            throw new MethodError(MethodError.INVALID_PARAMS, "Unknown tool: " + name);
        }
        var call = new ToolCall(id, name, arguments.isObject() ? Json.map(arguments) : Map.of());
        return chosen.call(new ToolInvocation(call, headers))
                .thenApply(outcome -> result(name, outcome))
                .toCompletableFuture();
    }

    private static JsonNode result(String name, ToolOutcome outcome) {
        if (outcome instanceof ToolOutcome.Failure failure) {
            LOG.debug("Tool {} failed for an MCP client", name, failure.cause());
        }
        var result = Json.object();
        result.putArray("content").addObject().put("type", "text").put("text", outcome.text());
        return result.put("isError", !(outcome instanceof ToolOutcome.Success));
    }
}
