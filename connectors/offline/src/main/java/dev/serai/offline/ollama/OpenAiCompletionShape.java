package dev.serai.offline.ollama;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.offline.http.Exchange;
import dev.serai.offline.http.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** The wording of /v1/completions. */
final class OpenAiCompletionShape implements AnswerShape {
    private final ModelCall call;
    private final String id = "cmpl-" + ThreadLocalRandom.current().nextInt(1, 1000);
    private final long created = Instant.now().getEpochSecond();

    OpenAiCompletionShape(ModelCall call) {
        this.call = call;
    }

    @Override
    public ObjectNode chunk(Piece piece) {
        return choice(piece.text(), null);
    }

    @Override
    public List<ObjectNode> toolChunks(Outcome outcome) {
        return List.of();
    }

    @Override
    public List<ObjectNode> lastChunks(Outcome outcome) {
        var chunks = new ArrayList<ObjectNode>();
        chunks.add(choice("", outcome.answer().doneReason()));
        if (call.body().path("stream_options").path("include_usage").asBoolean()) {
            var usage = head();
            usage.putArray("choices");
            usage.set("usage", OpenAiChatShape.usage(outcome));
            chunks.add(usage);
        }
        return chunks;
    }

    @Override
    public ObjectNode whole(Outcome outcome) {
        var whole = choice(outcome.text(), outcome.answer().doneReason());
        whole.set("usage", OpenAiChatShape.usage(outcome));
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

    private ObjectNode choice(String text, String finishReason) {
        var node = head();
        node.putArray("choices").addObject().put("text", text).put("index", 0).put("finish_reason", finishReason);
        return node;
    }

    private ObjectNode head() {
        return Json.object()
                .put("id", id)
                .put("object", "text_completion")
                .put("created", created)
                .put("model", call.model())
                .put("system_fingerprint", "fp_ollama");
    }
}
