package dev.serai.support.approval;

import dev.serai.support.chat.ToolCall;
import java.time.Instant;

/**
 * A call that waits for a person.
 *
 * @param id what the decision refers to
 * @param call the exact call that is made when it is allowed
 * @param toolDescription what the tool says of itself
 */
public record Approval(
        String id,
        String runId,
        String agent,
        String sessionId,
        ToolCall call,
        String toolDescription,
        Instant asked) {}
