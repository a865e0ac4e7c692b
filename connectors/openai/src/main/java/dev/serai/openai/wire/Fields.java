package dev.serai.openai.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.openai.GatewayError;
import dev.serai.openai.GatewayException;
import dev.serai.support.json.Json;
import java.io.IOException;

/** Reads a request of a stranger field by field; what is not as it should be is named by its place. */
final class Fields {

    private final JsonNode node;
    private final String place;

    private Fields(JsonNode node, String place) {
        this.node = node;
        this.place = place;
    }

    static Fields of(byte[] body) {
        JsonNode node;
        try {
            node = Json.read(body);
        } catch (IOException e) {
            throw new GatewayException(GatewayError.BAD_REQUEST, "the body is not JSON");
        }
        if (!node.isObject()) {
            throw new GatewayException(GatewayError.BAD_REQUEST, "the body is not a JSON object");
        }
        return new Fields(node, "");
    }

    static Fields of(JsonNode node, String place) {
        if (!node.isObject()) {
            throw new GatewayException(GatewayError.BAD_REQUEST, place + " is not an object", place);
        }
        return new Fields(node, place + ".");
    }

    String place(String name) {
        return place + name;
    }

    /** The field, or null where there is none. */
    JsonNode get(String name) {
        var value = node.get(name);
        return value == null || value.isNull() ? null : value;
    }

    boolean has(String name) {
        return get(name) != null;
    }

    /** The text, or null where there is none. */
    String text(String name) {
        var value = get(name);
        if (value == null) {
            return null;
        }
        if (!value.isTextual()) {
            throw bad(name, "is not a text");
        }
        return value.textValue();
    }

    String needed(String name) {
        var text = text(name);
        if (text == null || text.isBlank()) {
            throw bad(name, "is missing");
        }
        return text;
    }

    boolean flag(String name) {
        var value = get(name);
        if (value == null) {
            return false;
        }
        if (!value.isBoolean()) {
            throw bad(name, "is neither true nor false");
        }
        return value.booleanValue();
    }

    /** The list, empty where there is none. */
    JsonNode list(String name) {
        var value = get(name);
        if (value == null) {
            return Json.MAPPER.createArrayNode();
        }
        if (!value.isArray()) {
            throw bad(name, "is not a list");
        }
        return value;
    }

    /** The object, or null where there is none. */
    Fields object(String name) {
        var value = get(name);
        return value == null ? null : of(value, place(name));
    }

    GatewayException bad(String name, String what) {
        return new GatewayException(GatewayError.BAD_REQUEST, place(name) + " " + what, place(name));
    }

    GatewayException notSupported(String name, String what) {
        return new GatewayException(GatewayError.NOT_SUPPORTED, place(name) + " " + what, place(name));
    }
}
