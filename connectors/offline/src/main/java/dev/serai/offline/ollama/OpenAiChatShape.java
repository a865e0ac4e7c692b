package dev.serai.offline.ollama;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.offline.http.Exchange;
import dev.serai.offline.http.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** The wording of /v1/chat/completions. */
final class OpenAiChatShape implements AnswerShape {
    private final ModelCall call;
    private final String id = "chatcmpl-" + ThreadLocalRandom.current().nextInt(1, 1000);
    private final long created = Instant.now().getEpochSecond();
    private boolean roleSent;

    OpenAiChatShape(ModelCall call) {
        this.call = call;
    }

    @Override
    public ObjectNode chunk(Piece piece) {
        var delta = delta().put("content", piece.thinking() ? "" : piece.text());
        if (piece.thinking()) {
            delta.put("reasoning", piece.text());
        }
        var chunk = chunk(delta, null);
        if (call.options().logprobs() && piece.logprob() != null) {
            var logprobs = Json.object();
            logprobs.putArray("content").add(piece.logprob().json(call.options().topLogprobs()));
            ((ObjectNode) chunk.get("choices").get(0)).set("logprobs", logprobs);
        }
        return chunk;
    }

    @Override
    public List<ObjectNode> toolChunks(Outcome outcome) {
        var calls = outcome.answer().toolCalls();
        if (calls.isEmpty()) {
            return List.of();
        }
        var fragments = outcome.answer().reply().callStyle().fragments();
        if (fragments <= 1) {
            var delta = delta().put("content", "");
            delta.set("tool_calls", calls(calls));
            return List.of(chunk(delta, null));
        }
        var chunks = new ArrayList<ObjectNode>();
        for (var i = 0; i < calls.size(); i++) {
            chunks.addAll(fragments(calls.get(i), i, fragments));
        }
        return chunks;
    }

    @Override
    public List<ObjectNode> lastChunks(Outcome outcome) {
        var chunks = new ArrayList<ObjectNode>();
        chunks.add(chunk(roleSent ? Json.object() : delta().put("content", ""), finishReason(outcome)));
        if (call.body().path("stream_options").path("include_usage").asBoolean()) {
            var usage = head("chat.completion.chunk");
            usage.putArray("choices");
            usage.set("usage", usage(outcome));
            chunks.add(usage);
        }
        return chunks;
    }

    @Override
    public ObjectNode whole(Outcome outcome) {
        var message = Json.object().put("role", "assistant").put("content", outcome.text());
        if (!outcome.thinking().isEmpty()) {
            message.put("reasoning", outcome.thinking());
        }
        if (!outcome.answer().toolCalls().isEmpty()) {
            message.set("tool_calls", calls(outcome.answer().toolCalls()));
        }
        var choice = Json.object().put("index", 0);
        choice.set("message", message);
        choice.put("finish_reason", finishReason(outcome));
        if (outcome.logprobs() != null) {
            choice.putObject("logprobs").set("content", outcome.logprobs());
        }
        var whole = head("chat.completion");
        whole.putArray("choices").add(choice);
        whole.set("usage", usage(outcome));
        return whole;
    }

    @Override
    public StreamWriter stream(Exchange exchange) {
        return new SseWriter(exchange);
    }

    @Override
    public String wholeContentType() {
        return "application/json";
    }

    static ObjectNode usage(Outcome outcome) {
        var prompt = outcome.answer().promptTokens();
        var completion = outcome.evalTokens();
        return Json.object()
                .put("prompt_tokens", prompt)
                .put("completion_tokens", completion)
                .put("total_tokens", prompt + completion);
    }

    private List<ObjectNode> fragments(ToolCall toolCall, int index, int count) {
        var arguments = toolCall.arguments().toString();
        var step = Math.max(1, (arguments.length() + count - 1) / count);
        var chunks = new ArrayList<ObjectNode>();
        var opening = delta();
        opening.putArray("tool_calls").add(call(toolCall, index, ""));
        chunks.add(chunk(opening, null));
        for (var at = 0; at < arguments.length(); at += step) {
            var part = arguments.substring(at, Math.min(arguments.length(), at + step));
            var more = Json.object();
            more.putArray("tool_calls")
                    .addObject()
                    .put("index", index)
                    .putObject("function")
                    .put("arguments", part);
            chunks.add(chunk(more, null));
        }
        return chunks;
    }

    private static ArrayNode calls(List<ToolCall> calls) {
        var list = Json.array();
        for (var i = 0; i < calls.size(); i++) {
            list.add(call(calls.get(i), i, calls.get(i).arguments().toString()));
        }
        return list;
    }

    private static ObjectNode call(ToolCall toolCall, int index, String arguments) {
        var node = Json.object().put("id", toolCall.id()).put("index", index).put("type", "function");
        node.putObject("function").put("name", toolCall.name()).put("arguments", arguments);
        return node;
    }

    private static String finishReason(Outcome outcome) {
        return outcome.answer().toolCalls().isEmpty() ? outcome.answer().doneReason() : "tool_calls";
    }

    private ObjectNode delta() {
        var delta = Json.object();
        if (!roleSent) {
            delta.put("role", "assistant");
            roleSent = true;
        }
        return delta;
    }

    private ObjectNode chunk(ObjectNode delta, String finishReason) {
        var chunk = head("chat.completion.chunk");
        var choice = Json.object().put("index", 0);
        choice.set("delta", delta);
        choice.put("finish_reason", finishReason);
        chunk.putArray("choices").add(choice);
        return chunk;
    }

    private ObjectNode head(String object) {
        return Json.object()
                .put("id", id)
                .put("object", object)
                .put("created", created)
                .put("model", call.model())
                .put("system_fingerprint", "fp_ollama");
    }
}
