package dev.serai.items;

import dev.serai.items.model.Items;
import dev.serai.items.model.Outputs;
import dev.serai.support.json.Json;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** A Camel context with YAML routes, for one test. */
public final class Routes implements AutoCloseable {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ProducerTemplate template;

    private Routes(Map<String, String> properties, String... yaml) throws Exception {
        var initial = new Properties();
        initial.putAll(properties);
        context.getPropertiesComponent().setInitialProperties(initial);
        context.disableJMX();
        for (var routes : yaml) {
            PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("route.camel.yaml", routes));
        }
        template = context.createProducerTemplate();
    }

    public static Routes start(Map<String, String> properties, String... yaml) throws Exception {
        var routes = new Routes(properties, yaml);
        try {
            routes.context.start();
        } catch (Exception e) {
            routes.close();
            throw e;
        }
        return routes;
    }

    /** One step, reached at {@code direct:in}, with its parameters as lines of YAML. */
    public static Routes step(String operation, String... parameters) throws Exception {
        var yaml = new StringBuilder(
                        "- route:\n    from:\n      uri: direct:in\n      steps:\n        - to:\n            uri: items:")
                .append(operation)
                .append(parameters.length == 0 ? "\n" : "\n            parameters:\n");
        for (var line : parameters) {
            yaml.append("              ").append(line).append('\n');
        }
        return start(Map.of(), yaml.toString());
    }

    public DefaultCamelContext context() {
        return context;
    }

    public Exchange send(String uri, Object body) {
        return template.request(uri, exchange -> exchange.getMessage().setBody(body));
    }

    public Object ask(String uri, Object body) throws Exception {
        var exchange = send(uri, body);
        if (exchange.getException() != null) {
            throw exchange.getException();
        }
        return exchange.getMessage().getBody();
    }

    /** The result as JSON: the fields of a list, or for several outputs a list for each. */
    public String json(String uri, Object body) throws Exception {
        var result = ask(uri, body);
        if (result instanceof Outputs outputs) {
            return Json.text(outputs.stream().map(Items::json).toList());
        }
        return result instanceof Items items ? Json.text(items.json()) : Json.text(result);
    }

    @Override
    public void close() {
        context.stop();
    }
}
