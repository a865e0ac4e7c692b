package dev.serai.routes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.n8n.Imported;
import dev.serai.n8n.Importer;
import dev.serai.n8n.report.Finding;
import dev.serai.offline.ollama.Capability;
import dev.serai.offline.ollama.Model;
import dev.serai.offline.ollama.OllamaStandIn;
import dev.serai.offline.ollama.OllamaStandInBuilder;
import dev.serai.offline.supabase.SupabaseStandIn;
import dev.serai.support.json.Json;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.camel.CamelContext;

/** A workflow of n8n, imported and started. What it has is found by what it is, so that names do not matter. */
final class ImportedFlow implements AutoCloseable {

    private static final Pattern MODEL = Pattern.compile("ollama:(chat|embed)/([^?\\s]+)");
    private static final Pattern CALL = Pattern.compile("Call (direct:\\S+) if it is to run");

    private final JsonNode workflow;
    private final Imported imported;
    private LocalServer server;

    ImportedFlow(byte[] json) {
        imported = Importer.read(json);
        try {
            workflow = Json.MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] own(String name) {
        try {
            return Files.readAllBytes(Path.of("src/test/resources/n8n", name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one workflow of a folder that the condition holds for. */
    static byte[] of(String folder, Predicate<ImportedFlow> wanted) {
        try (var files = Files.list(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .map(ImportedFlow::bytes)
                    .filter(json -> wanted.test(new ImportedFlow(json)))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no such workflow in " + folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Imported imported() {
        return imported;
    }

    List<Finding> unsupported() {
        return imported.report().findings(Finding.Kind.UNSUPPORTED);
    }

    /** A model server that has the models which the workflow names. */
    OllamaStandInBuilder models() {
        var builder = OllamaStandIn.builder();
        MODEL.matcher(imported.files().get("application.properties"))
                .results()
                .map(found -> Map.entry(found.group(2), found.group(1)))
                .distinct()
                .forEach(model -> builder.model(
                        model.getValue().equals("embed")
                                ? Model.named(model.getKey())
                                        .capabilities(Capability.EMBEDDING)
                                        .build()
                                : Model.named(model.getKey()).build()));
        return builder;
    }

    /** Starts its routes as somebody would who sets a few properties. */
    void start(Path folder, String ollama, Map<String, String> settings) throws Exception {
        var written = imported.write(folder);
        var properties = new HashMap<String, String>();
        var given = new Properties();
        given.load(new StringReader(imported.files().get("application.properties")));
        given.stringPropertyNames().forEach(name -> properties.put(name, given.getProperty(name)));
        properties.put(imported.flow() + ".settings", "file:" + written.resolve(imported.flow() + ".n8n.json"));
        properties.put(imported.flow() + ".folder", "file:" + written);
        properties.put("n8n.hosted-models", ollama + "/v1");
        properties.put(imported.flow() + ".database", "database");
        settings.forEach((name, value) -> properties.put(name.replace("{flow}", imported.flow()), value));
        server = new LocalServer(
                "file:" + written.resolve(imported.flow() + ".camel.yaml"), ollama, Map.copyOf(properties));
    }

    /** What is set for a database of PostgreSQL: one DataSource, which everything uses. */
    static Map<String, String> postgres(SupabaseStandIn supabase) {
        var url = supabase.database()
                .work(connection -> connection.getMetaData().getURL())
                .join();
        return Map.of(
                "camel.beans.database", "#class:org.postgresql.ds.PGSimpleDataSource",
                "camel.beans.database.url", url,
                "camel.beans.database.user", "postgres",
                "camel.beans.database.password", "postgres");
    }

    /** What a model was told last; meanwhile others may ask for embeddings. */
    static JsonNode messages(OllamaStandIn ollama) {
        return ollama.requests().all().stream()
                .map(request -> request.json().path("messages"))
                .filter(JsonNode::isArray)
                .reduce((one, other) -> other)
                .orElseThrow();
    }

    CamelContext camel() {
        return server.camel();
    }

    /** The properties that name the folder which is watched and read. */
    List<String> folders() {
        return imported.files()
                .get("application.properties")
                .lines()
                .filter(line -> line.matches("[^#]*\\.(folder|files|drive)=(/|data/).*"))
                .map(line -> line.substring(0, line.indexOf('=')))
                .toList();
    }

    /** Runs the nodes that no trigger leads to. */
    void setUp() {
        for (var note : imported.report().findings(Finding.Kind.NOTE)) {
            var call = CALL.matcher(note.hint());
            if (call.find()) {
                camel().createProducerTemplate().requestBody(call.group(1), Map.of());
            }
        }
    }

    String chat(String question, String session) throws Exception {
        var path = property(".path", value -> !value.endsWith("/chat"));
        var answer = server.postJson(path, Json.text(Map.of("chatInput", question, "sessionId", session)));
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        return Json.read(answer.body()).get("output").asText();
    }

    String window(String question, String session) throws Exception {
        var path = property(".path", value -> value.endsWith("/chat"));
        return server.postJson(path, Json.text(Map.of("chatInput", question, "sessionId", session)))
                .body();
    }

    private String property(String suffix, Predicate<String> wanted) throws IOException {
        var given = new Properties();
        given.load(new StringReader(imported.files().get("application.properties")));
        return given.stringPropertyNames().stream()
                .filter(name -> name.endsWith(suffix))
                .map(given::getProperty)
                .filter(wanted)
                .findFirst()
                .orElseThrow();
    }

    Stream<JsonNode> nodes(String type) {
        return StreamSupport.stream(workflow.path("nodes").spliterator(), false)
                .filter(node -> node.path("type").asText().endsWith("." + type));
    }

    JsonNode node(String type, Predicate<JsonNode> wanted) {
        var found = nodes(type).filter(wanted).toList();
        if (found.size() != 1) {
            throw new IllegalStateException(type + ": " + found.size());
        }
        return found.get(0);
    }

    /** The name by which the model calls the tool of a node. */
    String tool(JsonNode node) {
        var became = imported.report().entries().stream()
                .filter(entry -> entry.node().equals(node.path("name").asText()))
                .findFirst()
                .orElseThrow()
                .became();
        return became.substring("tool:".length());
    }

    List<String> tools() {
        var tools = new ArrayList<String>();
        imported.report().entries().stream()
                .filter(entry -> entry.became().startsWith("tool:"))
                .forEach(entry -> tools.add(entry.became().substring("tool:".length())));
        return tools;
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }
}
