package dev.serai.offline.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.serai.offline.http.Json;
import java.util.ArrayList;
import java.util.List;

/** Reads the messages of /api/chat. */
final class MessageReader {
    private static final String BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private MessageReader() {}

    static List<Turn> read(JsonNode messages) {
        var turns = new ArrayList<Turn>();
        for (var message : messages) {
            var content = RequestJson.text(message, "content", "ChatRequest.messages.content");
            turns.add(new Turn(
                    String.valueOf(RequestJson.text(message, "role", "ChatRequest.messages.role")),
                    content == null ? "" : content,
                    Json.text(message, "thinking"),
                    toolCalls(message.path("tool_calls")),
                    images(message.path("images"))));
        }
        return List.copyOf(turns);
    }

    static int images(JsonNode images) {
        for (var image : images) {
            var text = image.asText();
            for (var i = 0; i < text.length(); i++) {
                if (BASE64.indexOf(text.charAt(i)) < 0 && text.charAt(i) != '=') {
                    throw OllamaError.badRequest("illegal base64 data at input byte " + i);
                }
            }
        }
        return images.size();
    }

    private static ArrayNode toolCalls(JsonNode calls) {
        for (var call : calls) {
            if (call.path("function").path("arguments").isTextual()) {
                throw OllamaError.badRequest("Value looks like object, but can't find closing '}' symbol");
            }
        }
        return calls.isEmpty() ? null : (ArrayNode) calls;
    }
}
