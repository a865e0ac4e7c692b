package dev.serai.offline.ollama;

import java.util.Locale;

/** What a model can do, as the server names it. */
public enum Capability {
    COMPLETION,
    TOOLS,
    INSERT,
    VISION,
    EMBEDDING,
    THINKING,
    AUDIO;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Capability of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
