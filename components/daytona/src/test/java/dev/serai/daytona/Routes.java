package dev.serai.daytona;

import dev.serai.daytona.client.DaytonaException;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** A Camel context whose endpoints reach a test's server. */
public final class Routes implements AutoCloseable {

    public static final String KEY = "dtn_test-0123456789";
    public static final String OWNER = "tests@here";

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ProducerTemplate template;

    public Routes(TestServer server, String... yaml) throws Exception {
        this(server.url() + "/api", yaml);
    }

    public Routes(String url, String... yaml) throws Exception {
        var initial = new Properties();
        context.getPropertiesComponent().setInitialProperties(initial);
        context.disableJMX();
        var configuration =
                context.getComponent("daytona", DaytonaComponent.class).getConfiguration();
        configuration.setUrl(url);
        configuration.setApiKey(KEY);
        configuration.setOwner(OWNER);
        configuration.setRetries(0);
        for (int i = 0; i < yaml.length; i++) {
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(ResourceHelper.fromString("route-" + i + ".camel.yaml", yaml[i]));
        }
        context.start();
        template = context.createProducerTemplate();
    }

    public DaytonaConfiguration configuration() {
        return context.getComponent("daytona", DaytonaComponent.class).getConfiguration();
    }

    public CamelContext context() {
        return context;
    }

    public Exchange send(String uri, Object body, Map<String, Object> headers) {
        return template.request(uri, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().getHeaders().putAll(headers);
        });
    }

    /** An exchange that has ended well. */
    public Exchange exchange(String uri, Object body, Map<String, Object> headers) {
        var exchange = send(uri, body, headers);
        if (exchange.getException() != null) {
            throw exchange.getException() instanceof RuntimeException known
                    ? known
                    : new IllegalStateException(exchange.getException());
        }
        return exchange;
    }

    /** What an exchange gives, or its failure. */
    public Object ask(String uri, Object body, Map<String, Object> headers) {
        return exchange(uri, body, headers).getMessage().getBody();
    }

    public Object ask(String uri, Object body) {
        return ask(uri, body, Map.of());
    }

    public Object ask(String uri) {
        return ask(uri, null, Map.of());
    }

    /** The failure of an exchange, or of an endpoint that does not start. */
    public DaytonaException fails(String uri, Object body, Map<String, Object> headers) {
        Throwable failure;
        try {
            failure = send(uri, body, headers).getException();
        } catch (RuntimeException e) {
            failure = e;
        }
        for (var at = failure; at != null; at = at.getCause()) {
            if (at instanceof DaytonaException known) {
                return known;
            }
        }
        throw new AssertionError("no DaytonaException but " + failure, failure);
    }

    public DaytonaException fails(String uri, Object body) {
        return fails(uri, body, Map.of());
    }

    @Override
    public void close() {
        context.stop();
    }
}
