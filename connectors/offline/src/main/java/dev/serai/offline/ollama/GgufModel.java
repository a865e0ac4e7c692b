package dev.serai.offline.ollama;

import java.util.EnumSet;
import java.util.Set;

/** Makes a model of an uploaded file, from what the file says about itself. */
final class GgufModel {
    private static final String TEMPLATE = "tokenizer.chat_template";

    /** With so few tokens a text is spelt rather than cut into words. */
    private static final int SPELLING_VOCABULARY = 1024;

    private GgufModel() {}

    static ModelBuilder define(String name, String digest, byte[] file) {
        var gguf = GgufFile.parse(file);
        var template = gguf.metadata().path(TEMPLATE).asText("");
        var builder = Model.named(name)
                .capabilities(capabilities(gguf, template))
                .family(gguf.architecture())
                .parameterSize(GgufTypes.humanCount(gguf.parameters()))
                .quantization(
                        GgufTypes.file(gguf.metadata().path("general.file_type").asInt(-1)))
                .contextLength(gguf.number("context_length"))
                .embeddingLength(gguf.number("embedding_length"))
                .template(template.isEmpty() ? "{{ .Prompt }}" : template)
                .size(file.length)
                .weights(digest)
                .tensors(gguf.tensors())
                .charactersPerToken(gguf.vocabulary() < SPELLING_VOCABULARY ? 1 : 4);
        gguf.metadata().fields().forEachRemaining(e -> {
            if (!e.getKey().equals(TEMPLATE) && !e.getKey().equals("general.name")) {
                builder.info(e.getKey(), e.getValue());
            }
        });
        return builder.info("general.parameter_count", gguf.parameters()).info("general.quantization_version", 2);
    }

    private static Set<Capability> capabilities(GgufFile gguf, String template) {
        if (gguf.metadata().has(gguf.architecture() + ".pooling_type")) {
            return EnumSet.of(Capability.EMBEDDING);
        }
        var found = EnumSet.of(Capability.COMPLETION);
        if (template.contains("tools")) {
            found.add(Capability.TOOLS);
        }
        if (template.contains("<think>")) {
            found.add(Capability.THINKING);
        }
        if (gguf.metadata().has(gguf.architecture() + ".vision.block_count")) {
            found.add(Capability.VISION);
        }
        return found;
    }
}
