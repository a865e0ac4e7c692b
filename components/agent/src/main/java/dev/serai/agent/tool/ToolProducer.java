package dev.serai.agent.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.serai.agent.AgentError;
import dev.serai.agent.AgentException;
import dev.serai.support.chat.ToolCall;
import dev.serai.support.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;

/** Calls a tool from a route, with the checks that a model's call goes through. */
class ToolProducer extends DefaultAsyncProducer {

    ToolProducer(ToolEndpoint endpoint) {
        super(endpoint);
    }

    @Override
    public ToolEndpoint getEndpoint() {
        return (ToolEndpoint) super.getEndpoint();
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        try {
            var name = getEndpoint().getName();
            var call = new ToolCall(exchange.getExchangeId(), name, arguments(exchange));
            ToolSet.of(ToolSelection.of(exchange.getContext(), name))
                    .call(new ToolInvocation(call, Map.of(), exchange))
                    .whenComplete((outcome, error) -> {
                        write(exchange, outcome, error);
                        callback.done(false);
                    });
            return false;
        } catch (Exception e) {
            exchange.setException(e);
            callback.done(true);
            return true;
        }
    }

    private void write(Exchange exchange, ToolOutcome outcome, Throwable error) {
        if (error != null) {
            exchange.setException(error);
        } else if (outcome instanceof ToolOutcome.Success success) {
            exchange.getMessage().setBody(success.text());
        } else if (outcome instanceof ToolOutcome.Failure failure && failure.cause() != null) {
            exchange.setException(failure.cause());
        } else {
            exchange.setException(new AgentException(AgentError.BAD_BODY, outcome.text()));
        }
    }

    private Map<String, Object> arguments(Exchange exchange) throws JsonProcessingException {
        var body = exchange.getMessage().getBody();
        if (body == null) {
            return Map.of();
        }
        if (body instanceof Map<?, ?> map) {
            var arguments = new LinkedHashMap<String, Object>();
            map.forEach((name, value) -> arguments.put(String.valueOf(name), value));
            return arguments;
        }
        try {
            return Json.map(exchange.getMessage().getBody(String.class));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new AgentException(
                    AgentError.BAD_BODY,
                    "the body holds no arguments for the tool '" + getEndpoint().getName() + "'",
                    "Send a map or a JSON object with the tool's arguments.");
        }
    }
}
