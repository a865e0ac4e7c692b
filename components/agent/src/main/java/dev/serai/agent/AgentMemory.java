package dev.serai.agent;

import dev.serai.agent.memory.Conversation;
import dev.serai.agent.memory.ConversationKey;
import dev.serai.agent.memory.ConversationStore;
import dev.serai.agent.memory.MemoryWindow;
import dev.serai.agent.memory.SessionQueue;
import dev.serai.support.camel.EndpointCall;
import dev.serai.support.chat.ChatMessage;
import dev.serai.support.chat.ChatReply;
import dev.serai.support.chat.ChatRequest;
import dev.serai.support.chat.ChatRole;
import dev.serai.support.error.Failures;
import dev.serai.support.error.SeraiException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The conversations of one agent. */
final class AgentMemory {

    private static final Logger LOG = LoggerFactory.getLogger(AgentMemory.class);

    /** How much more than the window is kept word for word before it is summed up, so that not every turn needs it. */
    private static final int SLACK = 2;

    private final ConversationStore store;
    private final SessionQueue queue;
    private final MemoryWindow window;
    private final EndpointCall summarizer;

    /** @param summarizer null when what falls out of the window is forgotten */
    AgentMemory(ConversationStore store, SessionQueue queue, MemoryWindow window, EndpointCall summarizer) {
        this.store = store;
        this.queue = queue;
        this.window = window;
        this.summarizer = summarizer;
    }

    /** One turn of a session after the other: two that come at once must not mix. */
    <T> CompletableFuture<T> inTurn(ConversationKey key, Supplier<CompletableFuture<T>> turn) {
        return queue.run(key, turn);
    }

    CompletableFuture<Conversation> load(ConversationKey key) {
        return known(store.load(key, window.messages()))
                .thenApply(all -> new Conversation(all.summary(), window.of(all.entries())));
    }

    CompletableFuture<Void> append(ConversationKey key, String turn, List<ChatMessage> messages) {
        return known(store.append(key, turn, messages));
    }

    /** Sums up what has grown out of the window. A failure is no failure of the turn: it is tried again after the next. */
    CompletableFuture<Void> tidy(ConversationKey key, Exchange origin) {
        if (summarizer == null) {
            return CompletableFuture.completedFuture(null);
        }
        return known(store.load(key, window.messages() * SLACK))
                .thenCompose(conversation -> sumUp(key, origin, conversation))
                .exceptionally(error -> {
                    LOG.warn(
                            "The conversation of a session of agent {} was not summed up: {}",
                            key.agent(),
                            Failures.unwrap(error).getMessage());
                    return null;
                });
    }

    private CompletableFuture<Void> sumUp(ConversationKey key, Exchange origin, Conversation conversation) {
        var entries = withCalls(conversation.entries());
        var tail = new MemoryWindow(Math.max(1, window.messages() / 2), window.tokens() / 2).of(entries);
        boolean outgrown = window.of(entries).size() < entries.size();
        var old = entries.subList(0, entries.size() - tail.size());
        if (!outgrown || old.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        var messages = new ArrayList<ChatMessage>();
        old.forEach(entry -> messages.add(entry.message()));
        messages.add(ChatMessage.user(Prompts.sumUp(conversation.summary())));
        long upTo = old.get(old.size() - 1).place();
        return summarizer
                .send(
                        origin,
                        ChatRequest.of(messages),
                        copy -> copy.getMessage().removeHeader(ChatRequest.STREAM))
                .thenCompose(answered -> {
                    var body = answered.getMessage().getBody();
                    var text = body instanceof ChatReply reply
                            ? reply.text()
                            : answered.getMessage().getBody(String.class);
                    if (text == null || text.isBlank()) {
                        throw new AgentException(AgentError.NO_REPLY, "the summary is empty");
                    }
                    return store.summarize(key, text.strip(), upTo);
                });
    }

    /** Servers refuse a result whose call is too old to have been read. */
    private static List<Conversation.Entry> withCalls(List<Conversation.Entry> entries) {
        int start = 0;
        while (start < entries.size() && entries.get(start).message().role() == ChatRole.TOOL) {
            start++;
        }
        return entries.subList(start, entries.size());
    }

    private static <T> CompletableFuture<T> known(CompletionStage<T> stage) {
        return stage.toCompletableFuture().handle((value, error) -> {
            if (error == null) {
                return value;
            }
            var cause = Failures.unwrap(error);
            throw new CompletionException(
                    cause instanceof SeraiException
                            ? cause
                            : new AgentException(
                                    AgentError.MEMORY_FAILED, "the conversation could not be read or written", cause));
        });
    }
}
