package dev.serai.offline.ollama;

/** The operation through which a model was asked. */
public enum Api {
    CHAT,
    GENERATE,
    OPENAI_CHAT,
    OPENAI_COMPLETION,
    /** Only rules that name it apply, and of a reply only its delay and what goes wrong. */
    EMBED,
    /** Only rules that name it apply. */
    TRANSCRIPTION;

    boolean openAi() {
        return this == OPENAI_CHAT || this == OPENAI_COMPLETION;
    }

    /** Rules meant for chat must not be used up by calls of another kind. */
    boolean namedOnly() {
        return this == EMBED || this == TRANSCRIPTION;
    }
}
