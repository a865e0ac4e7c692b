package dev.serai.agent.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.support.json.Json;
import java.util.HashSet;
import java.util.Set;

/**
 * A stranger's schema without what could make its use endless: references that lead back to themselves or multiply, and
 * regular expressions. References are replaced by what they mean, which models understand better anyway. What is left
 * out makes the schema wider, never narrower; the server checks the arguments itself.
 */
final class PlainSchema {

    private static final int MOST_NODES = 2_000;
    private static final int MOST_BYTES = 256 << 10;
    private static final int LONGEST_DESCRIPTION = 2_000;
    private static final int MOST_REFERENCES = 16;

    private static final Set<String> MAPS_OF_SCHEMAS = Set.of("properties", "dependentSchemas");
    private static final Set<String> LISTS_OF_SCHEMAS = Set.of("allOf", "anyOf", "oneOf", "prefixItems");
    private static final Set<String> SCHEMAS = Set.of(
            "items",
            "additionalProperties",
            "not",
            "if",
            "then",
            "else",
            "contains",
            "propertyNames",
            "unevaluatedItems",
            "unevaluatedProperties",
            "additionalItems");
    /** They say something other once names match patterns that are no longer there. */
    private static final Set<String> BESIDE_PATTERNS = Set.of("additionalProperties", "unevaluatedProperties");

    private static final Set<String> LEFT_OUT = Set.of(
            "$schema",
            "$id",
            "$anchor",
            "$dynamicAnchor",
            "$dynamicRef",
            "$recursiveRef",
            "$recursiveAnchor",
            "$defs",
            "$vocabulary",
            "$comment",
            "$ref",
            "definitions",
            "pattern",
            "patternProperties",
            "id",
            "dependencies");

    private final JsonNode root;
    private final Set<String> open = new HashSet<>();
    private int nodes;

    PlainSchema(JsonNode root) {
        this.root = root;
    }

    /** @throws IllegalArgumentException when it is no schema of an object, or too large */
    ObjectNode copy() {
        if (!root.isObject()) {
            throw new IllegalArgumentException("its input schema is no object");
        }
        if (Json.bytes(root).length > MOST_BYTES) {
            throw new IllegalArgumentException("its input schema has more than " + MOST_BYTES + " bytes");
        }
        var copied = schema(root);
        if (!(copied instanceof ObjectNode plain)) {
            throw new IllegalArgumentException("its input schema is no object");
        }
        if (!plain.has("type")) {
            plain.put("type", "object");
        }
        if (!plain.path("type").asText().equals("object")) {
            throw new IllegalArgumentException("its input schema is not one of an object");
        }
        if (nodes > MOST_NODES) {
            throw new IllegalArgumentException("its input schema has more than " + MOST_NODES + " parts");
        }
        return plain;
    }

    private JsonNode schema(JsonNode from) {
        nodes++;
        if (!from.isObject() || nodes > MOST_NODES) {
            return from.isBoolean() ? from : Json.object();
        }
        var to = Json.object();
        var reference = from.path("$ref").textValue();
        if (reference != null && meant(reference) instanceof ObjectNode meant) {
            to.setAll(meant);
        }
        from.properties().forEach(entry -> {
            var key = entry.getKey();
            if (!LEFT_OUT.contains(key) && !(from.has("patternProperties") && BESIDE_PATTERNS.contains(key))) {
                put(to, key, entry.getValue());
            }
        });
        return to;
    }

    /** What a reference within the schema leads to; nothing in particular if it leads elsewhere or back to itself. */
    private JsonNode meant(String reference) {
        if (!reference.equals("#") && !reference.startsWith("#/")
                || open.size() == MOST_REFERENCES
                || !open.add(reference)) {
            return null;
        }
        try {
            var target = root.at(reference.substring(1));
            return target.isMissingNode() ? null : schema(target);
        } catch (IllegalArgumentException e) {
            return null;
        } finally {
            open.remove(reference);
        }
    }

    private void put(ObjectNode to, String key, JsonNode value) {
        if (MAPS_OF_SCHEMAS.contains(key) && value.isObject()) {
            var schemas = to.putObject(key);
            value.properties().forEach(entry -> schemas.set(entry.getKey(), schema(entry.getValue())));
        } else if (key.equals("items") && value.isArray()) {
            // Older drafts meant what is prefixItems now.
            to.set("prefixItems", list(value));
        } else if (LISTS_OF_SCHEMAS.contains(key) && value.isArray()) {
            to.set(key, list(value));
        } else if (SCHEMAS.contains(key)) {
            to.set(key, schema(value));
        } else if (key.equals("description") && value.asText().length() > LONGEST_DESCRIPTION) {
            to.put(key, value.asText().substring(0, LONGEST_DESCRIPTION) + "...");
        } else {
            to.set(key, value);
        }
    }

    private ArrayNode list(JsonNode values) {
        var list = Json.MAPPER.createArrayNode();
        values.forEach(value -> list.add(schema(value)));
        return list;
    }
}
