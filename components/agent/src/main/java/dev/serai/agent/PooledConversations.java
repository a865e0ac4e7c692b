package dev.serai.agent;

import dev.serai.agent.memory.Conversation;
import dev.serai.agent.memory.ConversationKey;
import dev.serai.agent.memory.ConversationStore;
import dev.serai.support.chat.ChatMessage;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** A store of conversations whose own threads do nothing but its work. */
record PooledConversations(ConversationStore store, Executor threads) implements ConversationStore {

    private <T> CompletionStage<T> after(CompletionStage<T> stage) {
        return OwnThreads.after(stage, threads);
    }

    @Override
    public CompletionStage<Conversation> load(ConversationKey key, int messages) {
        return after(store.load(key, messages));
    }

    @Override
    public CompletionStage<Void> append(ConversationKey key, String turn, List<ChatMessage> messages) {
        return after(store.append(key, turn, messages));
    }

    @Override
    public CompletionStage<Void> summarize(ConversationKey key, String summary, long upTo) {
        return after(store.summarize(key, summary, upTo));
    }

    @Override
    public CompletionStage<Void> clear(ConversationKey key) {
        return after(store.clear(key));
    }

    @Override
    public void close() {
        store.close();
    }
}
