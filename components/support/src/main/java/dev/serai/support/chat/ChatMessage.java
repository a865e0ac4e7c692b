package dev.serai.support.chat;

import java.util.List;
import java.util.Objects;

/**
 * One message of a conversation.
 *
 * @param thinking what an assistant thought before it spoke, apart from the text; null when it did not
 * @param toolCallId which call a tool message answers
 * @param toolName the name of the tool that a tool message comes from
 */
public record ChatMessage(
        ChatRole role,
        String text,
        String thinking,
        List<ChatImage> images,
        List<ToolCall> toolCalls,
        String toolCallId,
        String toolName) {

    public ChatMessage {
        Objects.requireNonNull(role, "a message needs a role");
        text = text == null ? "" : text;
        images = images == null ? List.of() : List.copyOf(images);
        toolCalls = toolCalls == null ? List.of() : List.copyOf(toolCalls);
    }

    public static ChatMessage system(String text) {
        return new ChatMessage(ChatRole.SYSTEM, text, null, null, null, null, null);
    }

    public static ChatMessage user(String text) {
        return user(text, List.of());
    }

    public static ChatMessage user(String text, List<ChatImage> images) {
        return new ChatMessage(ChatRole.USER, text, null, images, null, null, null);
    }

    public static ChatMessage assistant(String text) {
        return new ChatMessage(ChatRole.ASSISTANT, text, null, null, null, null, null);
    }

    /** The message that a reply becomes in the conversation. */
    public static ChatMessage of(ChatReply reply) {
        return new ChatMessage(ChatRole.ASSISTANT, reply.text(), reply.thinking(), null, reply.toolCalls(), null, null);
    }

    /** What a tool gave for a call. */
    public static ChatMessage toolResult(ToolCall call, String result) {
        return new ChatMessage(ChatRole.TOOL, result, null, null, null, call.id(), call.name());
    }
}
