package dev.serai.agent.tool;

import dev.serai.support.chat.ToolCall;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;

/**
 * One call, whoever asks for it.
 *
 * @param headers what the tool may know of the caller; set by routes, never by a model
 * @param origin what it is done for, so that traces show it there; null when no exchange asks for it
 */
public record ToolInvocation(ToolCall call, Map<String, Object> headers, Exchange origin) {

    public ToolInvocation {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    public ToolInvocation(ToolCall call, Map<String, Object> headers) {
        this(call, headers, null);
    }
}
