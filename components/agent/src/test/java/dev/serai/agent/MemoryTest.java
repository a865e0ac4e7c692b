package dev.serai.agent;

import static dev.serai.agent.ScriptedModel.call;
import static dev.serai.agent.ScriptedModel.calls;
import static dev.serai.agent.ScriptedModel.text;
import static dev.serai.agent.ScriptedModel.thinking;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.serai.support.chat.ChatMessage;
import dev.serai.support.chat.ChatReply;
import dev.serai.support.chat.ChatRequest;
import dev.serai.support.chat.ChatStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Conversations that last. */
@Timeout(60)
class MemoryTest {

    private static final String NOTE = Yaml.tool("note", "Noted");

    private static Map<String, Object> session(String id) {
        return Map.of(AgentConstants.SESSION_ID, id);
    }

    private static List<String> texts(ChatRequest request) {
        return request.messages().stream().map(ChatMessage::text).toList();
    }

    @Test
    void withoutASessionNothingIsAsked() throws Exception {
        try (var routes = Routes.start(Yaml.agent("memory: local"))) {
            assertThat(routes.send("direct:ask", "hi").getException()).hasMessageStartingWith("[AGENT-004]");
            assertThat(routes.model().requests()).isEmpty();
        }
    }

    @Test
    void theOrderTheCallsAndTheThinkingAreKept() throws Exception {
        for (var mode : List.of("stream: false", "stream: true")) {
            try (var routes = Routes.start(NOTE, Yaml.agent("memory: local", "tools: note", mode))) {
                var wanted = call("note", Map.of("a", 1));
                routes.model()
                        .then(
                                new ChatReply(null, "Let me.", "hm", List.of(wanted), null, null),
                                thinking("so", "Noted it."),
                                text("ok"));
                for (var question : List.of("one", "two")) {
                    var body = routes.send("direct:ask", question, session("s"))
                            .getMessage()
                            .getBody();
                    if (body instanceof ChatStream stream) {
                        Deltas.all(stream);
                    }
                }
                assertThat(routes.model().last().messages())
                        .containsExactly(
                                ChatMessage.user("one"),
                                ChatMessage.of(new ChatReply(null, "Let me.", "hm", List.of(wanted), null, null)),
                                ChatMessage.toolResult(wanted, "Noted"),
                                ChatMessage.of(new ChatReply(null, "Noted it.", "so", null, null, null)),
                                ChatMessage.user("two"));
            }
        }
    }

    @Test
    void theWindowLeavesOutWhatIsOld() throws Exception {
        try (var routes = Routes.start(Yaml.agent("memory: local", "memoryMessages: 2", "session: s"))) {
            routes.model()
                    .always(request ->
                            text("re " + texts(request).get(request.messages().size() - 1)));
            for (var question : List.of("a", "b", "c")) {
                routes.ask("direct:ask", question, String.class);
            }
            assertThat(texts(routes.model().last())).containsExactly("b", "re b", "c");
        }
    }

    @Test
    void aRunThatFailsLeavesTheMemoryAndTheQueueAsTheyWere() throws Exception {
        try (var routes = Routes.start(NOTE, Yaml.agent("memory: local", "session: s", "tools: note"))) {
            routes.model()
                    .then(text("A"))
                    .then(calls(call("note", Map.of())))
                    .thenFail(new IllegalStateException("down"));
            routes.model().then(text("C"));
            routes.ask("direct:ask", "a", String.class);
            assertThat(routes.send("direct:ask", "b").getException()).hasMessage("down");
            assertThat(routes.ask("direct:ask", "c", String.class)).isEqualTo("C");
            assertThat(texts(routes.model().last())).containsExactly("a", "A", "c");
        }
    }

    @Test
    void twoMessagesOfASessionFollowEachOtherAndOtherSessionsDoNotWait() throws Exception {
        try (var routes = Routes.start(Yaml.agent("memory: local"))) {
            var slow = new CompletableFuture<ChatReply>();
            routes.model().then(request -> slow).then(text("B"), text("second"));
            var first = routes.begin("direct:ask", "one", session("a"));
            await().until(() -> routes.model().requests().size() == 1);
            var second = routes.begin("direct:ask", "two", session("a"));
            assertThat(routes.send("direct:ask", "hi", session("b"))
                            .getMessage()
                            .getBody())
                    .isEqualTo("B");
            assertThat(second).isNotDone();
            slow.complete(text("first"));
            assertThat(first.get(20, TimeUnit.SECONDS).getMessage().getBody()).isEqualTo("first");
            assertThat(second.get(20, TimeUnit.SECONDS).getMessage().getBody()).isEqualTo("second");
            assertThat(texts(routes.model().last())).containsExactly("one", "first", "two");
        }
    }

    @Test
    void manyMessagesOfManySessionsLoseAndMixNothing() throws Exception {
        try (var routes = Routes.start(Yaml.agent("memory: local", "memoryMessages: 100"))) {
            routes.model()
                    .alwaysLater(request -> CompletableFuture.supplyAsync(() -> text("re "
                            + request.messages()
                                    .get(request.messages().size() - 1)
                                    .text())));
            var asked = new ArrayList<CompletableFuture<Exchange>>();
            for (int i = 0; i < 200; i++) {
                asked.add(routes.begin("direct:ask", "m" + i, session("s" + i % 20)));
            }
            for (var one : asked) {
                assertThat(one.get(20, TimeUnit.SECONDS).getException()).isNull();
            }
            for (int s = 0; s < 20; s++) {
                routes.send("direct:ask", "last", session("s" + s));
                var texts = texts(routes.model().last());
                assertThat(texts).hasSize(21);
                for (int i = 0; i < 20; i += 2) {
                    assertThat(texts.get(i + 1)).isEqualTo("re " + texts.get(i));
                }
                int mine = s;
                assertThat(texts).contains("m" + s, "m" + (180 + s));
                assertThat(texts.subList(0, 20))
                        .allMatch(one -> Integer.parseInt(one.replaceAll("\\D", "")) % 20 == mine);
            }
        }
    }

    @Test
    void agentsMayShareAConversation() throws Exception {
        try (var routes = Routes.start(
                Yaml.agentAt("direct:a", "a", "memory: local", "session: s", "conversation: us"),
                Yaml.agentAt("direct:b", "b", "memory: local", "session: s", "conversation: us"),
                Yaml.agentAt("direct:c", "c", "memory: local", "session: s"))) {
            routes.model().always(request -> text("ok"));
            routes.ask("direct:a", "one", String.class);
            routes.ask("direct:c", "other", String.class);
            assertThat(texts(routes.model().last())).containsExactly("other");
            routes.ask("direct:b", "two", String.class);
            assertThat(texts(routes.model().last())).containsExactly("one", "ok", "two");
        }
    }

    @Test
    void whoSendsAWholeConversationDoesNotDoubleIt() throws Exception {
        try (var routes = Routes.start(Yaml.agent("memory: local", "session: s", "system: Be kind."))) {
            routes.model().always(request -> text("ok"));
            routes.ask("direct:ask", "one", String.class);
            var request = ChatRequest.of(List.of(
                    ChatMessage.system("Be brief."),
                    ChatMessage.user("one"),
                    ChatMessage.assistant("ok"),
                    ChatMessage.user("two")));
            assertThat(routes.ask("direct:ask", request, ChatReply.class).text())
                    .isEqualTo("ok");
            assertThat(texts(routes.model().last())).containsExactly("Be kind.\n\nBe brief.", "one", "ok", "two");
        }
    }
}
