package dev.serai.ollama.doctor;

import java.util.ArrayList;

/**
 * Of which type a loaded model's KV cache probably is. No server tells, but it tells how much memory the model takes:
 * what is left of that without the weights is the cache and the working memory, and the latter is known roughly.
 *
 * @param type null when it cannot be told
 * @param bytes the size of the cache of that type
 * @param reason why it cannot be told
 */
public record CacheGuess(CacheType type, long bytes, String reason) {

    /** Tokens that the server reads at once, unless told otherwise. */
    private static final long BATCH = 512;

    private static final long SMALL_PARTS = 64 * Memory.MIB;
    private static final long SMALLEST_VOCABULARY = 32_000;
    private static final long LARGEST_VOCABULARY = 262_144;

    /**
     * @param weights bytes of the model's files; 0 when not known
     * @param info null when the server did not describe the model
     */
    public static CacheGuess of(LoadedModel loaded, long weights, ModelInfo info) {
        var cache = info == null ? null : KvCache.of(info).orElse(null);
        if (cache == null) {
            return unknown("the server does not describe its layers");
        }
        if (loaded.contextLength() <= 0) {
            return unknown("the server does not tell its context");
        }
        if (weights <= 0 || loaded.size() <= 0) {
            return unknown("the server does not tell its size");
        }
        if (!cache.exact()) {
            return unknown("its layers keep less than the whole context");
        }
        if (info.seesOrHears()) {
            return unknown("it needs memory for pictures or sound as well");
        }
        var fitting = new ArrayList<CacheType>();
        for (var type : CacheType.values()) {
            long rest = loaded.size() - weights - cache.bytes(loaded.contextLength(), type);
            if (rest >= leastWork(info) && rest <= mostWork(loaded, info, type)) {
                fitting.add(type);
            }
        }
        return fitting.size() == 1
                ? new CacheGuess(fitting.get(0), cache.bytes(loaded.contextLength(), fitting.get(0)), null)
                : unknown(
                        fitting.isEmpty()
                                ? "the memory it takes fits none of the types"
                                : "the memory it takes fits several types");
    }

    private static CacheGuess unknown(String reason) {
        return new CacheGuess(null, 0, reason);
    }

    /** Every server needs room for the scores of each word of the vocabulary, for each token of a batch. */
    private static long leastWork(ModelInfo info) {
        return vocabularyScores(info.vocabulary() > 0 ? info.vocabulary() : SMALLEST_VOCABULARY) / 2;
    }

    private static long mostWork(LoadedModel loaded, ModelInfo info, CacheType type) {
        long scores = vocabularyScores(info.vocabulary() > 0 ? info.vocabulary() : LARGEST_VOCABULARY);
        // Without flash attention, which a quantised cache implies, each head scores the whole context at once.
        long attention = type.isQuantised() ? 0 : BATCH * loaded.contextLength() * info.heads() * Float.BYTES;
        long work = scores * 3 / 2 + attention + SMALL_PARTS;
        var placement = loaded.placement();
        // A split model has working memory on both sides.
        return (placement.onGpu() || placement.onCpu() ? work : 2 * work) + info.sharedEmbedding();
    }

    /** What the weights and the cache are not, roughly. */
    static long work(ModelInfo info) {
        long words = info.embeddingOnly() ? 0 : info.vocabulary() > 0 ? info.vocabulary() : SMALLEST_VOCABULARY;
        return vocabularyScores(words) + SMALL_PARTS;
    }

    private static long vocabularyScores(long vocabulary) {
        return BATCH * vocabulary * Float.BYTES;
    }
}
