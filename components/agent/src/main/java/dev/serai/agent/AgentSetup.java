package dev.serai.agent;

import dev.serai.agent.mcp.McpServers;
import dev.serai.agent.run.RunStore;
import dev.serai.agent.tool.AgentTool;
import dev.serai.agent.tool.ToolSelection;
import dev.serai.agent.tool.ToolSet;
import dev.serai.support.approval.Approvals;
import dev.serai.support.camel.DeltaTarget;
import dev.serai.support.camel.EndpointCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.camel.CamelContext;
import org.apache.camel.Expression;

/**
 * What an agent's options have come to, once and for all.
 *
 * @param memory null for an agent without
 * @param runId null when each message begins a run
 * @param mcp null for an agent without
 * @param approver null when nobody is told
 * @param streamTo null when the stream is the body
 * @param resumeTo null when answers that nobody waits for are dropped
 */
record AgentSetup(
        String name,
        CamelContext context,
        Agents agents,
        Executor threads,
        ModelCaller models,
        Expression system,
        Expression prompt,
        Expression session,
        OutputCheck output,
        Citations citations,
        Guard inputGuard,
        Guard outputGuard,
        Retrieval retrieval,
        AgentMemory memory,
        String conversation,
        RunStore runs,
        Expression runId,
        String tools,
        McpServers mcp,
        List<String> toolHeaders,
        boolean parallelTools,
        ToolErrors toolErrors,
        Duration toolTimeout,
        int repeatLimit,
        Set<String> approval,
        Approvals approver,
        boolean waitWhenParked,
        boolean stream,
        DeltaTarget streamTo,
        EndpointCall resumeTo,
        int maxTurns,
        long tokenLimit,
        Duration timeLimit,
        List<AgentEvents> events,
        List<AutoCloseable> closeables) {

    /** The tools as they are now: routes come and go. */
    CompletableFuture<ToolSet> toolSet() {
        var routes = ToolSelection.of(context, tools);
        if (mcp == null) {
            return CompletableFuture.completedFuture(checked(routes));
        }
        return OwnThreads.after(mcp.tools(), threads).thenApply(remote -> {
            var all = new ArrayList<AgentTool>(routes);
            all.addAll(remote);
            return checked(all);
        });
    }

    /** A tool that should wait for permission must not go without because its name is written wrong. */
    private ToolSet checked(List<AgentTool> all) {
        approval.stream().filter(entry -> !entry.equals("*")).forEach(entry -> mustBeThere("approval", entry, all));
        citations.tools().forEach(entry -> mustBeThere("citeFrom", entry, all));
        return ToolSet.of(all);
    }

    private void mustBeThere(String option, String entry, List<AgentTool> all) {
        if (all.stream().noneMatch(tool -> isMeant(entry, tool))) {
            throw new AgentException(
                    AgentError.UNKNOWN_TOOL,
                    option + " names '" + entry + "', which is no tool of the agent '" + name + "'");
        }
    }

    boolean needsApproval(AgentTool tool) {
        return approval.stream().anyMatch(entry -> entry.equals("*") || isMeant(entry, tool));
    }

    private static boolean isMeant(String entry, AgentTool tool) {
        return tool.spec().name().equals(entry) || tool.tags().contains(entry);
    }
}
