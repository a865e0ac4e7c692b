package dev.serai.offline.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.offline.http.Json;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Set;
import java.util.stream.StreamSupport;

/** A script as a JSON file: models, and rules with their replies. */
public final class ScriptFile {
    private static final Set<String> TOP = Set.of("models", "remote", "rules", "otherwise");
    private static final Set<String> RULE = Set.of("when", "times", "reply", "replies");
    private static final Set<String> CONDITIONS =
            Set.of("model", "contains", "matches", "lastRole", "offering", "turn", "through");
    private static final Set<String> MODEL = Set.of(
            "name",
            "capabilities",
            "contextLength",
            "embeddingLength",
            "family",
            "parameterSize",
            "quantization",
            "size",
            "template",
            "system",
            "license",
            "parameters",
            "loadTime",
            "vramShare",
            "charactersPerToken");

    private static final Set<String> REMOTE =
            Set.of("model", "layers", "stepsPerLayer", "lineEvery", "cutAfter", "stallAfter", "failAfter");

    private final JsonNode root;

    private ScriptFile(JsonNode root) {
        this.root = root;
    }

    public static ScriptFile parse(String json) {
        var root = Json.parse(json);
        known(root, TOP, "the script file");
        return new ScriptFile(root);
    }

    void applyTo(OllamaStandInBuilder builder) {
        root.path("models").forEach(m -> builder.model(model(m)));
        root.path("remote").forEach(m -> builder.remote(remote(m)));
    }

    void applyTo(Script script) {
        for (var rule : root.path("rules")) {
            known(rule, RULE, "a rule");
            var expectation = conditions(script.when(), rule.path("when"));
            if (rule.has("times")) {
                expectation.times(rule.get("times").asInt());
            }
            var replies = new ArrayList<ScriptedReply>();
            if (rule.has("reply")) {
                replies.add(ReplyFile.read(rule.get("reply")));
            }
            rule.path("replies").forEach(r -> replies.add(ReplyFile.read(r)));
            expectation.reply(replies.toArray(ScriptedReply[]::new));
        }
        if (root.has("otherwise")) {
            script.otherwise(ReplyFile.read(root.get("otherwise")));
        }
    }

    private static Expectation conditions(Expectation expectation, JsonNode when) {
        known(when, CONDITIONS, "\"when\"");
        when.fields().forEachRemaining(e -> {
            var text = e.getValue().asText();
            switch (e.getKey()) {
                case "model" -> expectation.model(text);
                case "contains" -> expectation.contains(text);
                case "matches" -> expectation.matches(text);
                case "lastRole" -> expectation.lastRole(text);
                case "offering" -> expectation.offering(text);
                case "turn" -> expectation.turn(e.getValue().asInt());
                default -> expectation.through(Api.valueOf(text.toUpperCase(Locale.ROOT)));
            }
        });
        return expectation;
    }

    static Model model(JsonNode node) {
        known(node, MODEL, "a model");
        var builder = Model.named(node.path("name").asText());
        node.fields().forEachRemaining(e -> {
            var value = e.getValue();
            switch (e.getKey()) {
                case "capabilities" ->
                    builder.capabilities(StreamSupport.stream(value.spliterator(), false)
                            .map(c -> Capability.of(c.asText()))
                            .toList());
                case "contextLength" -> builder.contextLength(value.asInt());
                case "embeddingLength" -> builder.embeddingLength(value.asInt());
                case "family" -> builder.family(value.asText());
                case "parameterSize" -> builder.parameterSize(value.asText());
                case "quantization" -> builder.quantization(value.asText());
                case "size" -> builder.size(value.asLong());
                case "template" -> builder.template(value.asText());
                case "system" -> builder.system(value.asText());
                case "license" -> builder.license(value.asText());
                case "parameters" -> value.fields().forEachRemaining(p -> builder.parameter(p.getKey(), p.getValue()));
                case "loadTime" -> builder.loadTime(GoDuration.parse(value.asText()));
                case "vramShare" -> builder.vramShare(value.asDouble());
                case "charactersPerToken" -> builder.charactersPerToken(value.asInt());
                default -> {}
            }
        });
        return builder.build();
    }

    private static RemoteModel remote(JsonNode node) {
        known(node, REMOTE, "a remote model");
        var remote = RemoteModel.of(model(node.path("model")));
        if (node.has("layers")) {
            remote.layers(StreamSupport.stream(node.get("layers").spliterator(), false)
                    .mapToLong(JsonNode::asLong)
                    .toArray());
        }
        node.fields().forEachRemaining(e -> {
            var value = e.getValue();
            switch (e.getKey()) {
                case "stepsPerLayer" -> remote.stepsPerLayer(value.asInt());
                case "lineEvery" -> remote.lineEvery(GoDuration.parse(value.asText()));
                case "cutAfter" -> remote.cutAfter(value.asInt());
                case "stallAfter" -> remote.stallAfter(value.asInt());
                case "failAfter" ->
                    remote.failAfter(
                            value.path("lines").asInt(), value.path("message").asText());
                default -> {}
            }
        });
        return remote;
    }

    /** A misspelt key would be a rule that silently never applies. */
    static void known(JsonNode node, Set<String> allowed, String where) {
        node.fieldNames().forEachRemaining(name -> {
            if (!allowed.contains(name)) {
                throw new IllegalArgumentException(where + " does not know \"" + name + "\", only " + allowed);
            }
        });
    }
}
