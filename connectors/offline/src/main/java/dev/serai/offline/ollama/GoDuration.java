package dev.serai.offline.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/** Durations as the real server reads them: numbers are seconds, texts look like 1h30m, negative means for ever. */
final class GoDuration {
    static final Duration FOREVER = Duration.ofDays(36500);

    private static final Pattern WHOLE = Pattern.compile("[-+]?((\\d+(\\.\\d*)?|\\.\\d+)(ns|us|µs|ms|s|m|h))+");
    private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d*)?|\\.\\d+)(ns|us|µs|ms|s|m|h)");
    private static final Map<String, Double> NANOS =
            Map.of("ns", 1.0, "us", 1e3, "µs", 1e3, "ms", 1e6, "s", 1e9, "m", 6e10, "h", 3.6e12);

    private GoDuration() {}

    static Duration parse(String text) {
        if (text.equals("0") || text.equals("-0") || text.equals("+0")) {
            return Duration.ZERO;
        }
        if (text.matches("[-+]?\\d+(\\.\\d*)?")) {
            throw OllamaError.badRequest("time: missing unit in duration \"" + text + "\"");
        }
        if (!WHOLE.matcher(text).matches()) {
            throw OllamaError.badRequest("time: invalid duration \"" + text + "\"");
        }
        var nanos = 0.0;
        var parts = PART.matcher(text);
        while (parts.find()) {
            nanos += Double.parseDouble(parts.group(1)) * NANOS.get(parts.group(2));
        }
        return Duration.ofNanos((long) (text.startsWith("-") ? -nanos : nanos));
    }

    /** Reads keep_alive; null where the caller said nothing. */
    static Duration keepAlive(JsonNode value) {
        if (value == null || value.isNull()) {
            return null;
        }
        var duration =
                value.isNumber() ? Duration.ofMillis((long) (value.doubleValue() * 1000)) : parse(value.asText());
        return duration.isNegative() || duration.compareTo(FOREVER) > 0 ? FOREVER : duration;
    }
}
