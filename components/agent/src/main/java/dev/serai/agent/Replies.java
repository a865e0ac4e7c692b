package dev.serai.agent;

import dev.serai.support.approval.Decision;
import java.util.Locale;
import org.apache.camel.Message;

/** Puts results into messages, and reads decisions from them. */
final class Replies {

    private Replies() {}

    /** Who asks with a text gets a text; who asks with a ChatRequest gets a ChatReply. */
    static void write(Message message, RunResult result) {
        var reply = result.reply();
        set(message, AgentConstants.RUN_ID, result.runId());
        set(message, AgentConstants.STATUS, result.status().word());
        set(message, AgentConstants.TURNS, result.turns());
        set(message, AgentConstants.TOOL_CALLS, result.toolCalls());
        set(message, AgentConstants.MODEL, reply.model());
        set(message, AgentConstants.FINISH_REASON, reply.finishReason());
        var usage = reply.usage();
        set(message, AgentConstants.PROMPT_TOKENS, usage.promptTokens() < 0 ? null : usage.promptTokens());
        set(message, AgentConstants.OUTPUT_TOKENS, usage.outputTokens() < 0 ? null : usage.outputTokens());
        set(message, AgentConstants.SOURCES, result.sources().isEmpty() ? null : result.sources());
        set(message, AgentConstants.APPROVALS, result.approvals().isEmpty() ? null : result.approvals());
        // Answered by this run: a later agent of the route must not take it for a decision.
        message.removeHeader(AgentConstants.APPROVAL_ID);
        message.removeHeader(AgentConstants.DECISION);
        message.setBody(result.whole() ? reply : reply.text());
    }

    static Decision decision(Message message) {
        var word = message.getHeader(AgentConstants.DECISION, "", String.class);
        boolean allowed = switch (word.toLowerCase(Locale.ROOT)) {
            case "allow" -> true;
            case "refuse" -> false;
            default ->
                throw new AgentException(
                        AgentError.BAD_OPTION,
                        "the header " + AgentConstants.DECISION + " is '" + word + "'",
                        "Set it to allow or refuse.");
        };
        return new Decision(
                allowed,
                message.getHeader(AgentConstants.DECIDED_BY, String.class),
                message.getHeader(AgentConstants.DECISION_REASON, String.class));
    }

    private static void set(Message message, String header, Object value) {
        if (value == null) {
            message.removeHeader(header);
        } else {
            message.setHeader(header, value);
        }
    }
}
