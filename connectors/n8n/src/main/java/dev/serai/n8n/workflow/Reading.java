package dev.serai.n8n.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.BiConsumer;

/**
 * Parameters that remember what was asked of them. A converter that does not know a parameter never asks for it; so
 * nothing can be left out without being told.
 */
public final class Reading {

    private Reading() {}

    static JsonNode of(JsonNode plain) {
        return plain.isObject() ? new ReadObject(plain) : plain.isArray() ? new ReadArray(plain) : plain;
    }

    /** Every value that nobody has asked for, with its path, such as options.timeout or rules.values[1]. */
    public static void unread(JsonNode parameters, BiConsumer<String, JsonNode> found) {
        unread(parameters, "", found);
    }

    /** Depth is bounded by the reader of the file. */
    private static void unread(JsonNode value, String path, BiConsumer<String, JsonNode> found) {
        if (value instanceof ReadObject object) {
            for (var field : object.silently()) {
                var name = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
                if (!object.wasRead(field.getKey())) {
                    leaves(field.getValue(), name, found);
                } else {
                    unread(field.getValue(), name, found);
                }
            }
        } else if (value instanceof ReadArray list) {
            for (int i = 0; i < list.size(); i++) {
                if (!list.wasRead(i)) {
                    leaves(list.silently(i), path + "[" + i + "]", found);
                } else {
                    unread(list.silently(i), path + "[" + i + "]", found);
                }
            }
        }
    }

    private static void leaves(JsonNode value, String path, BiConsumer<String, JsonNode> found) {
        if (value instanceof ReadObject object) {
            object.silently().forEach(field -> leaves(field.getValue(), path + "." + field.getKey(), found));
        } else if (value instanceof ReadArray list) {
            for (int i = 0; i < list.size(); i++) {
                leaves(list.silently(i), path + "[" + i + "]", found);
            }
        } else {
            found.accept(path, value);
        }
    }

    /** The same without the memory, for a look that is no use. */
    public static JsonNode plain(JsonNode value) {
        if (value instanceof ReadObject object) {
            var made = dev.serai.support.json.Json.object();
            object.silently().forEach(field -> made.set(field.getKey(), plain(field.getValue())));
            return made;
        }
        if (value instanceof ReadArray list) {
            var made = dev.serai.support.json.Json.MAPPER.createArrayNode();
            for (int i = 0; i < list.size(); i++) {
                made.add(plain(list.silently(i)));
            }
            return made;
        }
        return value;
    }
}
