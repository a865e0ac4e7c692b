package dev.serai.offline.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.offline.http.Json;
import java.util.Map;
import java.util.UUID;

/** A tool call that a scripted model makes. */
public record ToolCall(String id, String name, JsonNode arguments) {
    public static ToolCall of(String name, Map<String, ?> arguments) {
        return of(name, Json.MAPPER.<JsonNode>valueToTree(arguments));
    }

    public static ToolCall of(String name, JsonNode arguments) {
        return new ToolCall(null, name, arguments);
    }

    /** Every answer gets fresh ids, as from a real model, unless the script fixed one. */
    ToolCall identified() {
        return id != null ? this : new ToolCall(UUID.randomUUID().toString().replace("-", ""), name, arguments);
    }

    int tokens() {
        return 4 + (name.length() + arguments.toString().length()) / 4;
    }
}
