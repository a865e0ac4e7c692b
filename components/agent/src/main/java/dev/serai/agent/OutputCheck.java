package dev.serai.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.serai.support.chat.ResponseFormat;
import dev.serai.support.json.Json;
import dev.serai.support.json.JsonSchemas;
import java.util.List;
import java.util.regex.Pattern;

/** Whether an answer is what it must be. */
final class OutputCheck {

    private static final Pattern FENCE = Pattern.compile("\\s*+```(?:json)?[ \\t\\r]*+\\n(.*)```\\s*+", Pattern.DOTALL);

    private final ResponseFormat format;
    private final JsonSchemas.Validator validator;

    private OutputCheck(ResponseFormat format, JsonSchemas.Validator validator) {
        this.format = format;
        this.validator = validator;
    }

    /** @param output text, json or a JSON schema */
    static OutputCheck of(String output) {
        try {
            return switch (output.strip()) {
                case "text" -> of(ResponseFormat.TEXT);
                case "json" -> of(ResponseFormat.JSON);
                default -> of(ResponseFormat.schema(Json.map(output)));
            };
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new AgentException(
                    AgentError.BAD_OPTION,
                    "output is neither text nor json nor a JSON schema: "
                            + e.getMessage().lines().findFirst().orElse(""));
        }
    }

    static OutputCheck of(ResponseFormat format) {
        return new OutputCheck(
                format,
                switch (format.kind()) {
                    case TEXT -> null;
                    case JSON -> value -> List.of();
                    case SCHEMA -> JsonSchemas.compile(Json.tree(format.schema()));
                });
    }

    boolean isFree() {
        return validator == null;
    }

    ResponseFormat format() {
        return format;
    }

    /** The answer without the fence that models like to put around JSON. */
    String clean(String text) {
        var fenced = FENCE.matcher(text);
        return !isFree() && fenced.matches() ? fenced.group(1).strip() : text;
    }

    List<String> violations(String text) {
        if (isFree()) {
            return List.of();
        }
        try {
            return validator.violations(Json.read(clean(text)));
        } catch (JsonProcessingException e) {
            return List.of("it is not JSON: " + e.getOriginalMessage());
        }
    }
}
