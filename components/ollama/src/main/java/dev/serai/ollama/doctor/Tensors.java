package dev.serai.ollama.doctor;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the list of a model's tensors tells beyond its description. */
record Tensors(long vocabulary, long sharedEmbedding) {

    static Tensors of(Object list) {
        var byName = new HashMap<String, Map<?, ?>>();
        if (list instanceof List<?> tensors) {
            for (var tensor : tensors) {
                if (tensor instanceof Map<?, ?> map) {
                    byName.put(Fields.text(map, "name"), map);
                }
            }
        }
        var embedding = byName.get("token_embd.weight");
        if (embedding == null || !(embedding.get("shape") instanceof List<?> shape) || shape.size() != 2) {
            return new Tensors(0, 0);
        }
        long width = shape.get(0) instanceof Number number ? number.longValue() : 0;
        long rows = shape.get(1) instanceof Number number ? number.longValue() : 0;
        var bytes = Quantization.bytesPerParameter(Fields.text(embedding, "type"));
        boolean shared = !byName.containsKey("output.weight");
        return new Tensors(rows, shared ? Math.round(width * rows * bytes.orElse(4)) : 0);
    }
}
