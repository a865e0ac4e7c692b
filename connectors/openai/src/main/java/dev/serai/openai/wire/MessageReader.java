package dev.serai.openai.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.openai.GatewayException;
import dev.serai.support.chat.ChatImage;
import dev.serai.support.chat.ChatMessage;
import dev.serai.support.chat.ChatRole;
import dev.serai.support.chat.ToolCall;
import dev.serai.support.json.Json;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads the messages of a conversation. */
final class MessageReader {

    private static final Pattern DATA = Pattern.compile("data:(image/[a-z0-9.+-]{1,40});base64,");
    private static final int LONGEST_PREFIX = 80;

    /** The names of the tools that were called, by the ids of the calls. */
    private final Map<String, String> called = new HashMap<>();

    private MessageReader() {}

    static List<ChatMessage> read(JsonNode messages) {
        var reader = new MessageReader();
        var all = new ArrayList<ChatMessage>();
        for (var message : messages) {
            all.add(reader.message(Fields.of(message, "messages[" + all.size() + "]")));
        }
        return all;
    }

    private ChatMessage message(Fields message) {
        var role = role(message);
        var content = Content.of(message);
        if (role != ChatRole.USER && !content.images().isEmpty()) {
            throw message.notSupported("content", "has a picture that is not the user's");
        }
        return switch (role) {
            case SYSTEM -> ChatMessage.system(content.text());
            case USER -> ChatMessage.user(content.text(), content.images());
            case ASSISTANT -> assistant(message, content.text());
            case TOOL -> tool(message, content.text());
        };
    }

    private static ChatRole role(Fields message) {
        var role = message.needed("role");
        try {
            return ChatRole.of(role);
        } catch (IllegalArgumentException e) {
            throw message.bad("role", "is '" + GatewayException.shown(role) + "', not system, user, assistant or tool");
        }
    }

    private ChatMessage assistant(Fields message, String text) {
        var calls = new ArrayList<ToolCall>();
        for (var call : message.list("tool_calls")) {
            calls.add(call(Fields.of(call, message.place("tool_calls[" + calls.size() + "]"))));
        }
        return new ChatMessage(ChatRole.ASSISTANT, text, message.text("reasoning_content"), null, calls, null, null);
    }

    private ToolCall call(Fields call) {
        var function = call.object("function");
        if (function == null) {
            throw call.bad("function", "is missing");
        }
        var id = call.needed("id");
        var name = function.needed("name");
        called.put(id, name);
        var arguments = function.text("arguments");
        if (arguments == null || arguments.isBlank()) {
            return new ToolCall(id, name, Map.of());
        }
        try {
            return new ToolCall(id, name, Json.map(arguments));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            // The model wrote it so, and may see it again.
            return new ToolCall(id, name, null, arguments);
        }
    }

    private ChatMessage tool(Fields message, String text) {
        var id = message.needed("tool_call_id");
        var name = called.get(id);
        if (name == null) {
            throw message.bad("tool_call_id", "answers no call of an earlier message");
        }
        return new ChatMessage(ChatRole.TOOL, text, null, null, null, id, name);
    }

    /** What a message says: a text, or parts of which some are pictures. */
    private record Content(String text, List<ChatImage> images) {

        static Content of(Fields message) {
            var content = message.get("content");
            if (content == null) {
                return new Content("", List.of());
            }
            if (content.isTextual()) {
                return new Content(content.textValue(), List.of());
            }
            var texts = new ArrayList<String>();
            var images = new ArrayList<ChatImage>();
            for (var part : message.list("content")) {
                var place = message.place("content[" + (texts.size() + images.size()) + "]");
                read(Fields.of(part, place), texts, images);
            }
            return new Content(String.join("\n", texts), images);
        }

        private static void read(Fields part, List<String> texts, List<ChatImage> images) {
            switch (part.needed("type")) {
                case "text" -> texts.add(part.text("text") == null ? "" : part.text("text"));
                case "refusal" -> texts.add(part.needed("refusal"));
                case "image_url" -> images.add(image(part));
                default -> throw part.notSupported("type", "is neither text nor image_url");
            }
        }

        private static ChatImage image(Fields part) {
            var url = part.object("image_url");
            if (url == null) {
                throw part.bad("image_url", "is missing");
            }
            var data = url.needed("url");
            var prefix = DATA.matcher(data.substring(0, Math.min(data.length(), LONGEST_PREFIX)));
            if (!prefix.lookingAt()) {
                // The gateway fetches nothing that a stranger names.
                throw url.notSupported("url", "is not data:image/...;base64,...");
            }
            try {
                return new ChatImage(Base64.getMimeDecoder().decode(data.substring(prefix.end())), prefix.group(1));
            } catch (IllegalArgumentException e) {
                throw url.bad("url", "is not base64");
            }
        }
    }
}
