package dev.serai.support.chat;

import java.util.List;

/**
 * What a model answered.
 *
 * @param thinking apart from the text; null when the model did not think aloud
 */
public record ChatReply(
        String model, String text, String thinking, List<ToolCall> toolCalls, Usage usage, FinishReason finishReason) {

    public ChatReply {
        text = text == null ? "" : text;
        toolCalls = toolCalls == null ? List.of() : List.copyOf(toolCalls);
        usage = usage == null ? Usage.UNKNOWN : usage;
        finishReason = finishReason == null ? FinishReason.OTHER : finishReason;
    }

    public boolean wantsTools() {
        return !toolCalls.isEmpty();
    }
}
