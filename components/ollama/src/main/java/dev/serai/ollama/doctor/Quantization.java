package dev.serai.ollama.doctor;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * How many bytes a parameter takes in a file of a given quantisation. The numbers are measured on whole files, in which
 * some tensors are always stored finer than the name says.
 */
public final class Quantization {

    /** By the beginning of the name; the first that fits decides. */
    private static final Map<String, Double> BYTES = new LinkedHashMap<>();

    static {
        BYTES.put("F32", 4.0);
        BYTES.put("FP32", 4.0);
        BYTES.put("F16", 2.0);
        BYTES.put("FP16", 2.0);
        BYTES.put("BF16", 2.0);
        BYTES.put("Q8", 1.06);
        BYTES.put("Q6", 0.82);
        BYTES.put("Q5", 0.70);
        BYTES.put("Q4_K", 0.61);
        BYTES.put("Q4", 0.57);
        BYTES.put("Q3", 0.50);
        BYTES.put("Q2", 0.40);
        BYTES.put("IQ4", 0.56);
        BYTES.put("IQ3", 0.45);
        BYTES.put("IQ2", 0.32);
        BYTES.put("MXFP4", 0.53);
        BYTES.put("NVFP4", 0.57);
    }

    private static final Pattern IN_NAME = Pattern.compile(
            "(?<![a-z0-9])(i?q[2-8](?:_[a-z0-9]+)*|b?f16|fp16|fp?32|mxfp4|nvfp4)(?![a-z0-9])",
            Pattern.CASE_INSENSITIVE);

    private Quantization() {}

    /** Empty for a quantisation that is not known here. */
    public static OptionalDouble bytesPerParameter(String quantization) {
        var name = quantization.toUpperCase(Locale.ROOT);
        return BYTES.entrySet().stream()
                .filter(entry -> name.startsWith(entry.getKey()))
                .mapToDouble(Map.Entry::getValue)
                .findFirst();
    }

    /** The quantisation that a model's name tells, as in {@code llama3.2:1b-instruct-q8_0}. */
    static Optional<String> inName(String model) {
        var matcher = IN_NAME.matcher(model);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
