package dev.serai.ollama.doctor;

/** How the numbers of a KV cache are stored. The names are those of OLLAMA_KV_CACHE_TYPE. */
public enum CacheType {
    F16("f16", 16),
    // Blocks of 32 numbers share a scale of 16 bits, which is half a bit for each.
    Q8_0("q8_0", 8.5),
    Q4_0("q4_0", 4.5);

    private final String wireName;
    private final double bits;

    CacheType(String wireName, double bits) {
        this.wireName = wireName;
        this.bits = bits;
    }

    double bits() {
        return bits;
    }

    public boolean isQuantised() {
        return this != F16;
    }

    @Override
    public String toString() {
        return wireName;
    }
}
