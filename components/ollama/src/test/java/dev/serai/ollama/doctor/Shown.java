package dev.serai.ollama.doctor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Descriptions of real models, as far as the doctor reads them. */
final class Shown {

    static final ModelInfo LLAMA_8B = ModelInfo.of(llama8b().done());
    static final ModelInfo QWEN_14B = ModelInfo.of(qwen14b().done());

    private final String architecture;
    private final Map<String, Object> info = new HashMap<>();
    private final List<Map<String, Object>> tensors = new ArrayList<>();
    private List<String> capabilities = List.of("completion");

    private Shown(String architecture) {
        this.architecture = architecture;
        info.put("general.architecture", architecture);
    }

    static Shown model(String architecture) {
        return new Shown(architecture);
    }

    static Shown llama8b() {
        return model("llama")
                .with("block_count", 32)
                .with("attention.head_count", 32)
                .with("attention.head_count_kv", 8)
                .with("embedding_length", 4096)
                .with("context_length", 131072)
                .with("vocab_size", 128256);
    }

    static Shown qwen14b() {
        return model("qwen3")
                .with("block_count", 40)
                .with("attention.head_count", 40)
                .with("attention.head_count_kv", 8)
                .with("attention.key_length", 128)
                .with("attention.value_length", 128)
                .with("embedding_length", 5120)
                .with("context_length", 40960)
                .tensor("token_embd.weight", "Q4_K", 5120, 151936)
                .tensor("output.weight", "Q6_K", 5120, 151936);
    }

    static Shown miniLm() {
        return model("bert")
                .with("block_count", 6)
                .with("attention.head_count", 12)
                .with("attention.causal", false)
                .with("embedding_length", 384)
                .with("context_length", 512)
                .able("embedding");
    }

    Shown with(String name, Object value) {
        info.put(architecture + "." + name, value);
        return this;
    }

    Shown tensor(String name, String type, int width, int rows) {
        tensors.add(Map.of("name", name, "type", type, "shape", List.of(width, rows)));
        return this;
    }

    Shown able(String... names) {
        capabilities = List.of(names);
        return this;
    }

    Map<String, Object> done() {
        return Map.of("model_info", info, "tensors", tensors, "capabilities", capabilities);
    }
}
