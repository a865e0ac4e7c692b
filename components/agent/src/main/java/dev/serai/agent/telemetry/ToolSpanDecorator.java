package dev.serai.agent.telemetry;

import dev.serai.agent.AgentConstants;
import dev.serai.agent.tool.ToolComponent;
import dev.serai.agent.tool.ToolConstants;
import dev.serai.agent.tool.ToolEndpoint;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.telemetry.Span;

/** Names the span of a tool's route. */
public class ToolSpanDecorator extends DiscreetSpanDecorator {

    @Override
    public String getComponent() {
        return "tool";
    }

    @Override
    public String getComponentClassName() {
        return ToolComponent.class.getName();
    }

    @Override
    public String getOperationName(Exchange exchange, Endpoint endpoint) {
        return isRoute(exchange, endpoint) ? GenAi.EXECUTE_TOOL + " " + name(endpoint) : getComponent();
    }

    @Override
    public void beforeTracingEvent(Span span, Exchange exchange, Endpoint endpoint) {
        super.beforeTracingEvent(span, exchange, endpoint);
        // A route that sends to a tool has a span of its own around this one; the execution counts once.
        if (isRoute(exchange, endpoint)) {
            var message = exchange.getMessage();
            span.setTag(GenAi.OPERATION, GenAi.EXECUTE_TOOL);
            span.setTag(GenAi.TOOL, name(endpoint));
            span.setTag(GenAi.TOOL_TYPE, "function");
            set(span, GenAi.TOOL_CALL, message.getHeader(ToolConstants.CALL_ID));
            set(span, GenAi.AGENT, message.getHeader(AgentConstants.NAME));
            set(span, GenAi.RUN, message.getHeader(AgentConstants.RUN_ID));
        }
    }

    private static boolean isRoute(Exchange exchange, Endpoint endpoint) {
        return exchange.getFromEndpoint() == endpoint;
    }

    private static String name(Endpoint endpoint) {
        return endpoint instanceof ToolEndpoint tool ? tool.getName() : stripSchemeAndOptions(endpoint);
    }
}
