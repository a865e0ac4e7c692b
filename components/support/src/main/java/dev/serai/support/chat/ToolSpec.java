package dev.serai.support.chat;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A tool that a model may call.
 *
 * @param parameters the JSON schema of the arguments, an object schema
 */
public record ToolSpec(String name, String description, Map<String, Object> parameters) {

    private static final Map<String, Object> NO_PARAMETERS = Map.of("type", "object", "properties", Map.of());

    public ToolSpec {
        Objects.requireNonNull(name, "a tool needs a name");
        description = description == null ? "" : description;
        parameters = parameters == null || parameters.isEmpty()
                ? NO_PARAMETERS
                : Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }
}
