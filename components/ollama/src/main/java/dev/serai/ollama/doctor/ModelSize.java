package dev.serai.ollama.doctor;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The size of a model that is known by its name alone: an estimate.
 *
 * @param assumed whether the quantisation is a guess, because the name does not tell it
 */
public record ModelSize(double parameters, String quantization, boolean assumed, long bytes) {

    /** What the library stores under a name that tells no quantisation. */
    private static final String USUAL = "Q4_K_M";

    /** The experts of a mixture share about a sixth of their weights: 8x7b has 46.7 billion parameters, not 56. */
    private static final double MIXTURE = 0.83;

    private static final int MOST_EXPERTS = 8;

    /** "Effective" sizes leave out what can stay out of the GPU, which is about as much again. */
    private static final double EFFECTIVE = 2;

    // Two digits before an m, since 1m in a name is a context of a million tokens.
    private static final Pattern PARAMETERS = Pattern.compile(
            "(?<![a-z0-9.])(?:(\\d{1,3})x)?(e)?(\\d{1,4}(?:\\.\\d{1,3})?(?=[bt])|\\d{2,3}(?=m))([bmt])(?![a-z0-9])",
            Pattern.CASE_INSENSITIVE);

    /** Empty when the name does not tell. */
    public static Optional<ModelSize> ofName(String model) {
        var name = model.substring(model.lastIndexOf('/') + 1);
        int colon = name.indexOf(':');
        // The tag tells it more reliably than the family, which may have versions in its name.
        var inTag = colon < 0 ? Optional.<Double>empty() : parameters(name.substring(colon + 1));
        return inTag.or(() -> parameters(colon < 0 ? name : name.substring(0, colon)))
                .flatMap(parameters -> of(parameters, name));
    }

    private static Optional<ModelSize> of(double parameters, String name) {
        var told = Quantization.inName(name);
        var quantization = told.orElse(name.startsWith("gpt-oss") ? "MXFP4" : USUAL);
        var bytes = Quantization.bytesPerParameter(quantization);
        return bytes.isEmpty()
                ? Optional.empty()
                : Optional.of(new ModelSize(
                        parameters, quantization, told.isEmpty(), Math.round(parameters * bytes.getAsDouble())));
    }

    private static Optional<Double> parameters(String text) {
        return PARAMETERS.matcher(text).results().findFirst().flatMap(ModelSize::parameters);
    }

    private static Optional<Double> parameters(MatchResult match) {
        double number = Double.parseDouble(match.group(3))
                * switch (match.group(4).toLowerCase(Locale.ROOT)) {
                    case "m" -> 1e6;
                    case "b" -> 1e9;
                    default -> 1e12;
                };
        if (match.group(1) != null) {
            int experts = Integer.parseInt(match.group(1));
            // In names like 16x17b the second number is no expert's size, so they tell nothing.
            return experts > MOST_EXPERTS ? Optional.empty() : Optional.of(experts * number * MIXTURE);
        }
        return Optional.of(match.group(2) == null ? number : number * EFFECTIVE);
    }

    @Override
    public String toString() {
        var count = parameters >= 1e9
                ? String.format(Locale.ROOT, "%.1f billion", parameters / 1e9)
                : String.format(Locale.ROOT, "%.0f million", parameters / 1e6);
        return "about " + count + " parameters by its name, at " + quantization
                + (assumed ? " (assumed, since the name does not tell)" : "");
    }
}
