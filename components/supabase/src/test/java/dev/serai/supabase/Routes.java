package dev.serai.supabase;

import dev.serai.supabase.client.SupabaseException;
import java.time.Clock;
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

    public static final String ANON = "sb_publishable_anon-0123456789";
    public static final String SERVICE = "sb_secret_service-0123456789";

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ProducerTemplate template;

    public Routes(String url, String... yaml) throws Exception {
        this(Clock.systemUTC(), url, yaml);
    }

    /** The same, with a clock by which sessions end. */
    public Routes(Clock clock, String url, String... yaml) throws Exception {
        context.addComponent("supabase", new SupabaseComponent(clock));
        var initial = new Properties();
        initial.put("supabase.url", url);
        context.getPropertiesComponent().setInitialProperties(initial);
        context.disableJMX();
        var configuration =
                context.getComponent("supabase", SupabaseComponent.class).getConfiguration();
        configuration.setUrl(url);
        configuration.setApiKey(ANON);
        configuration.setServiceKey(SERVICE);
        for (int i = 0; i < yaml.length; i++) {
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(ResourceHelper.fromString("route-" + i + ".camel.yaml", yaml[i]));
        }
        context.start();
        template = context.createProducerTemplate();
    }

    public SupabaseConfiguration configuration() {
        return context.getComponent("supabase", SupabaseComponent.class).getConfiguration();
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

    /** What an exchange gives, or its failure. */
    public Object ask(String uri, Object body, Map<String, Object> headers) {
        var exchange = send(uri, body, headers);
        if (exchange.getException() != null) {
            throw exchange.getException() instanceof RuntimeException known
                    ? known
                    : new IllegalStateException(exchange.getException());
        }
        return exchange.getMessage().getBody();
    }

    public Object ask(String uri, Object body) {
        return ask(uri, body, Map.of());
    }

    public Object ask(String uri) {
        return ask(uri, null, Map.of());
    }

    /** The failure of an exchange, or of an endpoint that does not start. */
    public SupabaseException fails(String uri, Object body, Map<String, Object> headers) {
        Throwable failure;
        try {
            failure = send(uri, body, headers).getException();
        } catch (RuntimeException e) {
            failure = e;
        }
        for (var at = failure; at != null; at = at.getCause()) {
            if (at instanceof SupabaseException known) {
                return known;
            }
        }
        throw new AssertionError("no SupabaseException but " + failure, failure);
    }

    public SupabaseException fails(String uri, Object body) {
        return fails(uri, body, Map.of());
    }

    @Override
    public void close() {
        context.stop();
    }
}
