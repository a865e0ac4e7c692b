package dev.serai.sql;

import static dev.serai.support.contract.Stages.done;
import static dev.serai.support.contract.Stages.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.agent.memory.Conversation;
import dev.serai.agent.memory.ConversationKey;
import dev.serai.agent.memory.ConversationStore;
import dev.serai.support.chat.ChatImage;
import dev.serai.support.chat.ChatMessage;
import dev.serai.support.chat.ChatRole;
import dev.serai.support.chat.ToolCall;
import dev.serai.support.contract.Stages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of conversations does. */
abstract class ConversationsContract {

    private static final AtomicInteger NEXT = new AtomicInteger();

    private final ConversationKey key = new ConversationKey("helper", "session-" + NEXT.incrementAndGet());
    private Application application;
    private ConversationStore store;

    abstract Map<String, String> settings();

    @BeforeEach
    void open() {
        application = new Application(settings());
        store = application.conversations();
    }

    @AfterEach
    void close() {
        application.close();
    }

    private void reopen() {
        close();
        open();
    }

    private Conversation load() {
        return done(store.load(key, 1000));
    }

    private List<String> texts(int messages) {
        return done(store.load(key, messages)).messages().stream()
                .map(ChatMessage::text)
                .toList();
    }

    private void append(String turn, String... texts) {
        done(store.append(
                key, turn, List.of(texts).stream().map(ChatMessage::user).toList()));
    }

    @Test
    void whatWasNeverBegunIsEmpty() {
        assertThat(load()).isEqualTo(Conversation.EMPTY);
    }

    @Test
    void turnsComeBackInTheirOrder() {
        append("1", "a", "b");
        append("2", "c", "d");
        assertThat(texts(10)).containsExactly("a", "b", "c", "d");
        assertThat(load().entries())
                .extracting(Conversation.Entry::place)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void onlyTheEndIsLoaded() {
        append("1", "a", "b");
        append("2", "c", "d");
        assertThat(texts(3)).containsExactly("b", "c", "d");
        assertThat(texts(0)).isEmpty();
    }

    @Test
    void aTurnIsAddedOnce() {
        append("1", "a", "b");
        append("1", "a", "b");
        append("2", "c");
        append("1", "other");
        assertThat(texts(10)).containsExactly("a", "b", "c");
    }

    @Test
    void twoAgentsHaveNothingInCommon() {
        append("1", "a");
        assertThat(done(store.load(new ConversationKey("other", key.session()), 10)))
                .isEqualTo(Conversation.EMPTY);
    }

    @Test
    void aSummaryTakesThePlaceOfWhatItCovers() {
        append("1", "a", "b");
        append("2", "c", "d");
        var upTo = load().entries().get(1).place();
        done(store.summarize(key, "a and b", upTo));
        assertThat(load().summary()).isEqualTo("a and b");
        assertThat(texts(10)).containsExactly("c", "d");
        append("1", "again");
        assertThat(texts(10)).containsExactly("c", "d");
    }

    @Test
    void anOlderSummaryDoesNotReplaceANewerOne() {
        append("1", "a", "b", "c");
        var entries = load().entries();
        done(store.summarize(key, "long", entries.get(1).place()));
        done(store.summarize(key, "short", entries.get(0).place()));
        assertThat(load().summary()).isEqualTo("long");
        assertThat(texts(10)).containsExactly("c");
    }

    @Test
    void aClearedConversationBeginsAnew() {
        append("1", "a");
        done(store.summarize(key, "s", load().entries().get(0).place()));
        done(store.clear(key));
        assertThat(load()).isEqualTo(Conversation.EMPTY);
        append("1", "b");
        assertThat(texts(10)).containsExactly("b");
        assertThat(load().summary()).isNull();
    }

    @Test
    void messagesAreWhatTheyWere() {
        var arguments = new LinkedHashMap<String, Object>();
        arguments.put("zeta", List.of(1, 2.5, "three", Map.of("deep", List.of(true))));
        arguments.put("alpha", null);
        arguments.put("big", 12345678901234L);
        var messages = List.of(
                ChatMessage.system("you are \"kind\"\n"),
                ChatMessage.user("look \uD83D\uDE00 \u00e4", List.of(ChatImage.of(new byte[] {1, 2, -3}))),
                new ChatMessage(
                        ChatRole.ASSISTANT,
                        "",
                        "hm",
                        null,
                        List.of(
                                new ToolCall("1", "find", arguments),
                                new ToolCall("2", "find", Map.of(), "{\"broken\": ")),
                        null,
                        null),
                ChatMessage.toolResult(new ToolCall("1", "find", Map.of()), "found"));
        done(store.append(key, "1", messages));
        reopen();
        assertThat(load().messages()).isEqualTo(messages);
        assertThat(load().messages().get(2).toolCalls().get(0).arguments().keySet())
                .containsExactly("zeta", "alpha", "big");
    }

    @Test
    void whatAModelMakesUpIsKeptAndRead() {
        Object nested = "bottom";
        for (int i = 0; i < 400; i++) {
            nested = List.of(nested);
        }
        var messages = List.of(
                ChatMessage.user("nul \u0000 and half \uD83D of a character"),
                new ChatMessage(
                        ChatRole.ASSISTANT,
                        "x".repeat(2_000_000),
                        null,
                        null,
                        List.of(new ToolCall("1", "find", Map.of("nested", nested))),
                        null,
                        null));
        done(store.append(key, "1", messages));
        assertThat(load().messages()).isEqualTo(messages);
    }

    @Test
    void aNameThatIsTooLongIsAnError() {
        var failure = failure(
                store.append(new ConversationKey("a", "s".repeat(300)), "1", List.of(ChatMessage.user("a"))),
                SqlException.class);
        assertThat(failure.code()).isEqualTo(SqlError.TOO_LONG);
        assertThat(failure).hasMessageContaining("300 characters");
    }

    @Test
    void parallelTurnsOfTwoProcessesStayWholeAndInOrder() {
        try (var other = new Application(settings())) {
            var stores = List.of(store, other.conversations());
            var sessions = IntStream.range(0, 20)
                    .mapToObj(i -> new ConversationKey("parallel", key.session() + "-" + i))
                    .toList();
            var waiting = new ArrayList<CompletableFuture<?>>();
            for (int i = 0; i < 200; i++) {
                var session = sessions.get(i % 20);
                // The turns of one session go through one process; the next sessions through the other.
                waiting.add(turn(stores.get(i % 20 % 2), session, i / 20));
            }
            waiting.forEach(Stages::done);
            for (var session : sessions) {
                assertThat(turns(session))
                        .isEqualTo(IntStream.range(0, 10).boxed().toList());
            }
        }
    }

    @Test
    void processesThatShareASessionLoseNothing() {
        try (var other = new Application(settings())) {
            var stores = List.of(store, other.conversations());
            var sessions = IntStream.range(0, 20)
                    .mapToObj(i -> new ConversationKey("shared", key.session() + "-" + i))
                    .toList();
            var waiting = new ArrayList<CompletableFuture<?>>();
            for (int i = 0; i < 200; i++) {
                waiting.add(turn(stores.get(i / 20 % 2), sessions.get(i % 20), i / 20));
            }
            waiting.forEach(Stages::done);
            for (var session : sessions) {
                assertThat(turns(session))
                        .containsExactlyInAnyOrderElementsOf(
                                IntStream.range(0, 10).boxed().toList());
            }
        }
    }

    private static CompletableFuture<?> turn(ConversationStore store, ConversationKey key, int turn) {
        return store.append(
                        key,
                        "turn-" + turn,
                        List.of(
                                ChatMessage.user(turn + " question"),
                                ChatMessage.assistant(turn + " thought"),
                                ChatMessage.assistant(turn + " answer")))
                .toCompletableFuture();
    }

    /** The turns' numbers in order, each checked to be whole. */
    private List<Integer> turns(ConversationKey key) {
        var texts = done(store.load(key, 1000)).messages().stream()
                .map(ChatMessage::text)
                .toList();
        assertThat(texts).hasSize(30);
        var turns = new ArrayList<Integer>();
        for (int i = 0; i < texts.size(); i += 3) {
            var number = texts.get(i).split(" ")[0];
            assertThat(texts.subList(i, i + 3))
                    .containsExactly(number + " question", number + " thought", number + " answer");
            turns.add(Integer.valueOf(number));
        }
        return turns;
    }
}
