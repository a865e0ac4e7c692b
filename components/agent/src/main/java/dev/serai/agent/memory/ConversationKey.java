package dev.serai.agent.memory;

import java.util.Objects;

/** Whose conversation: sessions of two agents have nothing in common, unless they name the same conversation. */
public record ConversationKey(String agent, String session) {

    public ConversationKey {
        Objects.requireNonNull(agent);
        Objects.requireNonNull(session);
    }
}
