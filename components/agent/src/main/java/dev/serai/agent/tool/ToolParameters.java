package dev.serai.agent.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.serai.support.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Makes a JSON schema of options of the form {@code parameter.city=string}. */
final class ToolParameters {

    private static final Set<String> TYPES = Set.of("string", "integer", "number", "boolean", "array", "object");

    private ToolParameters() {}

    /** @throws IllegalArgumentException in words for who has written the options */
    static Map<String, Object> schema(Map<String, Object> options) {
        var properties = new LinkedHashMap<String, Object>();
        var required = new ArrayList<String>();
        options.forEach((key, value) -> {
            if (key.indexOf('.') < 0) {
                properties.put(key, new LinkedHashMap<String, Object>(Map.of("type", type(key, value.toString()))));
            }
        });
        // Sorted, so that what is wrong is reported the same way each time.
        new TreeMap<>(options).forEach((key, value) -> {
            int dot = key.indexOf('.');
            if (dot >= 0) {
                refine(properties, required, key.substring(0, dot), key.substring(dot + 1), value.toString());
            }
        });
        var schema = new LinkedHashMap<String, Object>();
        schema.put("type", "object");
        schema.put("properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        schema.put("additionalProperties", false);
        return schema;
    }

    private static String type(String name, String type) {
        if (!TYPES.contains(type)) {
            throw new IllegalArgumentException("parameter." + name + "=" + type + " names no type; use one of "
                    + String.join(", ", TYPES.stream().sorted().toList()));
        }
        return type;
    }

    @SuppressWarnings("unchecked")
    private static void refine(
            Map<String, Object> properties, List<String> required, String name, String what, String value) {
        var property = (Map<String, Object>) properties.get(name);
        if (property == null) {
            throw new IllegalArgumentException(
                    "parameter." + name + "." + what + " is there, but parameter." + name + " with its type is not");
        }
        var type = property.get("type").toString();
        switch (what) {
            case "description" -> property.put("description", value);
            case "required" -> {
                if (Boolean.parseBoolean(value)) {
                    required.add(name);
                }
            }
            case "enum" ->
                property.put(
                        "enum",
                        Arrays.stream(value.split(","))
                                .map(String::strip)
                                .map(one -> constant(name, type, one))
                                .toList());
            case "default" -> property.put("default", constant(name, type, value));
            default ->
                throw new IllegalArgumentException(
                        "parameter." + name + "." + what + " is unknown; use description, required, enum or default");
        }
    }

    private static Boolean flag(String value) {
        if (!value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
            throw new IllegalArgumentException(value);
        }
        return Boolean.valueOf(value);
    }

    private static Object constant(String name, String type, String value) {
        try {
            return switch (type) {
                case "integer" -> Long.valueOf(value);
                case "number" -> Double.valueOf(value);
                case "boolean" -> flag(value);
                case "array" -> Json.MAPPER.readValue(value, List.class);
                case "object" -> Json.map(value);
                default -> value;
            };
        } catch (IllegalArgumentException | JsonProcessingException e) {
            throw new IllegalArgumentException("'" + value + "' of parameter." + name + " is no " + type, e);
        }
    }
}
