package dev.serai.agent.telemetry;

import dev.serai.agent.AgentComponent;
import dev.serai.agent.AgentEndpoint;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.telemetry.Span;

/** Names the span of an agent's work; what comes to be known of it is added by {@link AgentSpans}. */
public class AgentSpanDecorator extends DiscreetSpanDecorator {

    @Override
    public String getComponent() {
        return "agent";
    }

    @Override
    public String getComponentClassName() {
        return AgentComponent.class.getName();
    }

    @Override
    public String getOperationName(Exchange exchange, Endpoint endpoint) {
        return GenAi.INVOKE_AGENT + " " + name(endpoint);
    }

    @Override
    public void beforeTracingEvent(Span span, Exchange exchange, Endpoint endpoint) {
        super.beforeTracingEvent(span, exchange, endpoint);
        span.setTag(GenAi.OPERATION, GenAi.INVOKE_AGENT);
        span.setTag(GenAi.AGENT, name(endpoint));
        AgentSpans.open(exchange, name(endpoint), span);
    }

    private static String name(Endpoint endpoint) {
        return endpoint instanceof AgentEndpoint agent ? agent.getName() : stripSchemeAndOptions(endpoint);
    }
}
