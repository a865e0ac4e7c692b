package dev.serai.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.support.json.Json;
import java.util.ArrayList;
import java.util.List;

/** JSON schemas of what a component or a Kamelet takes: Kaoto makes its forms of them. */
final class PropertySchemas {

    private static final List<String> OF_KAMELET = List.of("title", "description", "required");

    private PropertySchemas() {}

    static ObjectNode ofComponent(JsonNode component) {
        var schema = schema();
        var required = new ArrayList<String>();
        var properties = schema.putObject("properties");
        component.path("properties").properties().forEach(option -> {
            properties.set(option.getKey(), option(option.getValue()));
            if (option.getValue().path("required").asBoolean()) {
                required.add(option.getKey());
            }
        });
        if (!required.isEmpty()) {
            required.forEach(schema.putArray("required")::add);
        }
        return schema;
    }

    static ObjectNode ofKamelet(JsonNode kamelet) {
        var schema = schema();
        var definition = kamelet.at("/spec/definition");
        for (var name : OF_KAMELET) {
            if (definition.has(name)) {
                schema.set(name, definition.get(name));
            }
        }
        schema.set(
                "properties",
                definition.path("properties").isObject()
                        ? definition.get("properties").deepCopy()
                        : Json.object());
        return schema;
    }

    private static ObjectNode schema() {
        return Json.object()
                .put("$schema", "http://json-schema.org/draft-07/schema#")
                .put("type", "object");
    }

    private static ObjectNode option(JsonNode facts) {
        var type = facts.path("type").asText();
        var option = Json.object()
                .put("title", facts.path("displayName").asText())
                .put("description", facts.path("description").asText())
                .put("type", type.equals("enum") || type.equals("duration") ? "string" : type)
                .put("$comment", "group:" + facts.path("group").asText());
        if (!facts.path("enum").isEmpty()) {
            option.set("enum", facts.get("enum"));
        }
        if (facts.has("defaultValue")) {
            option.set("default", facts.get("defaultValue"));
        }
        if (facts.path("deprecated").asBoolean()) {
            option.put("deprecated", true);
        }
        var format = format(type, facts);
        if (!format.isEmpty()) {
            option.put("format", format);
        }
        return option;
    }

    private static String format(String type, JsonNode facts) {
        var formats = new ArrayList<String>();
        var javaType = facts.path("javaType").asText();
        if (type.equals("object") && !javaType.startsWith("java.util.Map")) {
            formats.add("bean:" + javaType);
        }
        if (type.equals("duration")) {
            formats.add("duration");
        }
        if (facts.path("secret").asBoolean()) {
            formats.add("password");
        }
        return String.join("|", formats);
    }
}
