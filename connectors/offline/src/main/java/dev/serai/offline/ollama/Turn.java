package dev.serai.offline.ollama;

import com.fasterxml.jackson.databind.node.ArrayNode;

/** One message of a conversation, whichever API brought it. */
public record Turn(String role, String content, String thinking, ArrayNode toolCalls, int images) {
    static Turn of(String role, String content) {
        return new Turn(role, content, null, null, 0);
    }

    /** The text that fills the context window. */
    int characters() {
        return content.length() + (toolCalls == null ? 0 : toolCalls.toString().length());
    }
}
