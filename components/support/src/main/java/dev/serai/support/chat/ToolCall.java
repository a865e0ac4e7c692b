package dev.serai.support.chat;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A call that a model asks for. It is untrusted: the name may be made up and the arguments may break the schema.
 *
 * @param id what the answer refers to; never null, made up when the server gives none
 * @param arguments the arguments in the model's order, empty when they could not be read
 * @param malformed the raw text of arguments that are not a JSON object, otherwise null
 */
public record ToolCall(String id, String name, Map<String, Object> arguments, String malformed) {

    public ToolCall {
        arguments = arguments == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
    }

    public ToolCall(String id, String name, Map<String, Object> arguments) {
        this(id, name, arguments, null);
    }
}
