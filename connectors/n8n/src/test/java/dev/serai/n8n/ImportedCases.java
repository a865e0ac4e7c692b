package dev.serai.n8n;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.items.model.ItemRun;
import dev.serai.n8n.convert.Project;
import dev.serai.offline.junit.FreePorts;
import dev.serai.ollama.OllamaComponent;
import dev.serai.support.json.Json;
import dev.serai.vector.VectorComponent;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** Cases in one Camel context, imported as a person would import them, with what they call and ask beside them. */
final class ImportedCases implements AutoCloseable {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Map<String, String> flows = new HashMap<>();
    private final Map<String, Throwable> failures = new HashMap<>();
    private final Map<String, List<JsonNode>> answers = new HashMap<>();
    private final Properties properties = new Properties();
    private final List<Imported> imported = new ArrayList<>();
    private final ProducerTemplate template;
    private final Trips trips = new Trips();
    private final StandIns standIns;
    private final int port = FreePorts.next();

    ImportedCases(List<Recorded> cases, Path folder) throws Exception {
        context.disableJMX();
        cases.forEach(one -> flows.put(one.name(), "case-" + flows.size()));
        standIns = new StandIns(cases, this::tool);
        for (var one : cases) {
            read(one, flow(one), folder, addresses(one));
            for (var called : one.called()) {
                read(called, flow(one) + "-" + called.name().toLowerCase(Locale.ROOT), folder, addresses(one));
            }
        }
        properties.put("n8n.hosted-models", standIns.models() + "/v1");
        context.getPropertiesComponent().setInitialProperties(properties);
        context.getComponent("ollama", OllamaComponent.class).getConfiguration().setBaseUrl(standIns.models());
        context.getComponent("vector", VectorComponent.class)
                .getConfiguration()
                .setDirectory(folder.resolve("vectors").toString());
        var http = new VertxPlatformHttpServerConfiguration();
        http.setBindHost("127.0.0.1");
        http.setBindPort(port);
        context.addService(new VertxPlatformHttpServer(http));
        context.getManagementStrategy().addEventNotifier(trips);
        for (var one : imported) {
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(ResourceHelper.fromBytes(
                            one.flow() + ".camel.yaml", one.routes().getBytes(StandardCharsets.UTF_8)));
        }
        context.start();
        template = context.createProducerTemplate();
    }

    private String flow(Recorded one) {
        return flows.get(one.name());
    }

    private String tool(Recorded one, String node) {
        return (flow(one) + "__" + Project.slug(node, "node")).replace('-', '_');
    }

    private Map<String, String> addresses(Recorded one) {
        var addresses = new LinkedHashMap<>(one.names());
        addresses.put("case", one.name());
        addresses.put("server", standIns.server() + "/" + one.name());
        return addresses;
    }

    private void read(Recorded one, String flow, Path folder, Map<String, String> addresses) throws Exception {
        var made = Importer.read(one.workflow(addresses), name -> flow);
        properties.load(new StringReader(made.files().get("application.properties")));
        properties.put(flow + ".settings", "file:" + made.write(folder).resolve(flow + ".n8n.json"));
        properties.put(flow + ".folder", "file:" + folder.resolve(flow));
        one.nodes().forEach(node -> login(one.node(node).path("credential").asText(), flow, node));
        // A person would name the flow that each of these nodes calls.
        var target = one.json().path("nodes").findValue("workflowId");
        if (target != null) {
            call(flow, ".calls", called -> called, target.path("value").asText());
        }
        if (one.json().at("/settings/errorWorkflow").isTextual()) {
            call(
                    flow,
                    ".error-flow",
                    Project::errors,
                    one.json().at("/settings/errorWorkflow").asText());
        }
        imported.add(made);
    }

    /** Sets what a person would: the name of the flow, or the address of the route that failures go to. */
    private void call(String flow, String property, UnaryOperator<String> address, String target) {
        var name = target.replaceAll("[{}]|workflow:", "").toLowerCase(Locale.ROOT);
        var called = flow.replaceAll("(case-\\d+).*", "$1") + "-" + name;
        properties.stringPropertyNames().stream()
                .filter(key -> key.startsWith(flow + ".") && key.endsWith(property))
                .forEach(key -> properties.put(key, address.apply(called)));
    }

    /** The credentials that n8n has been given too. */
    private void login(String kind, String flow, String node) {
        var prefix = flow + "." + Project.slug(node, "node") + ".login-";
        switch (kind) {
            case "httpBasicAuth" ->
                properties.put(
                        prefix + "value", "Basic " + Base64.getEncoder().encodeToString("ada:engine".getBytes()));
            case "httpBearerAuth" -> properties.put(prefix + "value", "Bearer engine");
            case "httpHeaderAuth" -> {
                properties.put(prefix + "name", "X-Key");
                properties.put(prefix + "value", "engine");
            }
            case "httpQueryAuth" -> properties.put(prefix + "value", "engine");
            default -> {}
        }
    }

    /** What each trip through the case's routes has kept. */
    List<ItemRun> run(Recorded one) {
        return one.json().has("requests") ? ask(one) : start(one);
    }

    private List<ItemRun> start(Recorded one) {
        var exchange = template.request("direct:" + flow(one) + "/start", made -> {});
        if (exchange.getException() != null) {
            failures.put(one.name(), exchange.getException());
        }
        var run = exchange.getProperty("CamelItemsRun", ItemRun.class);
        return List.of(run == null ? new ItemRun() : run);
    }

    private List<ItemRun> ask(Recorded one) {
        trips.clear();
        var given = new ArrayList<JsonNode>();
        for (var request : one.json().path("requests")) {
            try {
                var text = Json.text(request);
                for (var address : addresses(one).entrySet()) {
                    text = text.replace("{{" + address.getKey() + "}}", address.getValue());
                }
                given.add(Json.read(
                        withoutAddresses(one, Json.text(Requests.send("http://127.0.0.1:" + port, Json.read(text))))));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            trips.awaitEnd();
        }
        trips.awaitAll(one);
        if (trips.failure() != null) {
            failures.put(one.name(), trips.failure());
        }
        answers.put(one.name(), given);
        return trips.all();
    }

    /** The answers to the requests of a case that has run. */
    List<JsonNode> answers(Recorded one) {
        return answers.get(one.name());
    }

    /** What a case that has run has asked its model and its server. */
    ObjectNode asked(Recorded one) throws IOException {
        var text = Json.text(standIns.asked(one.name()));
        for (var node : one.nodes()) {
            text = text.replace('"' + tool(one, node) + '"', '"' + node.replaceAll("[^A-Za-z0-9_-]", "_") + '"');
        }
        return (ObjectNode) Json.read(withoutAddresses(one, text));
    }

    String withoutAddresses(Recorded one, String text) {
        return text.replace(standIns.server() + "/" + one.name(), "{{server}}")
                .replace(standIns.server(), "{{outside}}")
                .replace("http://127.0.0.1:" + port, "{{n8n}}");
    }

    Throwable failure(Recorded one) {
        return failures.get(one.name());
    }

    @Override
    public void close() {
        context.stop();
        standIns.close();
    }
}
