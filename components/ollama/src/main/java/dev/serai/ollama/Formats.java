package dev.serai.ollama;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.serai.ollama.client.OllamaError;
import dev.serai.ollama.client.OllamaException;
import dev.serai.support.chat.ChatReply;
import dev.serai.support.chat.FinishReason;
import dev.serai.support.chat.ResponseFormat;
import dev.serai.support.json.Json;
import dev.serai.support.json.JsonSchemas;
import java.util.List;
import java.util.Map;

/** What an answer must look like, and whether it does. */
record Formats(ResponseFormat format, JsonSchemas.Validator validator) {

    static final Formats TEXT = new Formats(ResponseFormat.TEXT, null);

    static Formats of(ResponseFormat format) {
        return switch (format.kind()) {
            case TEXT -> TEXT;
            case JSON -> new Formats(format, value -> List.of());
            case SCHEMA -> {
                try {
                    yield new Formats(format, JsonSchemas.compile(Json.tree(format.schema())));
                } catch (IllegalArgumentException e) {
                    throw new OllamaException(OllamaError.BAD_OPTION, "the format is " + e.getMessage(), e);
                }
            }
        };
    }

    /** Reads an option or a header. */
    static Formats read(Object value) {
        if (value == null) {
            return TEXT;
        }
        if (value instanceof ResponseFormat format) {
            return of(format);
        }
        if (value instanceof Map<?, ?> schema) {
            return of(ResponseFormat.schema(Json.map(Json.tree(schema))));
        }
        var text = value.toString().strip();
        return switch (text) {
            case "", "text" -> TEXT;
            case "json" -> of(ResponseFormat.JSON);
            default -> of(ResponseFormat.schema(schema(text)));
        };
    }

    private static Map<String, Object> schema(String text) {
        try {
            return Json.map(text);
        } catch (JsonProcessingException e) {
            throw new OllamaException(
                    OllamaError.BAD_OPTION,
                    "the format is neither json nor a JSON schema: " + e.getOriginalMessage(),
                    e);
        }
    }

    boolean isFree() {
        return validator == null;
    }

    /** What is wrong with an answer, empty if nothing is. */
    List<String> violations(ChatReply reply) {
        if (isFree() || reply.wantsTools()) {
            return List.of();
        }
        try {
            return shown(validator.violations(Json.read(reply.text())));
        } catch (JsonProcessingException e) {
            return List.of(
                    reply.finishReason() == FinishReason.LENGTH
                            ? "the answer was cut before its JSON was complete (numPredict or numCtx is too small)"
                            : "the answer is no JSON: " + e.getOriginalMessage());
        }
    }

    /** They quote the model, which may write names without end or with control characters. */
    private static List<String> shown(List<String> violations) {
        return violations.stream()
                .limit(10)
                .map(text -> (text.length() <= 200 ? text : text.substring(0, 200) + "…").replaceAll("\\p{Cc}+", " "))
                .toList();
    }

    OllamaException mismatch(ChatReply reply, List<String> violations) {
        return new OllamaException(
                OllamaError.BAD_FORMAT,
                "the answer of model '" + reply.model() + "' does not match the format: "
                        + String.join("; ", violations.subList(0, Math.min(5, violations.size()))));
    }

    /** Tells the model what to mend. */
    static String repair(List<String> violations) {
        return "Your last answer does not match the required format: " + String.join("; ", violations)
                + ". Answer again with the corrected JSON and nothing else.";
    }
}
