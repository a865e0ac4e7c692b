package dev.serai.offline.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.serai.offline.http.Json;

/** The plainest value that fits a JSON schema, for models that no script speaks for. */
final class SchemaSample {
    private SchemaSample() {}

    static JsonNode of(JsonNode schema) {
        if (schema.has("const")) {
            return schema.get("const");
        }
        if (schema.path("enum").size() > 0) {
            return schema.get("enum").get(0);
        }
        for (var choice : new String[] {"anyOf", "oneOf", "allOf"}) {
            if (schema.path(choice).size() > 0) {
                return of(schema.get(choice).get(0));
            }
        }
        var type = schema.path("type").isArray() ? schema.get("type").get(0) : schema.path("type");
        return switch (type.asText("object")) {
            case "string" -> TextNode.valueOf("");
            case "integer", "number" -> IntNode.valueOf(schema.path("minimum").asInt(0));
            case "boolean" -> BooleanNode.FALSE;
            case "null" -> NullNode.getInstance();
            case "array" -> array(schema);
            default -> object(schema);
        };
    }

    private static JsonNode array(JsonNode schema) {
        var array = Json.array();
        for (var i = 0; i < schema.path("minItems").asInt(0); i++) {
            array.add(of(schema.path("items")));
        }
        return array;
    }

    private static JsonNode object(JsonNode schema) {
        var object = Json.object();
        for (var name : schema.path("required")) {
            object.set(name.asText(), of(schema.path("properties").path(name.asText())));
        }
        return object;
    }
}
