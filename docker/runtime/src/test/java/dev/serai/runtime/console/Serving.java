package dev.serai.runtime.console;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.openai.GatewayComponent;
import dev.serai.openai.GatewayServer;
import dev.serai.runtime.access.Caller;
import dev.serai.runtime.imports.WorkflowImporter;
import dev.serai.runtime.model.ModelInUse;
import dev.serai.runtime.record.RecordPolicy;
import dev.serai.runtime.record.RunRecords;
import dev.serai.support.json.Json;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Component;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.h2.jdbcx.JdbcDataSource;

/** The console on a free port, over a context with YAML routes, for one test. */
final class Serving implements AutoCloseable {

    /** One server-sent event. */
    record Event(String name, JsonNode data) {}

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final DefaultCamelContext context = new DefaultCamelContext();
    final Folders folders = new Folders();
    private final Vertx vertx = Vertx.vertx();
    private final JdbcDataSource database = new JdbcDataSource();
    private final RunRecords records;
    private final Console console;
    private final HttpServer server;
    volatile WorkflowImporter importer = (workflow, name) -> {
        throw new AssertionError("nothing is imported here");
    };
    volatile ModelInUse model = new ModelInUse(ModelInUse.Kind.OLLAMA, "qwen3:4b", null);

    private Serving(Map<String, Object> beans, String... yaml) throws Exception {
        beans.forEach((name, bean) -> {
            if (bean instanceof Component component) {
                context.addComponent(name, component);
            } else {
                context.getRegistry().bind(name, bean);
            }
        });
        context.disableJMX();
        var gateway = new GatewayComponent();
        // Its own address is no matter of these tests.
        gateway.setServer(GatewayServer.SERVLET);
        context.addComponent("gateway", gateway);
        context.getShutdownStrategy().setTimeout(1);
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        context.getRegistry().bind("serai", database);
        records = RunRecords.open(context, database, RecordPolicy.defaults(), List.of());
        context.getRegistry().bind("recordEvents", records.agentEvents());
        for (int i = 0; i < yaml.length; i++) {
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(ResourceHelper.fromString("route-" + i + ".camel.yaml", yaml[i]));
        }
        context.start();
        console = new Console(
                context,
                "private",
                "0.1.0",
                () -> model,
                folders,
                (workflow, name) -> importer.read(workflow, name),
                records);
        var router = Router.router(vertx);
        router.route().handler(request -> {
            var name = request.request().getHeader("X-Test-User");
            request.put(Caller.KEY, new Caller(name == null ? "ada" : name, true));
            request.next();
        });
        console.addOpenTo(router);
        console.addTo(router);
        server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    static Serving start(Map<String, Object> beans, String... yaml) throws Exception {
        return new Serving(beans, yaml);
    }

    static Serving start(String... yaml) throws Exception {
        return new Serving(Map.of(), yaml);
    }

    /** A route that is a model, and does one thing. */
    static String model(String name, String step, String... options) {
        return route("gateway:model/" + name, step, options);
    }

    static String route(String from, String step, String... options) {
        var parameters = options.length == 0 ? "" : "      parameters: {" + String.join(", ", options) + "}\n";
        return "- route:\n    id: " + from + "\n    from:\n      uri: " + from + "\n" + parameters
                + "      steps:\n        - " + step + "\n";
    }

    DefaultCamelContext context() {
        return context;
    }

    Console console() {
        return console;
    }

    int port() {
        return server.actualPort();
    }

    HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return request;
    }

    HttpResponse<String> get(String path, String... headers) throws Exception {
        return send(request(path, headers).GET().build());
    }

    /** As the page writes. Apostrophes stand for quotation marks. */
    HttpResponse<String> post(String path, String body, String... headers) throws Exception {
        var request = request(path, "Content-Type", "application/json", "X-Serai-Console", "1");
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return send(request.POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
                .build());
    }

    static HttpResponse<String> send(HttpRequest request) throws Exception {
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    JsonNode json(String path) throws Exception {
        var response = get(path);
        if (response.statusCode() != 200) {
            throw new AssertionError(response.statusCode() + " " + response.body());
        }
        return Json.read(response.body());
    }

    /** All events of an answer, to its end. */
    List<Event> ask(String agent, String message) throws Exception {
        return events(post("/api/chat", "{'agent':'" + agent + "','message':'" + message + "','session':'s-1'}")
                .body());
    }

    static List<Event> events(String stream) throws Exception {
        var events = new ArrayList<Event>();
        for (var block : stream.split("\n\n")) {
            String name = "";
            for (var line : block.split("\n")) {
                if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    events.add(new Event(name, Json.read(line.substring(6))));
                }
            }
        }
        return events;
    }

    @Override
    public void close() {
        context.stop();
        console.close();
        records.close();
        vertx.close();
    }
}
