package dev.serai.n8n;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.support.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A case that n8n has run: its nodes, and what each of them gave. {@code .ci/n8n/record} makes the same workflow of it. */
record Recorded(String name, JsonNode json) {

    static List<Recorded> all(Path... folders) throws IOException {
        var cases = new ArrayList<Recorded>();
        for (var folder : folders) {
            try (var files = Files.list(folder)) {
                for (var file : files.filter(path -> path.toString().endsWith(".json"))
                        .sorted(Comparator.comparing(Path::toString))
                        .toList()) {
                    cases.add(new Recorded(
                            file.getFileName().toString().replace(".json", ""), Json.read(Files.readAllBytes(file))));
                }
            }
        }
        return cases;
    }

    List<String> nodes() {
        var names = new ArrayList<String>();
        json.path("nodes").fieldNames().forEachRemaining(names::add);
        return names.stream().filter(node -> !runs(node).isMissingNode()).toList();
    }

    JsonNode node(String name) {
        return json.path("nodes").path(name);
    }

    JsonNode runs(String node) {
        return json.path("recorded").path("nodes").path(node);
    }

    byte[] workflow() {
        var workflow = Json.object().put("name", name);
        workflow.putObject("settings").put("executionOrder", "v1").put("timezone", "Europe/Vienna");
        var nodes = workflow.putArray("nodes");
        var connections = workflow.putObject("connections");
        var items = Json.MAPPER.createArrayNode();
        (json.has("data") ? json.path("data") : Json.MAPPER.createArrayNode().add(Json.object()))
                .forEach(item -> items.addObject().set("json", item));
        node(nodes, "Start", "manualTrigger", 1, Json.object());
        node(nodes, "Data", "code", 2, Json.object().put("jsCode", "return " + items));
        edge(connections, "Start", 0, "Data", 0);
        json.path("nodes").fields().forEachRemaining(own -> {
            var definition = own.getValue();
            var node = node(
                    nodes,
                    own.getKey(),
                    definition.path("type").asText(),
                    definition.path("version").asDouble(),
                    definition.has("parameters") ? definition.path("parameters") : Json.object());
            definition.path("node").fields().forEachRemaining(flag -> node.set(flag.getKey(), flag.getValue()));
            var from = definition.path("from");
            int input = 0;
            for (var sources : from.isArray() ? from : List.of(from)) {
                for (var source : sources.asText("Data").split("\\+")) {
                    var parts = source.split(":");
                    edge(connections, parts[0], parts.length > 1 ? Integer.parseInt(parts[1]) : 0, own.getKey(), input);
                }
                input++;
            }
        });
        return Json.bytes(workflow);
    }

    private static ObjectNode node(ArrayNode nodes, String name, String type, double version, JsonNode parameters) {
        var node = nodes.addObject();
        node.put("name", name).put("type", "n8n-nodes-base." + type).put("typeVersion", version);
        // In the order of the file, since what is higher on the canvas runs first.
        node.putArray("position").add(0).add(100 * nodes.size());
        node.set("parameters", parameters);
        return node;
    }

    private static void edge(ObjectNode connections, String from, int output, String to, int input) {
        var outputs = connections.withObject("/" + from).withArray("main");
        while (outputs.size() <= output) {
            outputs.addArray();
        }
        ((ArrayNode) outputs.get(output))
                .addObject()
                .put("node", to)
                .put("type", "main")
                .put("index", input);
    }
}
