package dev.serai.offline.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

/** One question to a model, in the same shape whichever API brought it; scripts match on it. */
public final class ModelCall {
    private final Api api;
    private final String model;
    private final List<Turn> turns;
    private final JsonNode body;
    private final CallOptions options;

    ModelCall(Api api, String model, List<Turn> turns, JsonNode body, CallOptions options) {
        this.api = api;
        this.model = model;
        this.turns = turns;
        this.body = body;
        this.options = options;
    }

    public Api api() {
        return api;
    }

    /** The model's name as the caller wrote it. */
    public String model() {
        return model;
    }

    public List<Turn> turns() {
        return turns;
    }

    /** The request's body as it came. */
    public JsonNode body() {
        return body;
    }

    /** The last message's content, or an empty text. */
    public String lastContent() {
        return turns.isEmpty() ? "" : turns.get(turns.size() - 1).content();
    }

    public String lastRole() {
        return turns.isEmpty() ? "" : turns.get(turns.size() - 1).role();
    }

    /** 1 for the first question of a conversation, one more for each answer the model already gave. */
    public int turn() {
        return 1
                + (int) turns.stream().filter(t -> t.role().equals("assistant")).count();
    }

    /** The names of the tools that the caller offers. */
    public List<String> tools() {
        return StreamSupport.stream(options.tools().spliterator(), false)
                .map(tool -> tool.path("function").path("name").asText())
                .toList();
    }

    public boolean streaming() {
        return options.stream();
    }

    CallOptions options() {
        return options;
    }

    ModelCall withTurns(List<Turn> kept) {
        return new ModelCall(api, model, kept, body, options);
    }

    ModelCall withRunner(RunnerOptions runner) {
        var o = options;
        var configured = new CallOptions(
                o.tools(),
                o.format(),
                o.stream(),
                o.think(),
                o.keepAlive(),
                runner,
                o.truncate(),
                o.topLogprobs(),
                o.logprobs());
        return new ModelCall(api, model, turns, body, configured);
    }

    /** Everything of a call that steers the answer rather than being part of the question. */
    record CallOptions(
            JsonNode tools,
            JsonNode format,
            boolean stream,
            Think think,
            Duration keepAlive,
            RunnerOptions runner,
            boolean truncate,
            int topLogprobs,
            boolean logprobs) {

        static final CallOptions NONE =
                new CallOptions(MissingNode.getInstance(), null, false, Think.DEFAULT, null, null, true, 0, false);
    }
}
