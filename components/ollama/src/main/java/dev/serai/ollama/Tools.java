package dev.serai.ollama;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.ollama.client.OllamaError;
import dev.serai.ollama.client.OllamaException;
import dev.serai.support.chat.ToolSpec;
import dev.serai.support.json.Json;
import java.util.ArrayList;
import java.util.List;

/** Reads tools as a route gives them. */
final class Tools {

    private Tools() {}

    /** A JSON array, or a list of ToolSpec or of maps; each as OpenAI writes it, or just name, description, parameters. */
    static List<ToolSpec> read(Object value) {
        if (value == null || value instanceof String text && text.isBlank()) {
            return List.of();
        }
        if (value instanceof List<?> list && list.stream().allMatch(ToolSpec.class::isInstance)) {
            return list.stream().map(ToolSpec.class::cast).toList();
        }
        try {
            var node = value instanceof String text ? Json.read(text) : Json.tree(value);
            if (!node.isArray()) {
                throw bad("no list of tools", null);
            }
            var tools = new ArrayList<ToolSpec>();
            for (var item : node) {
                tools.add(tool(item));
            }
            return List.copyOf(tools);
        } catch (JsonProcessingException e) {
            throw bad("no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static ToolSpec tool(JsonNode item) {
        var function = item.has("function") ? item.get("function") : item;
        if (!function.path("name").isTextual()) {
            throw bad("a tool has no name", null);
        }
        return new ToolSpec(
                function.get("name").asText(),
                function.path("description").asText(""),
                function.path("parameters").isObject() ? Json.map(function.get("parameters")) : null);
    }

    private static OllamaException bad(String fact, Exception cause) {
        return new OllamaException(
                OllamaError.BAD_OPTION,
                "the tools cannot be read: " + fact,
                "Give a JSON array of {\"type\": \"function\", \"function\": {name, description, parameters}}.",
                cause);
    }
}
