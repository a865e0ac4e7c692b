package dev.serai.agent.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.support.json.Json;
import dev.serai.support.json.JsonSchemas;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a tool's arguments must be. A model's arguments are hostile input: only declared names pass, and values must fit.
 * Small models write numbers as text and send null for what they leave out; where the meaning is beyond doubt, that is
 * put right instead of refused.
 */
public final class ArgumentSchema {

    /** Reading digits takes time that grows with the square of their number. */
    private static final int LONGEST_NUMBER = 100;

    private final Map<String, Object> schema;
    private final Map<String, JsonNode> properties = new LinkedHashMap<>();
    private final JsonSchemas.Validator validator;

    /** @throws IllegalArgumentException when it is no usable schema of an object */
    public ArgumentSchema(Map<String, Object> schema) {
        var tree = Json.tree(schema);
        var type = tree.path("type").asText("object");
        if (!type.equals("object")) {
            throw new IllegalArgumentException("the schema of arguments is one of an object, this is one of " + type);
        }
        this.schema = schema;
        this.validator = JsonSchemas.compile(tree);
        tree.path("properties").properties().forEach(entry -> properties.put(entry.getKey(), entry.getValue()));
    }

    public Map<String, Object> schema() {
        return schema;
    }

    /** The declared ones among these, with defaults and without doubtless mistakes. */
    public Map<String, Object> declared(Map<String, Object> arguments) {
        var declared = new LinkedHashMap<String, Object>();
        properties.forEach((name, property) -> {
            var value = mended(arguments.get(name), property);
            if (value != null) {
                declared.put(name, value);
            } else if (property.has("default")) {
                declared.put(name, Json.MAPPER.convertValue(property.get("default"), Object.class));
            }
        });
        return declared;
    }

    public List<String> violations(Map<String, Object> arguments) {
        return validator.violations(Json.tree(arguments));
    }

    private static Object mended(Object value, JsonNode property) {
        var type = property.path("type").asText();
        if (value instanceof String text) {
            return fromText(text.strip(), text, type);
        }
        if (type.equals("string") && (value instanceof Number || value instanceof Boolean)) {
            return value.toString();
        }
        // 5.0 is an integer for JSON schema, but not for a route that reads an Integer.
        if (type.equals("integer")
                && value instanceof Double number
                && number % 1 == 0
                && Math.abs(number) < 1L << 53) {
            return number.longValue();
        }
        return value;
    }

    private static Object fromText(String stripped, String text, String type) {
        boolean scalar = !type.equals("array") && !type.equals("object");
        if (scalar && stripped.length() > LONGEST_NUMBER) {
            return text;
        }
        try {
            return switch (type) {
                case "integer" -> Long.valueOf(stripped);
                case "number" -> {
                    double number = new BigDecimal(stripped).doubleValue();
                    yield Double.isFinite(number) ? (Object) number : text;
                }
                case "boolean" ->
                    stripped.equalsIgnoreCase("true")
                            ? Boolean.TRUE
                            : stripped.equalsIgnoreCase("false") ? false : text;
                case "array", "object" ->
                    stripped.startsWith("[") || stripped.startsWith("{")
                            ? Json.MAPPER.convertValue(Json.read(stripped), Object.class)
                            : text;
                default -> text;
            };
        } catch (NumberFormatException | JsonProcessingException e) {
            return text;
        }
    }
}
