package dev.serai.ollama.client;

import dev.serai.support.chat.ChatMessage;
import dev.serai.support.chat.ResponseFormat;
import dev.serai.support.chat.ToolSpec;
import java.util.List;

/** A conversation for a model, with everything resolved. */
public record ChatCall(
        String model, List<ChatMessage> messages, List<ToolSpec> tools, ResponseFormat format, Settings settings) {

    public ChatCall withMessages(List<ChatMessage> other) {
        return new ChatCall(model, other, tools, format, settings);
    }
}
