package dev.serai.agent.telemetry;

import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.telemetry.Span;
import org.apache.camel.telemetry.TagConstants;
import org.apache.camel.telemetry.decorators.AbstractSpanDecorator;

/** What the spans of this component have in common: they leave out what Camel's own ones tell of URIs and errors. */
abstract class DiscreetSpanDecorator extends AbstractSpanDecorator {

    private static final int LONGEST = 200;

    @Override
    public void beforeTracingEvent(Span span, Exchange exchange, Endpoint endpoint) {
        var path = stripSchemeAndOptions(endpoint);
        span.setComponent("camel-" + getComponent());
        span.setTag(TagConstants.EXCHANGE_ID, exchange.getExchangeId());
        span.setTag(TagConstants.URL_SCHEME, getComponent());
        span.setTag(TagConstants.URL_PATH, path);
        // Without the options: they hold prompts and keys.
        span.setTag("camel.uri", getComponent() + ":" + path);
    }

    @Override
    public void afterTracingEvent(Span span, Exchange exchange) {
        if (exchange.isFailed()) {
            span.setError(true);
            span.setTag(GenAi.ERROR, ErrorType.of(exchange.getException()));
        }
    }

    /** @param value left out when null, cut when a stranger has made it long */
    static void set(Span span, String tag, Object value) {
        if (value != null) {
            var text = value.toString();
            span.setTag(tag, text.length() <= LONGEST ? text : text.substring(0, LONGEST));
        }
    }
}
