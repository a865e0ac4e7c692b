package dev.serai.ollama.client;

import dev.serai.support.chat.ChatImage;
import dev.serai.support.chat.ResponseFormat;
import java.util.List;

/**
 * A text for a model to continue, with everything resolved.
 *
 * @param system replaces the model's own system text; null keeps that
 * @param context what an earlier answer gave to go on from; null starts anew
 */
public record GenerateCall(
        String model,
        String prompt,
        String system,
        List<ChatImage> images,
        List<Integer> context,
        ResponseFormat format,
        Settings settings) {}
