package dev.serai.agent.tool;

import dev.serai.support.chat.ToolCall;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One call, whoever asks for it.
 *
 * @param headers what the tool may know of the caller; set by routes, never by a model
 */
public record ToolInvocation(ToolCall call, Map<String, Object> headers) {

    public ToolInvocation {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }
}
