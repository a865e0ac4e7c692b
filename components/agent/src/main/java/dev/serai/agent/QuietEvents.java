package dev.serai.agent;

import dev.serai.agent.tool.ToolOutcome;
import dev.serai.support.chat.ChatReply;
import dev.serai.support.chat.Usage;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whoever looks on must not break a run. */
record QuietEvents(AgentEvents listener) implements AgentEvents {

    private static final Logger LOG = LoggerFactory.getLogger(QuietEvents.class);

    private void tell(Runnable event) {
        try {
            event.run();
        } catch (RuntimeException e) {
            LOG.warn("{} has failed on what an agent does", listener.getClass().getName(), e);
        }
    }

    @Override
    public void runStarted(Exchange exchange, String agent, String runId, String sessionId) {
        tell(() -> listener.runStarted(exchange, agent, runId, sessionId));
    }

    @Override
    public void modelAnswered(
            Exchange exchange, String agent, String runId, ChatReply reply, Duration took, Duration firstToken) {
        tell(() -> listener.modelAnswered(exchange, agent, runId, reply, took, firstToken));
    }

    @Override
    public void modelFailed(Exchange exchange, String agent, String runId, Throwable error, Duration took) {
        tell(() -> listener.modelFailed(exchange, agent, runId, error, took));
    }

    @Override
    public void toolCalled(
            Exchange exchange, String agent, String runId, String tool, ToolOutcome outcome, Duration took) {
        tell(() -> listener.toolCalled(exchange, agent, runId, tool, outcome, took));
    }

    @Override
    public void runEnded(
            Exchange exchange,
            String agent,
            String runId,
            RunResult.Status status,
            Usage usage,
            int turns,
            Duration took,
            Throwable error) {
        tell(() -> listener.runEnded(exchange, agent, runId, status, usage, turns, took, error));
    }
}
