package dev.serai.offline.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.offline.http.Json;
import java.util.ArrayList;
import java.util.List;

/** Turns a request of any API into the one shape that scripts see. */
final class CallReader {
    private CallReader() {}

    static ModelCall chat(ObjectNode body) {
        var turns = MessageReader.read(body.path("messages"));
        return new ModelCall(Api.CHAT, RequestJson.model(body, "ChatRequest"), turns, body, options(body));
    }

    static ModelCall generate(ObjectNode body) {
        var prompt = RequestJson.text(body, "prompt", "GenerateRequest.prompt");
        var system = RequestJson.text(body, "system", "GenerateRequest.system");
        var turns = new ArrayList<Turn>();
        if (system != null && !system.isEmpty()) {
            turns.add(Turn.of("system", system));
        }
        var images = MessageReader.images(body.path("images"));
        if (prompt != null && !prompt.isEmpty() || images > 0) {
            turns.add(new Turn("user", prompt == null ? "" : prompt, null, null, images));
        }
        return new ModelCall(Api.GENERATE, RequestJson.model(body, "GenerateRequest"), turns, body, options(body));
    }

    static ModelCall openAiChat(ObjectNode body) {
        var model = RequestJson.model(body, "ChatCompletionRequest");
        if (body.path("messages").isEmpty()) {
            throw new Errors.InvalidRequest("[] is too short - 'messages'");
        }
        var turns = OpenAiMessageReader.read(body.path("messages"));
        return new ModelCall(Api.OPENAI_CHAT, model, turns, body, openAiOptions(body));
    }

    static ModelCall openAiCompletion(ObjectNode body) {
        var model = RequestJson.model(body, "CompletionRequest");
        var prompt = body.path("prompt");
        if (prompt.isArray()) {
            throw OllamaError.notDone("several prompts in one /v1/completions request");
        }
        var turns = List.of(Turn.of("user", prompt.asText()));
        return new ModelCall(Api.OPENAI_COMPLETION, model, turns, body, openAiOptions(body));
    }

    private static ModelCall.CallOptions options(ObjectNode body) {
        var topLogprobs = body.path("top_logprobs").asInt(0);
        if (topLogprobs < 0 || topLogprobs > 20) {
            throw OllamaError.badRequest("top_logprobs must be between 0 and 20");
        }
        return new ModelCall.CallOptions(
                body.path("tools"),
                given(body.get("format")),
                body.path("stream").asBoolean(true),
                Think.of(body.get("think")),
                GoDuration.keepAlive(body.get("keep_alive")),
                null,
                body.path("truncate").asBoolean(true),
                topLogprobs,
                body.path("logprobs").asBoolean(false));
    }

    private static ModelCall.CallOptions openAiOptions(ObjectNode body) {
        var effort = body.path("reasoning_effort")
                .asText(body.path("reasoning").path("effort").asText(""));
        return new ModelCall.CallOptions(
                body.path("tools"),
                openAiFormat(body.path("response_format")),
                body.path("stream").asBoolean(false),
                effort.isEmpty() ? Think.DEFAULT : effort.equals("none") ? Think.OFF : Think.ON,
                null,
                null,
                true,
                body.path("top_logprobs").asInt(0),
                body.path("logprobs").asBoolean(false));
    }

    private static JsonNode openAiFormat(JsonNode format) {
        return switch (format.path("type").asText()) {
            case "json_object" -> Json.MAPPER.getNodeFactory().textNode("json");
            case "json_schema" -> format.path("json_schema").path("schema");
            default -> null;
        };
    }

    private static JsonNode given(JsonNode format) {
        return format == null
                        || format.isNull()
                        || format.isTextual() && format.asText().isEmpty()
                ? null
                : format;
    }

    /** OpenAI's names for options, as Ollama's. */
    static ObjectNode optionsOf(ModelCall call) {
        if (!call.api().openAi()) {
            return call.body().path("options") instanceof ObjectNode options ? options : Json.object();
        }
        var options = Json.object();
        var limit = call.body()
                .path("max_completion_tokens")
                .asInt(call.body().path("max_tokens").asInt(-1));
        if (limit >= 0) {
            options.put("num_predict", limit);
        }
        var stop = call.body().path("stop");
        if (stop.isTextual()) {
            options.putArray("stop").add(stop);
        } else if (stop.isArray()) {
            options.set("stop", stop);
        }
        return options;
    }
}
