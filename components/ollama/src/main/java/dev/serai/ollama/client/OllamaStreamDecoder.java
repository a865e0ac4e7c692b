package dev.serai.ollama.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.support.chat.ChatDelta;
import dev.serai.support.chat.DeltaDecoder;
import dev.serai.support.chat.ToolCall;
import dev.serai.support.json.Json;
import java.util.ArrayList;
import java.util.List;

/** Reads the lines of a streamed chat or generate answer. */
final class OllamaStreamDecoder implements DeltaDecoder<String> {

    private final Faults faults;
    private final String textField;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder thinking = new StringBuilder();
    private final List<ToolCall> calls = new ArrayList<>();
    private boolean done;

    private OllamaStreamDecoder(Faults faults, String textField) {
        this.faults = faults;
        this.textField = textField;
    }

    static OllamaStreamDecoder chat(Faults faults) {
        return new OllamaStreamDecoder(faults, "content");
    }

    static OllamaStreamDecoder generate(Faults faults) {
        return new OllamaStreamDecoder(faults, "response");
    }

    @Override
    public List<ChatDelta> next(String line) {
        if (done || line.isBlank()) {
            return List.of();
        }
        var node = read(line);
        if (node.hasNonNull("error")) {
            throw faults.errorLine(Faults.errorText(node.get("error")));
        }
        var message = textField.equals("content") ? node.path("message") : node;
        var deltas = new ArrayList<ChatDelta>(2);
        var thought = OllamaWire.thinking(message);
        if (thought != null) {
            thinking.append(thought);
            deltas.add(new ChatDelta.Thinking(thought));
        }
        var piece = OllamaWire.text(message, textField);
        if (!piece.isEmpty()) {
            text.append(piece);
            deltas.add(new ChatDelta.Text(piece));
        }
        // Some templates give the calls in the last line, others before it: both are taken where they come.
        for (var call : OllamaWire.toolCalls(message)) {
            calls.add(call);
            deltas.add(new ChatDelta.Call(call));
        }
        if (node.path("done").asBoolean()) {
            done = true;
            deltas.add(new ChatDelta.Done(OllamaWire.reply(
                    node, text.toString(), thinking.isEmpty() ? null : thinking.toString(), List.copyOf(calls))));
        }
        return deltas;
    }

    private JsonNode read(String line) {
        try {
            var node = Json.read(line);
            if (node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            throw faults.notJson("a line of the stream", line, e);
        }
        throw faults.notJson("a line of the stream", line, null);
    }

    @Override
    public List<ChatDelta> end() {
        if (!done) {
            throw faults.cut("the stream ended before the answer did");
        }
        return List.of();
    }

    @Override
    public Throwable failed(Throwable cause) {
        return faults.of(cause);
    }
}
