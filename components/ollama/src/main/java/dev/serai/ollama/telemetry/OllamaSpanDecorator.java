package dev.serai.ollama.telemetry;

import dev.serai.ollama.ModelApi;
import dev.serai.ollama.OllamaComponent;
import dev.serai.ollama.OllamaConstants;
import dev.serai.ollama.OllamaEndpoint;
import dev.serai.ollama.OllamaOperation;
import dev.serai.support.chat.ChatStream;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.telemetry.Span;
import org.apache.camel.telemetry.TagConstants;
import org.apache.camel.telemetry.decorators.AbstractSpanDecorator;

/**
 * Describes a call of a model by the OpenTelemetry conventions for generative AI. What was asked and answered is not
 * told, nor are the options and the messages of errors, which may hold both, and keys.
 */
public class OllamaSpanDecorator extends AbstractSpanDecorator {

    /** What is at work: what an earlier call left in the headers is not always this one's. */
    private static final String MODEL_CALL = "serai.span.ollama";

    @Override
    public String getComponent() {
        return "ollama";
    }

    @Override
    public String getComponentClassName() {
        return OllamaComponent.class.getName();
    }

    @Override
    public String getOperationName(Exchange exchange, Endpoint endpoint) {
        if (!(endpoint instanceof OllamaEndpoint ollama)) {
            return getComponent();
        }
        var operation = Operation.of(ollama.getOperation());
        if (operation == null) {
            return getComponent() + " " + ollama.getOperation().wireName();
        }
        var model = model(exchange, ollama);
        return model == null ? operation : operation + " " + Tags.cut(model);
    }

    @Override
    public void beforeTracingEvent(Span span, Exchange exchange, Endpoint endpoint) {
        var path = stripSchemeAndOptions(endpoint);
        span.setComponent("camel-" + getComponent());
        span.setTag(TagConstants.EXCHANGE_ID, exchange.getExchangeId());
        span.setTag(TagConstants.URL_SCHEME, getComponent());
        span.setTag(TagConstants.URL_PATH, path);
        span.setTag("camel.uri", getComponent() + ":" + path);
        exchange.removeProperty(MODEL_CALL);
        if (endpoint instanceof OllamaEndpoint ollama) {
            Tags.server(span, ollama.getServiceUrl());
            var operation = Operation.of(ollama.getOperation());
            if (operation != null) {
                exchange.setProperty(MODEL_CALL, ollama.getOperation());
                span.setTag("gen_ai.operation.name", operation);
                span.setTag("gen_ai.provider.name", provider(ollama));
                Tags.set(span, "gen_ai.request.model", model(exchange, ollama));
            }
        }
    }

    @Override
    public void afterTracingEvent(Span span, Exchange exchange) {
        var operation = (OllamaOperation) exchange.removeProperty(MODEL_CALL);
        if (exchange.isFailed()) {
            Tags.error(span, exchange.getException());
        } else if (operation != null) {
            Tags.server(span, exchange.getMessage().getHeader(OllamaConstants.NODE, String.class));
            if (exchange.getMessage().getBody() instanceof ChatStream stream) {
                // Where the caller has waited for its end, as agents do, it is told of; else it has only begun.
                stream.reply().whenComplete((reply, error) -> Tags.reply(span, reply, error));
            } else {
                Tags.reply(span, operation, exchange.getMessage());
            }
        }
    }

    /** Which dialect is spoken, since whose server speaks it cannot be told. */
    private static String provider(OllamaEndpoint endpoint) {
        return endpoint.getConfiguration().spokenApi() == ModelApi.OLLAMA ? "ollama" : "openai";
    }

    private static String model(Exchange exchange, OllamaEndpoint endpoint) {
        return exchange.getMessage().getHeader(OllamaConstants.MODEL, endpoint.getModel(), String.class);
    }
}
