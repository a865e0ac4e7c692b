package dev.serai.offline.ollama;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.offline.http.Json;
import java.util.ArrayList;
import java.util.List;

/** What has come of an answer so far, and what it took. */
final class Outcome {
    private final Answer answer;
    private final List<Piece> kept = new ArrayList<>();
    private final long started = System.nanoTime();
    private long loaded = started;
    private long firstToken = started;
    private int count;

    Outcome(Answer answer) {
        this.answer = answer;
    }

    void loaded() {
        loaded = System.nanoTime();
        firstToken = loaded;
    }

    void add(Piece piece) {
        if (count++ == 0) {
            firstToken = System.nanoTime();
        }
        if (!answer.call().streaming()) {
            kept.add(piece);
        }
    }

    Answer answer() {
        return answer;
    }

    int count() {
        return count;
    }

    String text() {
        return joined(false);
    }

    String thinking() {
        return joined(true);
    }

    /** The logprobs of all tokens, as a JSON array, or null where none were asked for. */
    ArrayNode logprobs() {
        if (!answer.call().options().logprobs()) {
            return null;
        }
        var list = Json.array();
        kept.stream()
                .filter(p -> p.logprob() != null)
                .forEach(p -> list.add(p.logprob().json(answer.call().options().topLogprobs())));
        return list;
    }

    /** The end of an answer is a token too, unless a limit cut it off. */
    int evalTokens() {
        var fixed = answer.reply().report().evalTokens();
        if (fixed != null) {
            return fixed;
        }
        var calls = answer.toolCalls().stream().mapToInt(ToolCall::tokens).sum();
        return count + calls + (answer.doneReason().equals("length") ? 0 : 1);
    }

    void writeMetrics(ObjectNode node) {
        var now = System.nanoTime();
        node.put("total_duration", now - started + 1)
                .put("load_duration", loaded - started + 1)
                .put("prompt_eval_count", answer.promptTokens())
                .put("prompt_eval_duration", firstToken - loaded + 1)
                .put("eval_count", evalTokens())
                .put("eval_duration", now - firstToken + 1);
    }

    private String joined(boolean thinking) {
        var all = new StringBuilder();
        kept.stream().filter(p -> p.thinking() == thinking).forEach(p -> all.append(p.text()));
        return all.toString();
    }
}
