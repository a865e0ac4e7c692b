package dev.serai.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.offline.junit.FreePorts;
import dev.serai.support.json.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** A gateway with YAML routes on a free port, for one test. */
final class Serving implements AutoCloseable {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final DefaultCamelContext context = new DefaultCamelContext();
    private VertxPlatformHttpServer http;

    /** Without a server. */
    static Serving offline(Map<String, Object> beans, Consumer<GatewayComponent> options, String... yaml)
            throws Exception {
        return new Serving(beans, options, false, yaml).started();
    }

    static Serving start(String... yaml) throws Exception {
        return start(Map.of(), gateway -> {}, yaml);
    }

    /** Texts among the beans are properties. */
    static Serving start(Map<String, Object> beans, String... yaml) throws Exception {
        return start(beans, gateway -> {}, yaml);
    }

    static Serving start(Map<String, Object> beans, Consumer<GatewayComponent> options, String... yaml)
            throws Exception {
        return new Serving(beans, options, true, yaml).started();
    }

    private Serving(Map<String, Object> beans, Consumer<GatewayComponent> options, boolean online, String... yaml)
            throws Exception {
        var properties = new Properties();
        beans.forEach((name, bean) -> {
            if (bean instanceof String) {
                properties.put(name, bean);
            } else {
                context.getRegistry().bind(name, bean);
            }
        });
        context.getPropertiesComponent().setInitialProperties(properties);
        context.disableJMX();
        context.getShutdownStrategy().setTimeout(1);
        if (online) {
            var configuration = new VertxPlatformHttpServerConfiguration();
            configuration.setBindHost("127.0.0.1");
            configuration.setBindPort(FreePorts.next());
            http = new VertxPlatformHttpServer(configuration);
            context.addService(http);
        }
        var gateway = new GatewayComponent();
        options.accept(gateway);
        context.addComponent("gateway", gateway);
        for (int i = 0; i < yaml.length; i++) {
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(ResourceHelper.fromString("route-" + i + ".camel.yaml", yaml[i]));
        }
    }

    private Serving started() {
        try {
            context.start();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        return this;
    }

    /** A route that is a model and does one thing. */
    static String model(String name, String step, String... options) {
        return route("gateway:model/" + name, step, options);
    }

    static String route(String from, String step, String... options) {
        var parameters = options.length == 0 ? "" : "      parameters: {" + String.join(", ", options) + "}\n";
        return "- route:\n    id: " + from + "\n    from:\n      uri: " + from + "\n" + parameters
                + "      steps:\n        - " + step + "\n";
    }

    /** A gateway with one model, named m, that does what the processor does. */
    static Serving with(Processor processor, String... options) throws Exception {
        return start(Map.of("work", processor), model("m", "process: {ref: work}", options));
    }

    DefaultCamelContext context() {
        return context;
    }

    int port() {
        return http.getServer().actualPort();
    }

    String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    HttpResponse<String> get(String path, String... headers) throws Exception {
        return send(request(path, headers).GET().build());
    }

    /** Apostrophes stand for quotation marks. */
    HttpResponse<String> post(String path, String body, String... headers) throws Exception {
        return send(request(path, headers)
                .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
                .build());
    }

    HttpResponse<String> chat(String body, String... headers) throws Exception {
        return post("/v1/chat/completions", body, headers);
    }

    /** What the model m answers. */
    JsonNode ask(String more) throws Exception {
        var response = chat("{'model':'m','messages':[{'role':'user','content':'hi'}]" + more + "}");
        if (response.statusCode() != 200) {
            throw new AssertionError(response.statusCode() + " " + response.body());
        }
        return Json.read(response.body());
    }

    HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(url(path)));
        request.setHeader("Content-Type", "application/json");
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return request;
    }

    static HttpResponse<String> send(HttpRequest request) throws Exception {
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        context.stop();
    }
}
