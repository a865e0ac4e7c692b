package dev.serai.ollama.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.support.chat.ChatMessage;
import dev.serai.support.chat.ChatReply;
import dev.serai.support.chat.ChatRole;
import dev.serai.support.chat.FinishReason;
import dev.serai.support.chat.ResponseFormat;
import dev.serai.support.chat.ToolCall;
import dev.serai.support.chat.Usage;
import dev.serai.support.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** OpenAI's JSON as compatible servers speak it: requests out, answers in. */
final class OpenAiWire {

    private OpenAiWire() {}

    static ObjectNode chat(ChatCall call, boolean stream) {
        var body = Json.object().put("model", call.model());
        var messages = body.putArray("messages");
        call.messages().forEach(message -> message(messages.addObject(), message));
        if (!call.tools().isEmpty()) {
            var tools = body.putArray("tools");
            call.tools().forEach(tool -> OllamaWire.tool(tools.addObject(), tool));
        }
        format(body, call.format());
        settings(body, call.settings(), Setting.Use.CHAT);
        return streaming(body, stream);
    }

    static ObjectNode completion(GenerateCall call, boolean stream) {
        var body = Json.object().put("model", call.model()).put("prompt", call.prompt());
        settings(body, call.settings(), Setting.Use.GENERATE);
        return streaming(body, stream);
    }

    static ObjectNode embed(EmbedCall call) {
        var body = Json.object().put("model", call.model());
        body.set("input", Json.tree(call.texts()));
        settings(body, call.settings(), Setting.Use.EMBED);
        return body;
    }

    private static ObjectNode streaming(ObjectNode body, boolean stream) {
        if (stream) {
            body.put("stream", true).putObject("stream_options").put("include_usage", true);
        }
        return body;
    }

    private static void message(ObjectNode node, ChatMessage message) {
        node.put("role", message.role().wireName());
        if (message.images().isEmpty()) {
            node.put("content", message.text());
        } else {
            var parts = node.putArray("content");
            if (!message.text().isEmpty()) {
                parts.addObject().put("type", "text").put("text", message.text());
            }
            message.images()
                    .forEach(image -> parts.addObject()
                            .put("type", "image_url")
                            .putObject("image_url")
                            .put(
                                    "url",
                                    "data:" + image.mediaType() + ";base64,"
                                            + Base64.getEncoder().encodeToString(image.data())));
        }
        if (!message.toolCalls().isEmpty()) {
            var calls = node.putArray("tool_calls");
            message.toolCalls()
                    .forEach(call -> calls.addObject()
                            .put("id", call.id())
                            .put("type", "function")
                            .putObject("function")
                            .put("name", call.name())
                            .put(
                                    "arguments",
                                    call.malformed() == null ? Json.text(call.arguments()) : call.malformed()));
        }
        if (message.role() == ChatRole.TOOL && message.toolCallId() != null) {
            node.put("tool_call_id", message.toolCallId());
        }
    }

    private static void format(ObjectNode body, ResponseFormat format) {
        switch (format.kind()) {
            case TEXT -> {}
            case JSON -> body.putObject("response_format").put("type", "json_object");
            case SCHEMA ->
                body.putObject("response_format")
                        .put("type", "json_schema")
                        .putObject("json_schema")
                        .put("name", "answer")
                        .put("strict", true)
                        .set("schema", Json.tree(format.schema()));
        }
    }

    private static void settings(ObjectNode body, Settings settings, Setting.Use use) {
        settings.values().forEach((setting, value) -> {
            if (setting.appliesTo(use) && setting.openAiName() != null) {
                body.putPOJO(setting.openAiName(), onWire(setting, value));
            }
        });
        settings.extra().forEach((name, value) -> body.putPOJO(name, value));
    }

    private static Object onWire(Setting setting, Object value) {
        return setting != Setting.THINK
                ? value
                : switch (value.toString()) {
                    case "false" -> "none";
                    case "true" -> "medium";
                    default -> value;
                };
    }

    static Answer chatAnswer(JsonNode body, Faults faults) {
        var choice = choice(body, faults);
        var message = choice.path("message");
        var thinking = thinking(message);
        return new Answer(
                reply(body, choice, message.path("content").asText(""), thinking, OllamaWire.toolCalls(message)),
                choice.hasNonNull("logprobs") ? choice.get("logprobs") : null,
                null);
    }

    static Answer completionAnswer(JsonNode body, Faults faults) {
        var choice = choice(body, faults);
        return new Answer(
                reply(body, choice, choice.path("text").asText(""), null, List.of()),
                choice.hasNonNull("logprobs") ? choice.get("logprobs") : null,
                null);
    }

    private static JsonNode choice(JsonNode body, Faults faults) {
        var choice = body.path("choices").path(0);
        if (!choice.isObject()) {
            throw faults.unexpected("the answer has no choices");
        }
        return choice;
    }

    private static ChatReply reply(JsonNode body, JsonNode choice, String text, String thinking, List<ToolCall> calls) {
        return new ChatReply(
                body.path("model").asText(null), text, thinking, calls, usage(body), reason(choice, calls));
    }

    static FinishReason reason(JsonNode choice, List<ToolCall> calls) {
        return calls.isEmpty() ? FinishReason.of(choice.path("finish_reason").asText(null)) : FinishReason.TOOL_CALLS;
    }

    /** The counts, and the durations that llama.cpp and Groq add in their own ways. */
    static Usage usage(JsonNode body) {
        var usage = body.path("usage");
        var timings = body.path("timings");
        return new Usage(
                usage.path("prompt_tokens").asLong(-1),
                usage.path("completion_tokens").asLong(-1),
                null,
                null,
                millis(timings, "prompt_ms", usage, "prompt_time"),
                millis(timings, "predicted_ms", usage, "completion_time"));
    }

    private static Duration millis(JsonNode timings, String millis, JsonNode usage, String seconds) {
        if (timings.hasNonNull(millis)) {
            return Duration.ofNanos((long) (timings.get(millis).asDouble() * 1e6));
        }
        return usage.hasNonNull(seconds)
                ? Duration.ofNanos((long) (usage.get(seconds).asDouble() * 1e9))
                : null;
    }

    /** Servers disagree on the name. */
    static String thinking(JsonNode message) {
        for (var field : List.of("reasoning", "reasoning_content", "thinking")) {
            var text = message.path(field).asText("");
            if (!text.isEmpty()) {
                return text;
            }
        }
        return null;
    }

    static Embeddings embeddings(JsonNode body, EmbedCall call, Faults faults) {
        var vectors = new ArrayList<float[]>();
        body.path("data").forEach(item -> vectors.add(null));
        for (var item : body.path("data")) {
            int index = item.path("index").asInt(-1);
            if (index < 0 || index >= vectors.size() || vectors.get(index) != null) {
                throw faults.unexpected("it numbers the vectors wrongly");
            }
            vectors.set(index, Vectors.read(item.path("embedding")));
        }
        return new Embeddings(call.model(), Vectors.checked(vectors, call, faults), usage(body));
    }
}
