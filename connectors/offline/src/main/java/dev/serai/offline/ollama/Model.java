package dev.serai.offline.ollama;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** One model as the server knows it. */
public record Model(
        ModelName modelName,
        Instant modifiedAt,
        Files files,
        Details details,
        Set<Capability> capabilities,
        Texts texts,
        ObjectNode info,
        ArrayNode tensors,
        Behaviour behaviour) {

    /** What lies on disk: the manifest's digest, the layers' digests and their size together. */
    record Files(String digest, List<String> layers, long size) {}

    /** What the details block of an answer shows. */
    record Details(
            String parent,
            String family,
            String parameterSize,
            String quantization,
            int contextLength,
            int embeddingLength) {}

    /** What a Modelfile says. */
    record Texts(String template, String system, String license, ObjectNode parameters, ArrayNode messages) {}

    /** How the stand-in plays the model. */
    record Behaviour(int charactersPerToken, Duration loadTime, double vramShare) {}

    /** Starts the definition of a model that can chat and call tools, which is what most tests need. */
    public static ModelBuilder named(String name) {
        return new ModelBuilder(name);
    }

    public String name() {
        return modelName.shown();
    }

    boolean can(Capability capability) {
        return capabilities.contains(capability);
    }

    /** The window that a call gets: what it asks for, within what the model was trained for, in blocks of 256. */
    int contextFor(RunnerOptions options, int serverDefault) {
        var wanted = options.numCtx() > 0 ? options.numCtx() : serverDefault;
        var blocks = Math.max(1, (wanted + 255) / 256);
        return Math.min(details.contextLength(), blocks * 256);
    }

    int tokens(int characters) {
        return (characters + behaviour.charactersPerToken() - 1) / behaviour.charactersPerToken();
    }

    Model renamed(ModelName name) {
        return new Model(name, Instant.now(), files, details, capabilities, texts, info, tensors, behaviour);
    }
}
