package dev.serai.support.chat;

import java.util.Locale;

/** Who speaks. */
public enum ChatRole {
    SYSTEM,
    USER,
    ASSISTANT,
    TOOL;

    /** The name that model servers use. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for a role that is none of these */
    public static ChatRole of(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "system", "developer" -> SYSTEM;
            case "user", "human" -> USER;
            case "assistant", "ai" -> ASSISTANT;
            case "tool" -> TOOL;
            default ->
                throw new IllegalArgumentException(
                        "'" + name + "' is no chat role; use system, user, assistant or tool");
        };
    }
}
