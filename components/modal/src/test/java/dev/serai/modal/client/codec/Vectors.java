package dev.serai.modal.client.codec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.support.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;

/** What other clients make of the same values. */
final class Vectors {

    private static final JsonNode ALL = load();

    private Vectors() {}

    static JsonNode of(String name) {
        return ALL.path(name);
    }

    static List<String> names() {
        var names = new ArrayList<String>();
        ALL.fieldNames().forEachRemaining(names::add);
        names.remove("queue_values");
        return names;
    }

    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** The value in the classes that decoding gives. */
    static Object value(JsonNode json) {
        if (json.has("bytes_hex")) {
            return bytes(json.path("bytes_hex").asText());
        }
        if (json.isArray()) {
            var list = new ArrayList<>();
            json.forEach(item -> list.add(value(item)));
            return list;
        }
        if (json.isObject()) {
            var map = new LinkedHashMap<>();
            json.fields().forEachRemaining(field -> map.put(field.getKey(), value(field.getValue())));
            return map;
        }
        if (json.isIntegralNumber()) {
            return json.longValue();
        }
        return json.isNumber()
                ? (Object) json.doubleValue()
                : json.isBoolean() ? json.booleanValue() : json.textValue();
    }

    private static JsonNode load() {
        try (var file = Vectors.class.getResourceAsStream("/recordings/codec-vectors.json")) {
            return Json.MAPPER.readTree(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
