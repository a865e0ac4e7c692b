package dev.serai.agent.memory;

import dev.serai.support.chat.ChatMessage;
import dev.serai.support.chat.ChatRole;
import dev.serai.support.json.Json;
import java.util.List;

/**
 * Which earlier messages a model sees: the newest ones, as many as fit, from a question on where there is one, and never
 * a tool's result without its call.
 *
 * @param messages how many at most
 * @param tokens how many tokens at most, estimated; 0 for no limit
 */
public record MemoryWindow(int messages, int tokens) {

    private static final int CHARACTERS_OF_A_TOKEN = 4;
    private static final int TOKENS_AROUND_A_MESSAGE = 4;
    private static final int TOKENS_OF_A_PICTURE = 1_000;

    /** The end of the conversation that is in the window. */
    public List<Conversation.Entry> of(List<Conversation.Entry> entries) {
        int start = entries.size();
        long spent = 0;
        while (start > 0 && entries.size() - start < messages) {
            spent += estimate(entries.get(start - 1).message());
            if (tokens > 0 && spent > tokens) {
                break;
            }
            start--;
        }
        return entries.subList(boundary(entries, start), entries.size());
    }

    private static int boundary(List<Conversation.Entry> entries, int start) {
        for (int i = start; i < entries.size(); i++) {
            if (entries.get(i).message().role() == ChatRole.USER) {
                return i;
            }
        }
        for (int i = start; i < entries.size(); i++) {
            if (entries.get(i).message().role() != ChatRole.TOOL) {
                return i;
            }
        }
        return entries.size();
    }

    /** A rough count: about four characters to a token, as in English text. */
    public static long estimate(ChatMessage message) {
        long characters = message.text().length();
        for (var call : message.toolCalls()) {
            characters += call.name().length() + Json.text(call.arguments()).length();
        }
        return characters / CHARACTERS_OF_A_TOKEN
                + TOKENS_AROUND_A_MESSAGE
                + (long) message.images().size() * TOKENS_OF_A_PICTURE;
    }
}
