package dev.serai.offline.ollama;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Applies a call's limits, stop words and wish for thinking to a reply. */
final class AnswerPlanner {
    private AnswerPlanner() {}

    static Answer plan(ModelCall call, ScriptedReply reply, int promptTokens, int contextLength) {
        var words = reply.words();
        var text = untilStop(words, call.options().runner().stop());
        var endless = words.endless() && text.equals(words.text());
        var pieces = pieces(call, words.thinking(), text, reply.report().logprobs());
        checkLogprobs(call, reply);
        var limit = call.options().runner().numPredict();
        // Without a stream the whole answer is held in memory, so the real server's own limit applies.
        var most = limit != null ? limit : call.streaming() ? Long.MAX_VALUE : 10L * contextLength;
        var all = endless && !pieces.isEmpty() ? Long.MAX_VALUE : pieces.size();
        var cut = all > most;
        var scripted = reply.report().doneReason();
        return new Answer(
                call,
                reply,
                pieces,
                Math.min(all, most),
                scripted != null ? scripted : cut ? "length" : "stop",
                cut
                        ? List.of()
                        : words.calls().stream().map(ToolCall::identified).toList(),
                reply.report().promptTokens() != null ? reply.report().promptTokens() : promptTokens);
    }

    private static List<Piece> pieces(
            ModelCall call, List<String> thinking, List<String> text, List<TokenLogprob> logprobs) {
        var all = new ArrayList<Piece>();
        if (call.options().think() != Think.OFF && !thinking.isEmpty()) {
            // Asked without "think", these operations hand out the model's raw text, tags and all.
            var raw = call.options().think() == Think.DEFAULT
                    && (call.api() == Api.GENERATE || call.api() == Api.OPENAI_COMPLETION);
            if (raw) {
                all.add(new Piece(false, "<think>\n", null));
            }
            thinking.forEach(t -> all.add(new Piece(!raw, t, null)));
            if (raw) {
                all.add(new Piece(false, "</think>\n\n", null));
            }
        }
        for (var i = 0; i < text.size(); i++) {
            all.add(new Piece(false, text.get(i), i < logprobs.size() ? logprobs.get(i) : null));
        }
        return all;
    }

    private static List<String> untilStop(ScriptedReply.Words words, List<String> stops) {
        var text = words.text();
        var whole = words.endless()
                ? String.join("", text) + String.join("", text)
                : text.stream().collect(Collectors.joining());
        var end = stops.stream()
                .filter(s -> !s.isEmpty())
                .mapToInt(whole::indexOf)
                .filter(i -> i >= 0)
                .min();
        if (end.isEmpty()) {
            return text;
        }
        var kept = new ArrayList<String>();
        var length = 0;
        for (var i = 0; length < end.getAsInt(); i++) {
            var token = text.get(i % text.size());
            kept.add(token.substring(0, Math.min(token.length(), end.getAsInt() - length)));
            length += token.length();
        }
        return kept;
    }

    private static void checkLogprobs(ModelCall call, ScriptedReply reply) {
        if (call.options().logprobs() && reply.report().logprobs().isEmpty()) {
            throw OllamaError.notDone("logprobs unless a script gives them");
        }
    }
}
