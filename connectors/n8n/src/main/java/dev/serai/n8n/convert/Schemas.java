package dev.serai.n8n.convert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.n8n.workflow.Node;
import dev.serai.support.json.Json;

/** The form of an answer as a JSON schema, from a schema or from an example. */
final class Schemas {

    private Schemas() {}

    /** Null where there is none that can be read. */
    static String of(Node parser) {
        if (parser.type().equals("outputParserItemList")) {
            return "{\"type\":\"array\",\"items\":{\"type\":\"string\"}}";
        }
        for (var place : java.util.List.of("inputSchema", "jsonSchema", "jsonSchemaExample")) {
            var text = parser.text(place);
            boolean example = place.equals("jsonSchemaExample");
            if (text.isEmpty() || parser.text("schemaType").equals("manual") == example && parser.version() >= 1.2) {
                continue;
            }
            try {
                var json = Json.read(text);
                return Json.text(example ? ofExample(json) : json);
            } catch (JsonProcessingException e) {
                return null;
            }
        }
        return null;
    }

    /** The fields that an extractor is to find. */
    static String ofAttributes(JsonNode attributes) {
        var schema = Json.object().put("type", "object");
        var properties = schema.putObject("properties");
        var required = Json.MAPPER.createArrayNode();
        for (var attribute : attributes) {
            var type = attribute.path("type").asText("string");
            var known = java.util.List.of("number", "boolean").contains(type) ? type : "string";
            properties
                    .putObject(attribute.path("name").asText("value"))
                    .put("type", known)
                    .put("description", attribute.path("description").asText(""));
            if (attribute.path("required").asBoolean(false)) {
                required.add(attribute.path("name").asText("value"));
            }
        }
        schema.set("required", required);
        return properties.isEmpty() ? null : Json.text(schema);
    }

    /** Depth is bounded by the reader. */
    static ObjectNode ofExample(JsonNode example) {
        var schema = Json.object();
        if (example.isObject()) {
            schema.put("type", "object");
            var properties = schema.putObject("properties");
            var required = Json.MAPPER.createArrayNode();
            example.fields().forEachRemaining(field -> {
                properties.set(field.getKey(), ofExample(field.getValue()));
                required.add(field.getKey());
            });
            schema.set("required", required);
        } else if (example.isArray()) {
            schema.put("type", "array");
            if (!example.isEmpty()) {
                schema.set("items", ofExample(example.get(0)));
            }
        } else if (!example.isNull()) {
            schema.put("type", example.isNumber() ? "number" : example.isBoolean() ? "boolean" : "string");
        }
        return schema;
    }
}
