package dev.serai.ollama.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.serai.support.chat.ChatDelta;
import dev.serai.support.chat.ChatReply;
import dev.serai.support.chat.DeltaDecoder;
import dev.serai.support.chat.FinishReason;
import dev.serai.support.chat.ToolCall;
import dev.serai.support.chat.Usage;
import dev.serai.support.http.SseEvent;
import dev.serai.support.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Reads the events of a streamed answer; tool calls that come in fragments are put together. */
final class OpenAiStreamDecoder implements DeltaDecoder<SseEvent> {

    private final Faults faults;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder thinking = new StringBuilder();
    private final TreeMap<Integer, Fragments> fragments = new TreeMap<>();
    private String model;
    private Usage usage = Usage.UNKNOWN;
    private FinishReason reason;
    private boolean done;

    OpenAiStreamDecoder(Faults faults) {
        this.faults = faults;
    }

    @Override
    public List<ChatDelta> next(SseEvent event) {
        if (done || event.data().isBlank()) {
            return List.of();
        }
        if (event.data().equals("[DONE]")) {
            return finish();
        }
        var node = read(event.data());
        if (node.hasNonNull("error")) {
            throw faults.errorLine(Faults.errorText(node.get("error")));
        }
        if (node.hasNonNull("model")) {
            model = node.get("model").asText();
        }
        if (node.hasNonNull("usage") || node.hasNonNull("timings")) {
            usage = OpenAiWire.usage(node);
        }
        return choice(node.path("choices").path(0));
    }

    private List<ChatDelta> choice(JsonNode choice) {
        var deltas = new ArrayList<ChatDelta>(2);
        var delta = choice.path("delta");
        var thought = OpenAiWire.thinking(delta);
        if (thought != null) {
            thinking.append(thought);
            deltas.add(new ChatDelta.Thinking(thought));
        }
        // "text" is where the old completions have it
        var piece = delta.path("content").asText("") + choice.path("text").asText("");
        if (!piece.isEmpty()) {
            text.append(piece);
            deltas.add(new ChatDelta.Text(piece));
        }
        for (var part : delta.path("tool_calls")) {
            var index = part.path("index").asInt(fragments.size());
            fragments.computeIfAbsent(index, key -> new Fragments()).add(part);
        }
        if (choice.hasNonNull("finish_reason")) {
            reason = FinishReason.of(choice.get("finish_reason").asText());
        }
        return deltas;
    }

    private List<ChatDelta> finish() {
        done = true;
        var deltas = new ArrayList<ChatDelta>();
        var calls = fragments.values().stream().map(Fragments::call).toList();
        calls.forEach(call -> deltas.add(new ChatDelta.Call(call)));
        deltas.add(new ChatDelta.Done(new ChatReply(
                model,
                text.toString(),
                thinking.isEmpty() ? null : thinking.toString(),
                calls,
                usage,
                calls.isEmpty() ? reason : FinishReason.TOOL_CALLS)));
        return deltas;
    }

    private JsonNode read(String data) {
        try {
            var node = Json.read(data);
            if (node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            throw faults.notJson("an event of the stream", data, e);
        }
        throw faults.notJson("an event of the stream", data, null);
    }

    @Override
    public List<ChatDelta> end() {
        if (done) {
            return List.of();
        }
        // Some servers leave out the closing mark, but none leaves out the reason.
        if (reason == null) {
            throw faults.cut("the stream ended before the answer did");
        }
        return finish();
    }

    @Override
    public Throwable failed(Throwable cause) {
        return faults.of(cause);
    }

    /** A tool call in the making. */
    private static final class Fragments {
        private final StringBuilder id = new StringBuilder();
        private final StringBuilder name = new StringBuilder();
        private final StringBuilder arguments = new StringBuilder();

        void add(JsonNode part) {
            if (id.isEmpty()) {
                id.append(part.path("id").asText(""));
            }
            var function = part.path("function");
            name.append(function.path("name").asText(""));
            // Gemini's and some older servers give an object instead of its text
            var given = function.path("arguments");
            arguments.append(given.isObject() ? given.toString() : given.asText(""));
        }

        ToolCall call() {
            return OllamaWire.toolCall(id.toString(), name.toString(), TextNode.valueOf(arguments.toString()));
        }
    }
}
