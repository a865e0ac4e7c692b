package dev.serai.offline.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.serai.offline.http.Json;
import java.util.ArrayList;
import java.util.List;

/** Reads the messages of /v1/chat/completions, whose content may come in parts. */
final class OpenAiMessageReader {
    private OpenAiMessageReader() {}

    static List<Turn> read(JsonNode messages) {
        var turns = new ArrayList<Turn>();
        for (var message : messages) {
            var content = message.path("content");
            turns.add(new Turn(
                    message.path("role").asText(),
                    content.isArray() ? joined(content) : content.asText(""),
                    Json.text(message, "reasoning"),
                    message.path("tool_calls").isEmpty() ? null : (ArrayNode) message.get("tool_calls"),
                    images(content)));
        }
        return List.copyOf(turns);
    }

    private static String joined(JsonNode parts) {
        var text = new StringBuilder();
        for (var part : parts) {
            switch (part.path("type").asText()) {
                case "text" -> text.append(part.path("text").asText());
                case "image_url" -> checkInline(part);
                default -> throw OllamaError.badRequest("invalid message format");
            }
        }
        return text.toString();
    }

    private static void checkInline(JsonNode part) {
        var url =
                part.path("image_url").path("url").asText(part.path("image_url").asText());
        if (!url.startsWith("data:")) {
            throw OllamaError.badRequest("invalid image input");
        }
    }

    private static int images(JsonNode content) {
        var count = 0;
        for (var part : content) {
            count += part.path("type").asText().equals("image_url") ? 1 : 0;
        }
        return count;
    }
}
