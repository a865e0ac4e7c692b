package dev.serai.n8n.flow;

import java.util.Map;
import org.apache.camel.Exchange;

/** A mail of evaluated parameters, for Camel's component. */
public final class Mail {

    private static final Map<String, String> HEADERS =
            Map.of("from", "From", "to", "To", "cc", "Cc", "replyTo", "Reply-To", "subject", "Subject");

    public void write(Exchange exchange, boolean html) {
        var given = Values.parameters(exchange);
        var message = exchange.getMessage();
        message.removeHeaders("*");
        HEADERS.forEach((name, header) -> {
            // A line's end would begin another header.
            var value = Values.text(given, name).replaceAll("[\\r\\n]+", " ").strip();
            if (!value.isEmpty()) {
                message.setHeader(header, value);
            }
        });
        message.setHeader(Exchange.CONTENT_TYPE, (html ? "text/html" : "text/plain") + "; charset=UTF-8");
        message.setBody(Values.text(given, "text"));
    }

    public void sent(Exchange exchange) {
        var to = Values.text(Values.parameters(exchange), "to");
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setBody(Map.of("accepted", java.util.List.of(to), "rejected", java.util.List.of()));
    }
}
