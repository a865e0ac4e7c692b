package dev.serai.ollama.doctor;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What a server's description of a model says about its build. A number that is not told is 0.
 *
 * @param kvHeads heads with keys and values, of all layers together
 * @param heads attention heads of one layer
 * @param contextLength tokens that the model was trained for
 * @param plain whether every layer attends to every token, with keys and values of its own
 * @param embeddingOnly whether it only makes vectors, and so keeps no cache
 * @param seesOrHears whether it needs further memory for pictures or sound
 * @param sharedEmbedding bytes of an embedding table that also serves as the output layer, and so may be loaded twice
 */
public record ModelInfo(
        long kvHeads,
        long heads,
        long keyLength,
        long valueLength,
        long contextLength,
        long vocabulary,
        boolean plain,
        boolean embeddingOnly,
        boolean seesOrHears,
        long sharedEmbedding) {

    /** Reads the answer of {@code /api/show}. */
    public static ModelInfo of(Map<String, Object> shown) {
        var info = Fields.map(shown, "model_info");
        var prefix = Fields.text(info, "general.architecture") + ".";
        var tensors = Tensors.of(shown.get("tensors"));
        long layers = Fields.number(info, prefix + "block_count");
        long heads = Fields.number(info, prefix + "attention.head_count");
        long perHead = heads == 0 ? 0 : Fields.number(info, prefix + "embedding_length") / heads;
        long vocabulary = Fields.number(info, prefix + "vocab_size");
        return new ModelInfo(
                kvHeads(info, prefix, layers, heads),
                heads,
                either(Fields.number(info, prefix + "attention.key_length"), perHead),
                either(Fields.number(info, prefix + "attention.value_length"), perHead),
                Fields.number(info, prefix + "context_length"),
                either(vocabulary, tensors.vocabulary()),
                plain(info, prefix),
                embeddingOnly(shown, info, prefix),
                can(shown, "vision") || can(shown, "audio"),
                tensors.sharedEmbedding());
    }

    private static long either(long number, long otherwise) {
        return number > 0 ? number : otherwise;
    }

    private static long kvHeads(Map<?, ?> info, String prefix, long layers, long heads) {
        var key = prefix + "attention.head_count_kv";
        if (!info.containsKey(key)) {
            return heads * layers;
        }
        // Models whose layers differ have a list here; the server leaves long lists out unless asked to be verbose.
        return info.get(key) instanceof List<?> list
                ? list.stream()
                        .filter(Number.class::isInstance)
                        .mapToLong(n -> ((Number) n).longValue())
                        .sum()
                : Fields.number(info, key) * layers;
    }

    private static boolean plain(Map<?, ?> info, String prefix) {
        return info.keySet().stream()
                .map(String::valueOf)
                .noneMatch(key -> key.startsWith(prefix)
                        && (key.contains(".sliding_window")
                                || key.contains(".kv_lora_rank")
                                || key.contains(".shared_kv_layers")
                                || key.contains(".full_attention_interval")
                                || key.contains(".ssm.")
                                || key.contains(".wkv.")));
    }

    private static boolean embeddingOnly(Map<String, Object> shown, Map<?, ?> info, String prefix) {
        return Boolean.FALSE.equals(info.get(prefix + "attention.causal"))
                || can(shown, "embedding") && !can(shown, "completion");
    }

    private static boolean can(Map<String, Object> shown, String capability) {
        return shown.get("capabilities") instanceof Collection<?> all && all.contains(capability);
    }
}
