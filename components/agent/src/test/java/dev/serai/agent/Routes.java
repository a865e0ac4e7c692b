package dev.serai.agent;

import java.util.Map;
import java.util.Properties;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** A Camel context with YAML routes and a scripted model, for one test. */
public final class Routes implements AutoCloseable {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ScriptedModel model = new ScriptedModel();
    private final ProducerTemplate template;

    private Routes(Map<String, Object> beans, String... yaml) throws Exception {
        var initial = new Properties();
        beans.forEach((name, bean) -> {
            if (bean instanceof String text) {
                initial.put(name, text);
            } else {
                context.getRegistry().bind(name, bean);
            }
        });
        context.getPropertiesComponent().setInitialProperties(initial);
        context.disableJMX();
        context.addComponent("model", model.component());
        for (int i = 0; i < yaml.length; i++) {
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(ResourceHelper.fromString("route-" + i + ".camel.yaml", yaml[i]));
        }
        template = context.createProducerTemplate();
    }

    public static Routes start(String... yaml) throws Exception {
        return start(Map.of(), yaml);
    }

    /** Texts among the beans are properties. */
    public static Routes start(Map<String, Object> beans, String... yaml) throws Exception {
        var routes = new Routes(beans, yaml);
        try {
            routes.context.start();
        } catch (Exception e) {
            routes.close();
            throw e;
        }
        return routes;
    }

    /** What answers at {@code model:any}. */
    public ScriptedModel model() {
        return model;
    }

    public DefaultCamelContext context() {
        return context;
    }

    public MockEndpoint mock(String uri) {
        return context.getEndpoint(uri, MockEndpoint.class);
    }

    public Exchange send(String uri, Object body) {
        return send(uri, body, Map.of());
    }

    /** Sends and gives back the exchange, failed or not. */
    public Exchange send(String uri, Object body, Map<String, Object> headers) {
        return template.request(uri, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().getHeaders().putAll(headers);
        });
    }

    /** Sends and gives back the body, or throws what the route threw. */
    public <T> T ask(String uri, Object body, Class<T> type) {
        return template.requestBody(uri, body, type);
    }

    public ProducerTemplate template() {
        return template;
    }

    @Override
    public void close() {
        context.stop();
    }
}
