package dev.serai.agent.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.agent.AgentError;
import dev.serai.agent.AgentException;
import dev.serai.agent.tool.AgentTool;
import dev.serai.agent.tool.ToolHints;
import dev.serai.agent.tool.ToolInvocation;
import dev.serai.agent.tool.ToolOutcome;
import dev.serai.support.chat.ToolSpec;
import dev.serai.support.error.Failures;
import dev.serai.support.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A tool of a server, under a name that no other tool of the agent's servers has. */
record RemoteTool(ServerTool tool, ToolSpec spec) implements AgentTool {

    private static final int LONGEST_TEXT = 1_000_000;

    @Override
    public Set<String> tags() {
        return Set.of(tool.server().name());
    }

    @Override
    public ToolHints hints() {
        return tool.hints();
    }

    @Override
    public List<String> violations(Map<String, Object> given) {
        return tool.arguments().violations(sent(given));
    }

    /** Unlike a route, a server may take what its schema does not name, and must tell a default from a given value. */
    private Map<String, Object> sent(Map<String, Object> given) {
        var mended = tool.arguments().declared(given);
        var sent = new LinkedHashMap<>(given);
        sent.replaceAll((name, value) -> value == null ? null : mended.getOrDefault(name, value));
        return sent;
    }

    @Override
    public CompletableFuture<ToolOutcome> call(ToolInvocation invocation) {
        var outcome = new CompletableFuture<ToolOutcome>();
        var params = Json.object().put("name", tool.name());
        params.set("arguments", Json.tree(sent(invocation.call().arguments())));
        var asked = tool.server().request("tools/call", params);
        asked.whenComplete((result, error) -> {
            try {
                outcome.complete(error == null ? read(result) : failed(Failures.unwrap(error)));
            } catch (RuntimeException e) {
                outcome.complete(failed(e));
            }
        });
        outcome.whenComplete((value, error) -> {
            if (outcome.isCancelled()) {
                asked.cancel(true);
            }
        });
        return outcome;
    }

    private ToolOutcome read(JsonNode result) {
        var text = tool.server().faults().shown(ToolContent.text(result), LONGEST_TEXT);
        if (!result.path("resultType").asText("complete").equals("complete")) {
            var asks = tool.server()
                    .faults()
                    .fault(AgentError.MCP_PROTOCOL, "answers tool '" + tool.name() + "' with what is no result");
            return new ToolOutcome.Failure("The tool asks for what cannot be given.", asks);
        }
        if (!result.path("isError").asBoolean()) {
            return new ToolOutcome.Success(text);
        }
        return new ToolOutcome.Failure(
                text.isEmpty() ? "The tool failed." : text,
                tool.server()
                        .faults()
                        .fault(
                                AgentError.TOOL_FAILED,
                                "says that its tool '" + tool.name() + "' failed"
                                        + tool.server().faults().said(text)));
    }

    private ToolOutcome failed(Throwable error) {
        if (error instanceof ServerError told) {
            var said = tool.server().faults().said(told.said());
            return told.isAboutTheRequest()
                    ? new ToolOutcome.Rejected("The call was rejected" + (said.isEmpty() ? "." : said))
                    : new ToolOutcome.Failure("The tool failed" + (said.isEmpty() ? "." : said), error);
        }
        var late = error instanceof AgentException fault && fault.code() == AgentError.MCP_TIMEOUT;
        return new ToolOutcome.Failure(
                late ? "The tool has not answered in time." : "The tool cannot be reached now.", error);
    }
}
