package dev.serai.offline.ollama;

import java.util.Locale;
import java.util.Map;

/** Names for the numbers in GGUF files. */
final class GgufTypes {
    private static final Map<Integer, String> TENSORS = Map.ofEntries(
            Map.entry(0, "F32"),
            Map.entry(1, "F16"),
            Map.entry(2, "Q4_0"),
            Map.entry(3, "Q4_1"),
            Map.entry(6, "Q5_0"),
            Map.entry(7, "Q5_1"),
            Map.entry(8, "Q8_0"),
            Map.entry(10, "Q2_K"),
            Map.entry(11, "Q3_K"),
            Map.entry(12, "Q4_K"),
            Map.entry(13, "Q5_K"),
            Map.entry(14, "Q6_K"),
            Map.entry(30, "BF16"));
    private static final Map<Integer, String> FILES = Map.of(
            1, "F16", 2, "Q4_0", 7, "Q8_0", 10, "Q2_K", 12, "Q3_K_M", 14, "Q4_K_S", 15, "Q4_K_M", 17, "Q5_K_M", 18,
            "Q6_K");

    private GgufTypes() {}

    static String tensor(int type) {
        return TENSORS.getOrDefault(type, "unknown");
    }

    static String file(int type) {
        return FILES.getOrDefault(type, "unknown");
    }

    /** A count of parameters as the server writes it: 293K, 22.57M, 7.6B. */
    static String humanCount(long count) {
        if (count >= 1_000_000_000) {
            return String.format(Locale.ROOT, "%.1fB", count / 1e9);
        }
        if (count >= 1_000_000) {
            return String.format(Locale.ROOT, "%.2fM", count / 1e6);
        }
        return count >= 1000 ? String.format(Locale.ROOT, "%.0fK", count / 1e3) : String.valueOf(count);
    }
}
