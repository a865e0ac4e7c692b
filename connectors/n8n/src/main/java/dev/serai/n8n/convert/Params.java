package dev.serai.n8n.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.serai.support.json.Json;

/** Parameters of a node that are evaluated when it runs. Dots in names lead into objects. */
final class Params {

    private final ObjectNode fields = Json.object();
    private final ObjectNode types = Json.object();

    Params add(String name, JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return this;
        }
        fields.set(name, text(value));
        if (value.isNumber()) {
            types.put(name, "number");
        } else if (value.isBoolean()) {
            types.put(name, "boolean");
        } else if (value.isObject()) {
            types.put(name, "object");
        } else if (value.isArray()) {
            types.put(name, "array");
        }
        return this;
    }

    Params add(String name, String value) {
        fields.put(name, value);
        return this;
    }

    /** Text in which {@code {{ }}} counts even without the sign of an expression in front, as in SQL. */
    Params template(String name, JsonNode value) {
        var text = value.asText("");
        return add(name, TextNode.valueOf(text.startsWith("=") || !text.contains("{{") ? text : "=" + text));
    }

    /** What n8n has as {@code =>...} is text with a sign before it, and the shorthand for code here. */
    static JsonNode text(JsonNode value) {
        if (value.isTextual() && value.asText().startsWith("=>")) {
            return TextNode.valueOf("={{ '>' }}" + value.asText().substring(2));
        }
        return value.isTextual() ? value : TextNode.valueOf(value.toString());
    }

    ObjectNode options(String node, String zone) {
        var options = Json.object();
        if (!zone.isEmpty()) {
            options.put("timeZone", zone);
        }
        options.put("name", node + " (parameters)");
        var all = fields.deepCopy();
        if (all.isEmpty()) {
            all.put("node", node.startsWith("=") ? " " + node : node);
        }
        options.set("fields", all);
        if (!types.isEmpty()) {
            options.set("types", types);
        }
        return options;
    }
}
