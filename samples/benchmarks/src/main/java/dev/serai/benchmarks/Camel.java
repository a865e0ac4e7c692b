package dev.serai.benchmarks;

import dev.serai.ollama.OllamaComponent;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A Camel context whose routes are entered at {@code direct:ask}. */
final class Camel implements AutoCloseable {

    private final CamelContext context = new DefaultCamelContext();
    private final AsyncProducer producer;

    Camel(String baseUrl, RoutesBuilder routes) throws Exception {
        this(baseUrl, Map.of(), routes);
    }

    Camel(String baseUrl, Map<String, String> properties, RoutesBuilder routes) throws Exception {
        var initial = new Properties();
        initial.putAll(properties);
        context.getPropertiesComponent().setInitialProperties(initial);
        context.getComponent("ollama", OllamaComponent.class).getConfiguration().setBaseUrl(baseUrl);
        context.addRoutes(routes);
        context.start();
        producer = context.getEndpoint("direct:ask").createAsyncProducer();
        producer.start();
    }

    /** Sends a question through the route; what comes out is handed on when the route has ended. */
    void send(Map<String, Object> headers, Consumer<Exchange> ended) {
        var exchange = producer.getEndpoint().createExchange();
        exchange.getMessage().setBody(Script.QUESTION);
        headers.forEach(exchange.getMessage()::setHeader);
        producer.process(exchange, synchronous -> ended.accept(exchange));
    }

    @Override
    public void close() {
        context.stop();
    }
}
