package dev.serai.offline.daytona.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads fields of a request; one of the wrong type is the caller's fault. */
public final class Fields {
    private Fields() {}

    /** A text, or null where it is absent. */
    public static String text(JsonNode body, String name) {
        var value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw Refusal.badRequest(name + " must be a string");
        }
        return value.asText();
    }

    public static String required(JsonNode body, String name) {
        var value = text(body, name);
        if (value == null || value.isEmpty()) {
            throw Refusal.badRequest(name + " should not be empty");
        }
        return value;
    }

    public static Integer number(JsonNode body, String name) {
        var value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.canConvertToInt()) {
            throw Refusal.badRequest(name + " must be an integer");
        }
        return value.asInt();
    }

    public static Boolean flag(JsonNode body, String name) {
        var value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isBoolean()) {
            throw Refusal.badRequest(name + " must be a boolean value");
        }
        return value.asBoolean();
    }

    /** An object of texts; empty where it is absent. */
    public static Map<String, String> texts(JsonNode body, String name) {
        var value = body.path(name);
        var found = new LinkedHashMap<String, String>();
        if (value.isMissingNode() || value.isNull()) {
            return found;
        }
        if (!value.isObject()) {
            throw Refusal.badRequest(name + " must be an object");
        }
        value.fields()
                .forEachRemaining(
                        field -> found.put(field.getKey(), field.getValue().asText()));
        return found;
    }

    /** An array of texts; empty where it is absent. */
    public static List<String> list(JsonNode body, String name) {
        var value = body.path(name);
        var found = new ArrayList<String>();
        if (value.isMissingNode() || value.isNull()) {
            return found;
        }
        if (!value.isArray()) {
            throw Refusal.badRequest(name + " must be an array");
        }
        value.forEach(element -> found.add(element.asText()));
        return found;
    }
}
