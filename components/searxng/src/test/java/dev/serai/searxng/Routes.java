package dev.serai.searxng;

import java.util.Map;
import java.util.Properties;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
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

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ProducerTemplate template;

    private Routes(Map<String, String> properties, String... yaml) throws Exception {
        var initial = new Properties();
        initial.putAll(properties);
        context.getPropertiesComponent().setInitialProperties(initial);
        context.disableJMX();
        var baseUrl = properties.get(BASE_URL);
        if (baseUrl != null) {
            context.getComponent("searxng", SearxngComponent.class)
                    .getConfiguration()
                    .setBaseUrl(baseUrl);
        }
        var registry = new DefaultHealthCheckRegistry(context);
        var producers = new ProducersHealthCheckRepository();
        producers.setEnabled(true);
        registry.register(producers);
        context.getCamelContextExtension().addContextPlugin(HealthCheckRegistry.class, registry);
        for (var routes : yaml) {
            load(routes);
        }
        template = context.createProducerTemplate();
    }

    /** A context without routes, whose endpoints reach a server and read pages from this machine. */
    static Routes on(String baseUrl) throws Exception {
        return start(Map.of(BASE_URL, baseUrl, "serai.web.allow", "127.0.0.1"));
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

    void load(String yaml) throws Exception {
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("route.camel.yaml", yaml));
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

    /** Sends and gives back the body, or throws what the route threw. */
    <T> T ask(String uri, Object body, Class<T> type) {
        return template.requestBody(uri, body, type);
    }

    @Override
    public void close() {
        context.stop();
    }
}
