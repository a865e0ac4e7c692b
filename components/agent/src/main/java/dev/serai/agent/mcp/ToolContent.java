package dev.serai.agent.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.support.json.Json;
import java.util.ArrayList;

/** What a model reads of a tool's result. */
final class ToolContent {

    private ToolContent() {}

    static String text(JsonNode result) {
        var parts = new ArrayList<String>();
        var hasText = false;
        for (var part : result.path("content")) {
            hasText |= part.path("type").asText().equals("text");
            parts.add(part(part));
        }
        if (!hasText && result.path("structuredContent").isObject()) {
            parts.add(Json.text(result.path("structuredContent")));
        }
        return String.join("\n", parts);
    }

    private static String part(JsonNode part) {
        var type = part.path("type").asText();
        return switch (type) {
            case "text" -> part.path("text").asText();
            case "image", "audio" ->
                "[" + type + " " + part.path("mimeType").asText("of an unknown type") + ", " + bytes(part.path("data"))
                        + "]";
            case "resource" -> resource(part.path("resource"));
            case "resource_link" -> "[resource " + part.path("uri").asText() + described(part.path("name")) + "]";
            default -> "[" + (type.isEmpty() ? "something" : type) + "]";
        };
    }

    private static String resource(JsonNode resource) {
        if (resource.path("text").isTextual()) {
            return resource.path("text").textValue();
        }
        return "[resource " + resource.path("uri").asText() + described(resource.path("mimeType")) + ", "
                + bytes(resource.path("blob")) + "]";
    }

    private static String described(JsonNode value) {
        return value.isTextual() ? ", " + value.textValue() : "";
    }

    /** The size of what is encoded, without decoding it. */
    private static String bytes(JsonNode base64) {
        var text = base64.asText();
        var padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
        return text.length() / 4 * 3 - Math.min(padding, text.length()) + " bytes";
    }
}
