package dev.serai.offline.ollama;

import java.util.ArrayList;
import java.util.List;

/** Fits a conversation into a model's window: the oldest turns go silently, one that is too long alone is refused. */
final class ContextWindow {
    /** What a chat template costs for the marks around a message, and once for the whole prompt. */
    private static final int MARKS = 3;

    private final Model model;
    private final int length;

    ContextWindow(Model model, int length) {
        this.model = model;
        this.length = length;
    }

    int length() {
        return length;
    }

    ModelCall fit(ModelCall call) {
        var kept = new ArrayList<>(call.turns());
        if (call.options().truncate()) {
            while (tokens(call, kept) > length && dropOldest(kept)) {
                continue;
            }
        }
        var tokens = tokens(call, kept);
        if (tokens > length) {
            throw OllamaError.contextExceeded(tokens, length);
        }
        return call.withTurns(List.copyOf(kept));
    }

    int tokens(ModelCall call) {
        return tokens(call, call.turns());
    }

    private int tokens(ModelCall call, List<Turn> turns) {
        if (call.body().path("raw").asBoolean()) {
            return 1 + model.tokens(call.lastContent().length());
        }
        var characters = turns.stream().mapToInt(Turn::characters).sum()
                + (call.tools().isEmpty()
                        ? 0
                        : call.options().tools().toString().length())
                + (turns.stream().anyMatch(t -> t.role().equals("system"))
                        ? 0
                        : model.texts().system().length());
        return model.tokens(characters) + MARKS * turns.size() + MARKS;
    }

    private static boolean dropOldest(List<Turn> turns) {
        for (var i = 0; i < turns.size() - 1; i++) {
            if (!turns.get(i).role().equals("system")) {
                turns.remove(i);
                return true;
            }
        }
        return false;
    }
}
