package dev.serai.support.chat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a model endpoint is asked.
 *
 * @param options settings by their option name at the endpoint ({@code temperature}, {@code numCtx}); they win over the
 *     endpoint's own. An endpoint rejects a name it does not know.
 */
public record ChatRequest(
        List<ChatMessage> messages, List<ToolSpec> tools, ResponseFormat format, Map<String, Object> options) {

    /** A header of the message that carries a request: true when the answer is wanted as a {@link ChatStream}. */
    public static final String STREAM = "CamelSeraiStream";

    public ChatRequest {
        messages = messages == null ? List.of() : List.copyOf(messages);
        tools = tools == null ? List.of() : List.copyOf(tools);
        options = options == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    public static ChatRequest of(List<ChatMessage> messages) {
        return new ChatRequest(messages, null, null, null);
    }

    public static ChatRequest user(String text) {
        return of(List.of(ChatMessage.user(text)));
    }

    public ChatRequest withMessages(List<ChatMessage> other) {
        return new ChatRequest(other, tools, format, options);
    }

    public ChatRequest plus(ChatMessage... more) {
        var all = new ArrayList<>(messages);
        Collections.addAll(all, more);
        return withMessages(all);
    }

    public ChatRequest withTools(List<ToolSpec> other) {
        return new ChatRequest(messages, other, format, options);
    }

    public ChatRequest withFormat(ResponseFormat other) {
        return new ChatRequest(messages, tools, other, options);
    }
}
