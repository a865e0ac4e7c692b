package dev.serai.ollama.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.support.chat.ChatImage;
import dev.serai.support.chat.ChatMessage;
import dev.serai.support.chat.ChatReply;
import dev.serai.support.chat.ChatRole;
import dev.serai.support.chat.FinishReason;
import dev.serai.support.chat.ResponseFormat;
import dev.serai.support.chat.ToolCall;
import dev.serai.support.chat.ToolSpec;
import dev.serai.support.chat.Usage;
import dev.serai.support.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** Ollama's own JSON: requests out, answers in. */
final class OllamaWire {

    private OllamaWire() {}

    static ObjectNode chat(ChatCall call, boolean stream) {
        var body = Json.object().put("model", call.model());
        var messages = body.putArray("messages");
        call.messages().forEach(message -> message(messages.addObject(), message));
        if (!call.tools().isEmpty()) {
            var tools = body.putArray("tools");
            call.tools().forEach(tool -> tool(tools.addObject(), tool));
        }
        body.put("stream", stream);
        format(body, call.format());
        settings(body, call.settings(), Setting.Use.CHAT);
        return body;
    }

    static ObjectNode generate(GenerateCall call, boolean stream) {
        var body = Json.object().put("model", call.model()).put("prompt", call.prompt());
        if (call.system() != null) {
            body.put("system", call.system());
        }
        images(body, call.images());
        if (call.context() != null) {
            body.set("context", Json.tree(call.context()));
        }
        body.put("stream", stream);
        format(body, call.format());
        settings(body, call.settings(), Setting.Use.GENERATE);
        return body;
    }

    static ObjectNode embed(EmbedCall call) {
        var body = Json.object().put("model", call.model());
        body.set("input", Json.tree(call.texts()));
        settings(body, call.settings(), Setting.Use.EMBED);
        return body;
    }

    private static void message(ObjectNode node, ChatMessage message) {
        node.put("role", message.role().wireName()).put("content", message.text());
        if (message.thinking() != null) {
            node.put("thinking", message.thinking());
        }
        images(node, message.images());
        if (!message.toolCalls().isEmpty()) {
            var calls = node.putArray("tool_calls");
            for (int i = 0; i < message.toolCalls().size(); i++) {
                var call = message.toolCalls().get(i);
                var function = calls.addObject().put("id", call.id()).putObject("function");
                function.put("index", i).put("name", call.name()).set("arguments", Json.tree(call.arguments()));
            }
        }
        if (message.role() == ChatRole.TOOL) {
            if (message.toolName() != null) {
                node.put("tool_name", message.toolName());
            }
            if (message.toolCallId() != null) {
                node.put("tool_call_id", message.toolCallId());
            }
        }
    }

    private static void images(ObjectNode node, List<ChatImage> images) {
        if (images != null && !images.isEmpty()) {
            var array = node.putArray("images");
            images.forEach(image -> array.add(Base64.getEncoder().encodeToString(image.data())));
        }
    }

    static void tool(ObjectNode node, ToolSpec tool) {
        node.put("type", "function")
                .putObject("function")
                .put("name", tool.name())
                .put("description", tool.description())
                .set("parameters", Json.tree(tool.parameters()));
    }

    private static void format(ObjectNode body, ResponseFormat format) {
        switch (format.kind()) {
            case TEXT -> {}
            case JSON -> body.put("format", "json");
            case SCHEMA -> body.set("format", Json.tree(format.schema()));
        }
    }

    private static void settings(ObjectNode body, Settings settings, Setting.Use use) {
        var options = Json.object();
        settings.values().forEach((setting, value) -> {
            if (setting.appliesTo(use)) {
                (setting.place() == Setting.Place.OPTIONS ? options : body)
                        .putPOJO(setting.ollamaName(), onWire(setting, value));
            }
        });
        settings.extra().forEach((name, value) -> options.putPOJO(name, value));
        if (!options.isEmpty()) {
            body.set("options", options);
        }
    }

    private static Object onWire(Setting setting, Object value) {
        return switch (setting) {
            case THINK ->
                switch (value.toString()) {
                    case "true", "false" -> Boolean.valueOf(value.toString());
                    default -> value;
                };
            // "5m" is a text on the wire, a bare number (of seconds) and -1 (for ever) are numbers
            case KEEP_ALIVE -> value.toString().matches("-?\\d+") ? Long.valueOf(value.toString()) : value;
            default -> value;
        };
    }

    /** Reads a whole chat answer. */
    static Answer chatAnswer(JsonNode body) {
        var message = body.path("message");
        return new Answer(
                reply(body, text(message, "content"), thinking(message), toolCalls(message)), logprobs(body), null);
    }

    /** Reads a whole generate answer. */
    static Answer generateAnswer(JsonNode body) {
        return new Answer(
                reply(body, text(body, "response"), thinking(body), List.of()), logprobs(body), body.get("context"));
    }

    static ChatReply reply(JsonNode last, String text, String thinking, List<ToolCall> calls) {
        var reason = calls.isEmpty() ? FinishReason.of(last.path("done_reason").asText(null)) : FinishReason.TOOL_CALLS;
        return new ChatReply(last.path("model").asText(null), text, thinking, calls, usage(last), reason);
    }

    static Usage usage(JsonNode last) {
        return new Usage(
                last.path("prompt_eval_count").asLong(-1),
                last.path("eval_count").asLong(-1),
                nanos(last, "total_duration"),
                nanos(last, "load_duration"),
                nanos(last, "prompt_eval_duration"),
                nanos(last, "eval_duration"));
    }

    static String text(JsonNode message, String field) {
        return message.path(field).asText("");
    }

    static String thinking(JsonNode message) {
        var thinking = message.path("thinking").asText("");
        return thinking.isEmpty() ? null : thinking;
    }

    static List<ToolCall> toolCalls(JsonNode message) {
        if (!(message.get("tool_calls") instanceof ArrayNode array) || array.isEmpty()) {
            return List.of();
        }
        var calls = new ArrayList<ToolCall>(array.size());
        for (var node : array) {
            var function = node.path("function");
            calls.add(
                    toolCall(node.path("id").asText(""), function.path("name").asText(""), function.path("arguments")));
        }
        return calls;
    }

    /** Arguments are an object here and a text with an object in it elsewhere; what is neither is kept as it came. */
    static ToolCall toolCall(String id, String name, JsonNode arguments) {
        var known = id.isEmpty() ? "call_" + UUID.randomUUID() : id;
        try {
            var object = arguments.isTextual()
                    ? arguments.asText().isBlank() ? Json.object() : Json.read(arguments.asText())
                    : arguments.isMissingNode() || arguments.isNull() ? Json.object() : arguments;
            if (object.isObject()) {
                return new ToolCall(known, name, Json.map(object));
            }
        } catch (JsonProcessingException e) {
            // falls through: the model wrote something that is no JSON, and only the caller can tell it so
        }
        return new ToolCall(known, name, null, arguments.isTextual() ? arguments.asText() : arguments.toString());
    }

    private static JsonNode logprobs(JsonNode body) {
        return body.hasNonNull("logprobs") ? body.get("logprobs") : null;
    }

    private static Duration nanos(JsonNode node, String field) {
        return node.hasNonNull(field) ? Duration.ofNanos(node.get(field).asLong()) : null;
    }
}
