package dev.serai.modal;

import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.health.DefaultHealthCheckRegistry;
import org.apache.camel.impl.health.ProducersHealthCheckRepository;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** A Camel context with YAML routes, for one test. */
final class Routes implements AutoCloseable {

    /** A property that is set where health checks are wanted. */
    static final String HEALTH = "health";

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ProducerTemplate template;

    private Routes(String serverUrl, String tokenId, String tokenSecret, Map<String, String> properties, String... yaml)
            throws Exception {
        var initial = new Properties();
        initial.putAll(properties);
        context.getPropertiesComponent().setInitialProperties(initial);
        context.disableJMX();
        if (properties.containsKey(HEALTH)) {
            var registry = new DefaultHealthCheckRegistry(context);
            var producers = new ProducersHealthCheckRepository();
            producers.setEnabled(true);
            registry.register(producers);
            context.getCamelContextExtension().addContextPlugin(HealthCheckRegistry.class, registry);
        }
        var options = context.getComponent("modal", ModalComponent.class).getConfiguration();
        options.setServerUrl(serverUrl);
        options.setTokenId(tokenId);
        options.setTokenSecret(tokenSecret);
        for (int i = 0; i < yaml.length; i++) {
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(ResourceHelper.fromString("route-" + i + ".camel.yaml", yaml[i]));
        }
        template = context.createProducerTemplate();
    }

    static Routes start(String serverUrl, String... yaml) throws Exception {
        return start(serverUrl, Map.of(), yaml);
    }

    static Routes start(String serverUrl, Map<String, String> properties, String... yaml) throws Exception {
        return start(serverUrl, "ak-test", "as-test", properties, yaml);
    }

    static Routes start(
            String serverUrl, String tokenId, String tokenSecret, Map<String, String> properties, String... yaml)
            throws Exception {
        var routes = new Routes(serverUrl, tokenId, tokenSecret, properties, yaml);
        try {
            routes.context.start();
        } catch (Exception e) {
            routes.close();
            throw e;
        }
        return routes;
    }

    DefaultCamelContext context() {
        return context;
    }

    /** Sends to an endpoint and gives back the exchange, failed or not. */
    Exchange send(String uri, Object body, Map<String, Object> headers) {
        return template.request(uri, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().getHeaders().putAll(headers);
        });
    }

    /** Sends without waiting for the end. */
    CompletableFuture<Exchange> begin(String uri, Object body, Map<String, Object> headers) {
        return template.asyncSend(uri, exchange -> {
            exchange.setPattern(ExchangePattern.InOut);
            exchange.getMessage().setBody(body);
            exchange.getMessage().getHeaders().putAll(headers);
        });
    }

    MockEndpoint mock(String uri) {
        return context.getEndpoint(uri, MockEndpoint.class);
    }

    Object ask(String uri, Object body) {
        return template.requestBody(uri, body);
    }

    @Override
    public void close() {
        context.stop();
    }
}
