package dev.serai.agent.memory;

import dev.serai.support.chat.ChatMessage;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Keeps conversations. No method blocks its caller: a store whose work blocks does it on threads of its own. What a stage
 * has completed is durable, as far as the store is.
 */
public interface ConversationStore extends AutoCloseable {

    /**
     * The end of a conversation, oldest message first; empty when there was none.
     *
     * @param messages how many messages at most; those that the summary covers are left out
     */
    CompletionStage<Conversation> load(ConversationKey key, int messages);

    /**
     * Adds the messages of one turn behind each other, with nothing between them, as a whole or not at all. A turn that
     * is there already is not added again.
     *
     * @param turn names the turn: the id of its run
     */
    CompletionStage<Void> append(ConversationKey key, String turn, List<ChatMessage> messages);

    /** Puts a summary in the place of all messages up to {@code upTo}; they stay in the store. */
    CompletionStage<Void> summarize(ConversationKey key, String summary, long upTo);

    /** Forgets the conversation. */
    CompletionStage<Void> clear(ConversationKey key);

    @Override
    void close();
}
