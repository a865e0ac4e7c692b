package dev.serai.offline.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** Whether the caller wants thinking: not said, refused or wanted. */
enum Think {
    DEFAULT,
    OFF,
    ON;

    private static final Set<String> LEVELS = Set.of("high", "medium", "low", "max");

    static Think of(JsonNode value) {
        if (value == null || value.isNull()) {
            return DEFAULT;
        }
        if (value.isBoolean()) {
            return value.booleanValue() ? ON : OFF;
        }
        if (value.isTextual() && LEVELS.contains(value.textValue())) {
            return ON;
        }
        throw OllamaError.badRequest(
                "invalid think value: " + value + " (must be \"high\", \"medium\", \"low\", \"max\", true, or false)");
    }
}
