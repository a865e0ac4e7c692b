package dev.serai.agent;

import dev.serai.offline.junit.FreePorts;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** A Camel context with YAML routes and a scripted model, for one test. */
public final class Routes implements AutoCloseable {

    /** A property that is set where routes start with platform-http. */
    public static final String HTTP = "http";

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ScriptedModel model = new ScriptedModel();
    private final ProducerTemplate template;
    private VertxPlatformHttpServer http;

    private Routes(Map<String, Object> beans, String... yaml) throws Exception {
        var initial = new Properties();
        var builders = new ArrayList<RouteBuilder>();
        beans.forEach((name, bean) -> {
            if (bean instanceof String text) {
                initial.put(name, text);
            } else if (bean instanceof RouteBuilder routes) {
                builders.add(routes);
            } else {
                context.getRegistry().bind(name, bean);
            }
        });
        context.getPropertiesComponent().setInitialProperties(initial);
        context.disableJMX();
        // What a test leaves behind on purpose must not keep the next one waiting.
        context.getShutdownStrategy().setTimeout(1);
        context.addComponent("model", model.component());
        if (beans.containsKey(HTTP)) {
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
        for (var builder : builders) {
            context.addRoutes(builder);
        }
        template = context.createProducerTemplate();
    }

    /** Where platform-http listens. */
    public String url(String path) {
        return "http://127.0.0.1:" + http.getServer().actualPort() + path;
    }

    public String post(String path, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url(path)))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    public static Routes start(String... yaml) throws Exception {
        return start(Map.of(), yaml);
    }

    /** Texts among the beans are properties, builders are routes. */
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

    /** Sends without waiting; the exchange comes failed or not. */
    public CompletableFuture<Exchange> begin(String uri, Object body, Map<String, Object> headers) {
        return template.asyncSend(uri, exchange -> {
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
