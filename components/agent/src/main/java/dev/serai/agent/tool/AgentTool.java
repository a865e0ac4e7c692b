package dev.serai.agent.tool;

import dev.serai.support.chat.ToolSpec;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Something that a model may call: a route, or a tool of an MCP server. */
public interface AgentTool {

    ToolSpec spec();

    Set<String> tags();

    ToolHints hints();

    /** What is wrong with arguments by the tool's schema, in words for a model. */
    List<String> violations(Map<String, Object> arguments);

    /**
     * Does the work with arguments that fit the schema. Does not fail: what goes wrong is an outcome. Cancelling the
     * future that {@code toCompletableFuture} gives ends the work as far as it can be ended.
     */
    CompletionStage<ToolOutcome> call(ToolInvocation invocation);
}
