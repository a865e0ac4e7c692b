package dev.serai.vector;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** A Camel context with YAML routes, for one test. */
final class Routes implements AutoCloseable {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ProducerTemplate template;

    private Routes(Path directory, Map<String, String> properties, Map<String, Object> beans, String... yaml)
            throws Exception {
        var initial = new Properties();
        initial.putAll(properties);
        context.getPropertiesComponent().setInitialProperties(initial);
        context.disableJMX();
        beans.forEach(context.getRegistry()::bind);
        context.getComponent("vector", VectorComponent.class).getConfiguration().setDirectory(directory.toString());
        for (int i = 0; i < yaml.length; i++) {
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(ResourceHelper.fromString("route-" + i + ".camel.yaml", yaml[i]));
        }
        template = context.createProducerTemplate();
    }

    /** A context whose collections are kept below a directory. */
    static Routes in(Path directory, String... yaml) throws Exception {
        return start(directory, Map.of(), Map.of(), yaml);
    }

    /** Starts routes; {@code {{name}}} in them stands for a property. */
    static Routes start(Path directory, Map<String, String> properties, Map<String, Object> beans, String... yaml)
            throws Exception {
        var routes = new Routes(directory, properties, beans, yaml);
        try {
            routes.context.start();
        } catch (Exception e) {
            routes.close();
            throw e;
        }
        return routes;
    }

    CamelContext context() {
        return context;
    }

    ProducerTemplate template() {
        return template;
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

    @Override
    public void close() {
        context.stop();
    }
}
