package dev.serai.agent.memory;

import dev.serai.support.chat.ChatMessage;
import java.util.List;

/**
 * @param summary what came before the messages, in short; null when nothing was summarized
 */
public record Conversation(String summary, List<Entry> entries) {

    public static final Conversation EMPTY = new Conversation(null, List.of());

    public Conversation {
        entries = List.copyOf(entries);
    }

    public List<ChatMessage> messages() {
        return entries.stream().map(Entry::message).toList();
    }

    /**
     * A message and its place; places grow but need not be consecutive.
     */
    public record Entry(long place, ChatMessage message) {}
}
