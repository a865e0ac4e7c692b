package dev.serai.offline.ollama;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.offline.http.Exchange;
import dev.serai.offline.http.Json;
import java.time.Instant;
import java.util.List;

/** The wording of /api/chat. */
final class ChatShape implements AnswerShape {
    private final ModelCall call;

    ChatShape(ModelCall call) {
        this.call = call;
    }

    @Override
    public ObjectNode chunk(Piece piece) {
        var message = message(piece.thinking() ? "" : piece.text());
        if (piece.thinking()) {
            message.put("thinking", piece.text());
        }
        var line = line(message).put("done", false);
        if (call.options().logprobs() && piece.logprob() != null) {
            line.putArray("logprobs").add(piece.logprob().json(call.options().topLogprobs()));
        }
        return line;
    }

    @Override
    public List<ObjectNode> toolChunks(Outcome outcome) {
        if (outcome.answer().toolCalls().isEmpty()
                || !outcome.answer().reply().callStyle().ownChunk()) {
            return List.of();
        }
        var message = message("");
        putCalls(message, outcome);
        return List.of(line(message).put("done", false));
    }

    @Override
    public List<ObjectNode> lastChunks(Outcome outcome) {
        var message = message("");
        if (!outcome.answer().reply().callStyle().ownChunk()) {
            putCalls(message, outcome);
        }
        return List.of(finished(line(message), outcome));
    }

    @Override
    public ObjectNode whole(Outcome outcome) {
        var message = message(outcome.text());
        if (!outcome.thinking().isEmpty()) {
            message.put("thinking", outcome.thinking());
        }
        putCalls(message, outcome);
        var line = finished(line(message), outcome);
        if (outcome.logprobs() != null) {
            line.set("logprobs", outcome.logprobs());
        }
        return line;
    }

    /** The answer to a call without messages, which loads or unloads the model. */
    ObjectNode withoutQuestion(String doneReason) {
        return line(message("")).put("done", true).put("done_reason", doneReason);
    }

    @Override
    public StreamWriter stream(Exchange exchange) {
        return new NdjsonWriter(exchange);
    }

    @Override
    public String wholeContentType() {
        return "application/json; charset=utf-8";
    }

    private static ObjectNode message(String content) {
        return Json.object().put("role", "assistant").put("content", content);
    }

    private ObjectNode line(ObjectNode message) {
        var line = Json.object()
                .put("model", call.model())
                .put("created_at", Instant.now().toString());
        line.set("message", message);
        return line;
    }

    private static ObjectNode finished(ObjectNode line, Outcome outcome) {
        line.put("done", true).put("done_reason", outcome.answer().doneReason());
        outcome.writeMetrics(line);
        return line;
    }

    private static void putCalls(ObjectNode message, Outcome outcome) {
        var calls = outcome.answer().toolCalls();
        if (calls.isEmpty()) {
            return;
        }
        var list = message.putArray("tool_calls");
        for (var i = 0; i < calls.size(); i++) {
            var function =
                    Json.object().put("index", i).put("name", calls.get(i).name());
            function.set("arguments", calls.get(i).arguments());
            list.addObject().put("id", calls.get(i).id()).set("function", function);
        }
    }
}
