package dev.serai.offline.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.offline.http.Json;

/** Checks the wanted format of an answer. */
final class Formats {
    private Formats() {}

    static void check(JsonNode format) {
        if (format == null
                || format.isObject()
                || format.isTextual() && format.asText().equals("json")) {
            return;
        }
        throw OllamaError.internal("invalid format: " + Json.write(format.toString())
                + "; expected \"json\" or a valid JSON Schema object");
    }
}
