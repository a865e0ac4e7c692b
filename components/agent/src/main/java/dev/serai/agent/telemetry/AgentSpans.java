package dev.serai.agent.telemetry;

import dev.serai.agent.AgentEvents;
import dev.serai.agent.RunResult;
import dev.serai.support.chat.ChatReply;
import dev.serai.support.chat.Usage;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.telemetry.Span;

/** Writes what happens in a run onto the span of its agent, if there is one. */
final class AgentSpans implements AgentEvents {

    /** With the agent's name, since an agent may be asked on behalf of another one. */
    private static final String SPAN = "serai.span.agent.";

    static void open(Exchange exchange, String agent, Span span) {
        exchange.setProperty(SPAN + agent, span);
    }

    @Override
    public void runStarted(Exchange exchange, String agent, String runId, String sessionId) {
        var span = span(exchange, agent);
        if (span != null) {
            DiscreetSpanDecorator.set(span, GenAi.RUN, runId);
            DiscreetSpanDecorator.set(span, GenAi.CONVERSATION, sessionId);
        }
    }

    @Override
    public void modelAnswered(
            Exchange exchange, String agent, String runId, ChatReply reply, Duration took, Duration firstToken) {
        var span = span(exchange, agent);
        if (span != null) {
            DiscreetSpanDecorator.set(span, GenAi.RESPONSE_MODEL, reply.model());
            span.setTag(GenAi.FINISH_REASONS, Words.of(reply.finishReason()));
        }
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
        var span = span(exchange, agent);
        if (span != null) {
            span.setTag(GenAi.RUN_STATUS, status.word());
            span.setTag(GenAi.TURNS, Integer.toString(turns));
            tokens(span, GenAi.INPUT_TOKENS, usage.promptTokens());
            tokens(span, GenAi.OUTPUT_TOKENS, usage.outputTokens());
        }
    }

    private static void tokens(Span span, String tag, long count) {
        if (count >= 0) {
            span.setTag(tag, Long.toString(count));
        }
    }

    private static Span span(Exchange exchange, String agent) {
        return exchange.getProperty(SPAN + agent, Span.class);
    }
}
