package dev.serai.agent;

import dev.serai.agent.tool.ToolOutcome;
import dev.serai.support.chat.ChatReply;
import dev.serai.support.chat.Usage;
import java.time.Duration;
import org.apache.camel.Exchange;

/**
 * Hears of what agents do, as it happens. Beans of this type in the registry are told. They must be quick and must not
 * block: the run waits for them.
 */
public interface AgentEvents {

    /** A run began, or is gone on with. */
    default void runStarted(Exchange exchange, String agent, String runId, String sessionId) {}

    /**
     * The model answered.
     *
     * @param firstToken null when the answer came as a whole
     */
    default void modelAnswered(
            Exchange exchange, String agent, String runId, ChatReply reply, Duration took, Duration firstToken) {}

    /** The model failed. */
    default void modelFailed(Exchange exchange, String agent, String runId, Throwable error, Duration took) {}

    /** A tool was called. */
    default void toolCalled(
            Exchange exchange, String agent, String runId, String tool, ToolOutcome outcome, Duration took) {}

    /**
     * A run ended, was parked, or was refused by a guard.
     *
     * @param error null unless it failed
     */
    default void runEnded(
            Exchange exchange,
            String agent,
            String runId,
            RunResult.Status status,
            Usage usage,
            int turns,
            Duration took,
            Throwable error) {}
}
