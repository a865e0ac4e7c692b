package dev.serai.ollama.doctor;

import java.util.Optional;

/**
 * The memory that a model keeps for the tokens of its context.
 *
 * @param numbersPerToken keys and values of all layers
 * @param exact whether the cache surely has a place for each token in each layer; otherwise it may be smaller
 */
public record KvCache(long numbersPerToken, boolean exact) {

    /** Empty when the model's description does not give it, or the model keeps nothing. */
    public static Optional<KvCache> of(ModelInfo info) {
        long perHead = info.keyLength() + info.valueLength();
        long numbers = info.kvHeads() * perHead;
        return numbers <= 0 || info.embeddingOnly()
                ? Optional.empty()
                : Optional.of(new KvCache(numbers, info.plain()));
    }

    public long bytes(long contextLength, CacheType type) {
        return Math.round(numbersPerToken * contextLength * type.bits() / 8);
    }
}
