package dev.serai.ollama;

import dev.serai.offline.junit.FreePorts;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.health.DefaultHealthCheckRegistry;
import org.apache.camel.impl.health.ProducersHealthCheckRepository;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** A Camel context with YAML routes, for one test. */
final class Routes implements AutoCloseable {

    /** A property that is both a component's option and there for the routes. */
    static final String BASE_URL = "base-url";

    /** A property that is set where routes start with platform-http. */
    static final String HTTP = "http";

    /** A property that is set where health checks are wanted. */
    static final String HEALTH = "health";

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ProducerTemplate template;
    private VertxPlatformHttpServer http;

    private Routes(Map<String, String> properties, String... yaml) throws Exception {
        var initial = new Properties();
        initial.putAll(properties);
        context.getPropertiesComponent().setInitialProperties(initial);
        context.disableJMX();
        var baseUrl = properties.get(BASE_URL);
        if (baseUrl != null) {
            context.getComponent("ollama", OllamaComponent.class)
                    .getConfiguration()
                    .setBaseUrl(baseUrl);
        }
        if (properties.containsKey(HEALTH)) {
            var registry = new DefaultHealthCheckRegistry(context);
            var producers = new ProducersHealthCheckRepository();
            producers.setEnabled(true);
            registry.register(producers);
            context.getCamelContextExtension().addContextPlugin(HealthCheckRegistry.class, registry);
        }
        if (properties.containsKey(HTTP)) {
            var configuration = new VertxPlatformHttpServerConfiguration();
            configuration.setBindHost("127.0.0.1");
            // Camel 4.14 finds the server by the port it was told.
            configuration.setBindPort(FreePorts.next());
            http = new VertxPlatformHttpServer(configuration);
            context.addService(http);
        }
        for (int i = 0; i < yaml.length; i++) {
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(ResourceHelper.fromString("route-" + i + ".camel.yaml", yaml[i]));
        }
        template = context.createProducerTemplate();
    }

    /** A context without routes, whose endpoints reach a server. */
    static Routes on(String baseUrl) throws Exception {
        return start(Map.of(BASE_URL, baseUrl));
    }

    /** Starts routes; {@code {{name}}} in them stands for a property. */
    static Routes start(Map<String, String> properties, String... yaml) throws Exception {
        var routes = new Routes(properties, yaml);
        try {
            routes.context.start();
        } catch (Exception e) {
            routes.close();
            throw e;
        }
        return routes;
    }

    /** Where platform-http listens. */
    int httpPort() {
        return http.getServer().actualPort();
    }

    MockEndpoint mock(String uri) {
        return context.getEndpoint(uri, MockEndpoint.class);
    }

    CamelContext context() {
        return context;
    }

    /** Sends to an endpoint and gives back the exchange, failed or not. */
    Exchange send(String uri, Object body) {
        return send(uri, body, Map.of());
    }

    Exchange send(String uri, Object body, Map<String, Object> headers) {
        return template.request(uri, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().getHeaders().putAll(headers);
        });
    }

    /** Sends and gives back the body, or throws what the route threw. */
    <T> T ask(String uri, Object body, Class<T> type) {
        return ask(uri, body, Map.of(), type);
    }

    <T> T ask(String uri, Object body, Map<String, Object> headers, Class<T> type) {
        return template.requestBodyAndHeaders(uri, body, headers, type);
    }

    ProducerTemplate template() {
        return template;
    }

    @Override
    public void close() {
        context.stop();
    }
}
