package dev.serai.agent.memory;

import dev.serai.support.chat.ChatMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Keeps conversations in this process; of too many, those that were quiet for longest are dropped. */
public final class LocalConversations implements ConversationStore {

    private static final int MOST_CONVERSATIONS = 10_000;
    private static final int MOST_MESSAGES = 2_000;

    private final Map<ConversationKey, Kept> conversations = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ConversationKey, Kept> eldest) {
            return size() > MOST_CONVERSATIONS;
        }
    };

    @Override
    public synchronized CompletionStage<Conversation> load(ConversationKey key, int messages) {
        var kept = conversations.get(key);
        return CompletableFuture.completedFuture(kept == null ? Conversation.EMPTY : kept.last(messages));
    }

    @Override
    public synchronized CompletionStage<Void> append(ConversationKey key, String turn, List<ChatMessage> messages) {
        conversations.computeIfAbsent(key, any -> new Kept()).add(turn, messages);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public synchronized CompletionStage<Void> summarize(ConversationKey key, String summary, long upTo) {
        var kept = conversations.get(key);
        if (kept != null) {
            kept.summary = summary;
            kept.upTo = upTo;
        }
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public synchronized CompletionStage<Void> clear(ConversationKey key) {
        conversations.remove(key);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public synchronized void close() {
        conversations.clear();
    }

    private static final class Kept {

        private final List<Conversation.Entry> entries = new ArrayList<>();
        private final Set<String> turns = new LinkedHashSet<>();
        private String summary;
        private long upTo = -1;
        private long next;

        void add(String turn, List<ChatMessage> messages) {
            if (!turns.add(turn)) {
                return;
            }
            if (turns.size() > MOST_MESSAGES) {
                turns.remove(turns.iterator().next());
            }
            messages.forEach(message -> entries.add(new Conversation.Entry(next++, message)));
            if (entries.size() > MOST_MESSAGES) {
                entries.subList(0, entries.size() - MOST_MESSAGES).clear();
            }
        }

        Conversation last(int messages) {
            var open = entries.stream().filter(entry -> entry.place() > upTo).toList();
            return new Conversation(summary, open.subList(Math.max(0, open.size() - messages), open.size()));
        }
    }
}
