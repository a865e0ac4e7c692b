package dev.serai.openai;

import java.util.Arrays;
import java.util.Locale;

/** What a route offers to clients. */
public enum GatewayKind {
    /** A model to chat with. */
    MODEL,
    /** A model that turns texts into vectors. */
    EMBEDDING;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static GatewayKind of(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new GatewayException(
                        GatewayError.BAD_OPTION,
                        "'" + word + "' is nothing that a route can offer",
                        "Use gateway:model/name or gateway:embedding/name.",
                        null));
    }
}
