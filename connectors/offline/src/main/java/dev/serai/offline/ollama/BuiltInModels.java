package dev.serai.offline.ollama;

import java.util.List;

/** The models that every server has unless told otherwise. */
final class BuiltInModels {
    private static final String TEMPLATE =
            "{% for m in messages %}<|{{ m['role'] }}|>{{ m['content'] }}<|end|>\n" + "{% endfor %}<|assistant|>";

    private BuiltInModels() {}

    static List<Model> all() {
        return List.of(
                Model.named("scripted-chat")
                        .template(TEMPLATE)
                        .charactersPerToken(1)
                        .build(),
                Model.named("scripted-think")
                        .capabilities(Capability.COMPLETION, Capability.TOOLS, Capability.THINKING)
                        .template(TEMPLATE)
                        .charactersPerToken(1)
                        .build(),
                Model.named("all-minilm")
                        .capabilities(Capability.EMBEDDING)
                        .parameterSize("22.57M")
                        .quantization("Q8_0")
                        .size(25_279_317)
                        .info("bert.attention.causal", false)
                        .info("bert.attention.head_count", 12)
                        .info("bert.attention.layer_norm_epsilon", 1e-12)
                        .info("bert.block_count", 6)
                        .info("bert.feed_forward_length", 1536)
                        .info("bert.pooling_type", 1)
                        .info("general.file_type", 7)
                        .info("general.license", "apache-2.0")
                        .info("general.parameter_count", 22_565_376)
                        .info("general.quantization_version", 2)
                        .build());
    }
}
