package dev.serai.n8n;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.support.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A case that n8n has run: its nodes, and what each of them gave. {@code .ci/n8n/record} makes the same workflow of it. */
record Recorded(String name, JsonNode json) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

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
        return names;
    }

    JsonNode node(String name) {
        return json.path("nodes").path(name);
    }

    /** Whether a node's failure can become a part of its items. */
    boolean goesOn() {
        return json.path("nodes").findValue("onError") != null
                || json.path("nodes").findValue("continueOnFail") != null;
    }

    /** What the recording tells besides the items of nodes: {@code answers} to requests, and what was {@code asked}. */
    JsonNode recorded(String part) {
        return json.path("recorded").path(part);
    }

    /** The recording of a workflow that this one calls. */
    Recorded called(String name) {
        var own = ((ObjectNode) json.path("workflows").path(name)).deepCopy();
        own.putObject("recorded").set("nodes", recorded("called").path(name));
        return new Recorded(name, own);
    }

    JsonNode runs(String node) {
        return json.path("recorded").path("nodes").path(node);
    }

    /** The cases that this one calls by their names. */
    List<Recorded> called() {
        var called = new ArrayList<Recorded>();
        json.path("workflows").fields().forEachRemaining(one -> called.add(new Recorded(one.getKey(), one.getValue())));
        return called;
    }

    /** Full names of a node's type, which the files shorten. */
    static String type(JsonNode node) {
        var type = node.path("type").asText();
        return type.startsWith("ai.") ? "@n8n/n8n-nodes-langchain." + type.substring(3) : "n8n-nodes-base." + type;
    }

    /** @param addresses what stands for the braces in parameters, such as the server that a request goes to */
    byte[] workflow(Map<String, String> addresses) throws IOException {
        var workflow = Json.object().put("name", name);
        var settings = workflow.putObject("settings");
        settings.put("executionOrder", "v1").put("timezone", "Europe/Vienna");
        json.path("settings").fields().forEachRemaining(one -> settings.set(one.getKey(), one.getValue()));
        var nodes = workflow.putArray("nodes");
        var connections = workflow.putObject("connections");
        if (json.has("pinData")) {
            workflow.set("pinData", json.path("pinData"));
        }
        if (!json.path("start").asText().equals("none")) {
            var items = Json.MAPPER.createArrayNode();
            (json.has("data")
                            ? json.path("data")
                            : Json.MAPPER.createArrayNode().add(Json.object()))
                    .forEach(item -> items.addObject().set("json", item));
            node(nodes, "Start", JSON.objectNode().put("type", "manualTrigger").put("version", 1));
            node(
                    nodes,
                    "Data",
                    JSON.objectNode()
                            .put("type", "code")
                            .put("version", 2)
                            .set("parameters", JSON.objectNode().put("jsCode", "return " + items)));
            edge(connections, "Start", "main", 0, "Data", 0);
        }
        json.path("nodes").fields().forEachRemaining(own -> {
            node(nodes, own.getKey(), own.getValue());
            connect(connections, own.getKey(), own.getValue());
        });
        var text = Json.text(workflow);
        for (var address : addresses.entrySet()) {
            text = text.replace("{{" + address.getKey() + "}}", address.getValue());
        }
        return Json.bytes(Json.read(text));
    }

    private static void node(ArrayNode nodes, String name, JsonNode definition) {
        var node = nodes.addObject();
        node.put("name", name).put("type", type(definition));
        node.put("typeVersion", definition.path("version").asDouble());
        node.set("parameters", definition.has("parameters") ? definition.path("parameters") : Json.object());
        if (definition.has("credential")) {
            var kind = definition.path("credential").asText();
            node.putObject("credentials")
                    .putObject(kind)
                    .put("id", "record" + kind)
                    .put("name", kind);
        }
        definition.path("node").fields().forEachRemaining(flag -> node.set(flag.getKey(), flag.getValue()));
        // In the order of the file, since what is higher on the canvas runs first.
        if (definition.has("at")) {
            node.set("position", definition.path("at"));
        } else {
            node.putArray("position").add(0).add(100 * nodes.size());
        }
    }

    private void connect(ObjectNode connections, String name, JsonNode definition) {
        var serves = definition.path("for").asText("");
        if (!serves.isEmpty()) {
            for (var one : serves.split("\\+")) {
                edge(connections, name, one.split(":")[1], 0, one.split(":")[0], 0);
            }
            return;
        }
        var from = definition.path("from");
        int input = 0;
        for (var sources : from.isArray() ? from : List.of(from)) {
            for (var source : sources.asText("Data").split("\\+")) {
                var parts = source.split(":");
                if (!source.isEmpty()) {
                    edge(connections, parts[0], "main", parts.length > 1 ? Integer.parseInt(parts[1]) : 0, name, input);
                }
            }
            input++;
        }
    }

    private static void edge(ObjectNode connections, String from, String kind, int output, String to, int input) {
        var node = connections.has(from) ? (ObjectNode) connections.get(from) : connections.putObject(from);
        var outputs = node.has(kind) ? (ArrayNode) node.get(kind) : node.putArray(kind);
        while (outputs.size() <= output) {
            outputs.addArray();
        }
        ((ArrayNode) outputs.get(output))
                .addObject()
                .put("node", to)
                .put("type", kind)
                .put("index", input);
    }

    /** Addresses that name the workflows which this one calls. */
    Map<String, String> names() {
        var names = new LinkedHashMap<String, String>();
        called().forEach(one -> names.put("workflow:" + one.name(), one.name()));
        return names;
    }
}
