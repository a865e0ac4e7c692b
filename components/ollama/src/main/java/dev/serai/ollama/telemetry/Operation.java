package dev.serai.ollama.telemetry;

import dev.serai.ollama.OllamaOperation;

/** The conventions' names of operations. */
final class Operation {

    private Operation() {}

    /** Null for what is done about models and not with one. */
    static String of(OllamaOperation operation) {
        return switch (operation) {
            case CHAT -> "chat";
            case GENERATE -> "text_completion";
            case EMBED -> "embeddings";
            // The conventions have no word for it and allow one of our own.
            case TRANSCRIBE -> "transcribe";
            default -> null;
        };
    }
}
