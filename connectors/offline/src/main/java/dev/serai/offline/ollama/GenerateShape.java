package dev.serai.offline.ollama;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.offline.http.Exchange;
import dev.serai.offline.http.Json;
import java.time.Instant;
import java.util.List;

/** The wording of /api/generate. */
final class GenerateShape implements AnswerShape {
    private final ModelCall call;

    GenerateShape(ModelCall call) {
        this.call = call;
    }

    @Override
    public ObjectNode chunk(Piece piece) {
        var line = line(piece.thinking() ? "" : piece.text());
        if (piece.thinking()) {
            line.put("thinking", piece.text());
        }
        line.put("done", false);
        if (call.options().logprobs() && piece.logprob() != null) {
            line.putArray("logprobs").add(piece.logprob().json(call.options().topLogprobs()));
        }
        return line;
    }

    @Override
    public List<ObjectNode> toolChunks(Outcome outcome) {
        return List.of();
    }

    @Override
    public List<ObjectNode> lastChunks(Outcome outcome) {
        return List.of(finished(line(""), outcome));
    }

    @Override
    public ObjectNode whole(Outcome outcome) {
        var line = line(outcome.text());
        if (!outcome.thinking().isEmpty()) {
            line.put("thinking", outcome.thinking());
        }
        finished(line, outcome);
        if (outcome.logprobs() != null) {
            line.set("logprobs", outcome.logprobs());
        }
        return line;
    }

    ObjectNode withoutQuestion(String doneReason) {
        return line("").put("done", true).put("done_reason", doneReason);
    }

    @Override
    public StreamWriter stream(Exchange exchange) {
        return new NdjsonWriter(exchange);
    }

    @Override
    public String wholeContentType() {
        return "application/json; charset=utf-8";
    }

    private ObjectNode line(String response) {
        return Json.object()
                .put("model", call.model())
                .put("created_at", Instant.now().toString())
                .put("response", response);
    }

    private ObjectNode finished(ObjectNode line, Outcome outcome) {
        line.put("done", true).put("done_reason", outcome.answer().doneReason());
        if (!call.body().path("raw").asBoolean()) {
            var context = line.putArray("context");
            Tokens.split(call.lastContent()).forEach(t -> context.add(Math.floorMod(t.hashCode(), 32_000)));
        }
        outcome.writeMetrics(line);
        return line;
    }
}
