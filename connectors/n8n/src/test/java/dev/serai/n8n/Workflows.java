package dev.serai.n8n;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.support.json.Json;
import java.nio.charset.StandardCharsets;

/** Small workflows, written where they are used. */
final class Workflows {

    private final ObjectNode json = Json.object();
    private int y;

    private Workflows(String name) {
        json.put("name", name);
        json.putArray("nodes");
        json.putObject("connections");
        json.putObject("settings").put("executionOrder", "v1");
    }

    static Workflows named(String name) {
        return new Workflows(name);
    }

    /** What other workflows call it by. */
    Workflows id(String id) {
        json.put("id", id);
        return this;
    }

    Workflows setting(String name, String value) {
        json.withObject("/settings").put(name, value);
        return this;
    }

    Workflows node(String name, String type, double version, String parameters) {
        var node = json.withArray("nodes").addObject();
        node.put("name", name);
        node.put("type", type.contains(".") ? type : "n8n-nodes-base." + type);
        node.put("typeVersion", version);
        node.putArray("position").add(0).add(y += 100);
        try {
            node.set("parameters", Json.read(parameters));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(parameters, e);
        }
        return this;
    }

    Workflows ai(String name, String type, double version, String parameters) {
        return node(name, "@n8n/n8n-nodes-langchain." + type, version, parameters);
    }

    /** A flag of the node that was added last, such as executeOnce. */
    Workflows flag(String name, Object value) {
        var nodes = json.withArray("nodes");
        ((ObjectNode) nodes.get(nodes.size() - 1)).set(name, Json.tree(value));
        return this;
    }

    Workflows edge(String from, String to) {
        return edge(from, 0, to, 0, "main");
    }

    Workflows edge(String from, int output, String to, int input, String kind) {
        var connections = (ObjectNode) json.get("connections");
        var node = connections.has(from) ? (ObjectNode) connections.get(from) : connections.putObject(from);
        var outputs = node.has(kind) ? node.withArray(kind) : node.putArray(kind);
        while (outputs.size() <= output) {
            outputs.addArray();
        }
        ((com.fasterxml.jackson.databind.node.ArrayNode) outputs.get(output))
                .addObject()
                .put("node", to)
                .put("type", kind)
                .put("index", input);
        return this;
    }

    byte[] bytes() {
        return Json.text(json).getBytes(StandardCharsets.UTF_8);
    }

    Imported imported() {
        return Importer.read(bytes());
    }
}
