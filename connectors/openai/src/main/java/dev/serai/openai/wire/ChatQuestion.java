package dev.serai.openai.wire;

import dev.serai.support.chat.ChatRequest;

/**
 * What a client asks at chat/completions.
 *
 * @param chatId what the client calls the conversation; may be null
 * @param user for whom the client says it asks; may be null
 */
public record ChatQuestion(
        String model, ChatRequest request, boolean stream, boolean withUsage, String chatId, String user) {}
