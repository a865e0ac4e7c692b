package dev.serai.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.agent.memory.ConversationKey;
import dev.serai.support.chat.ChatMessage;
import dev.serai.support.chat.ChatReply;
import dev.serai.support.chat.ChatRequest;
import dev.serai.support.chat.ChatRole;
import dev.serai.support.contract.Stages;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

/** An agent whose memory is the database, asked by many at once. */
abstract class AgentMemoryContract {

    private static final int SESSIONS = 20;
    private static final int MESSAGES = 200;

    abstract Map<String, String> settings();

    /** Answers with the question, and with how many questions it has been shown before. */
    private static ChatReply echo(ChatRequest request) {
        var messages = request.messages();
        var question = messages.get(messages.size() - 1).text();
        long earlier =
                messages.stream().filter(one -> one.role() == ChatRole.USER).count() - 1;
        return new ChatReply("echo", question + " after " + earlier, "thinking of " + question, null, null, null);
    }

    @Test
    void twoHundredMessagesOverTwentySessionsLoseAndMixNothing() throws Exception {
        try (var application = new Application(settings())) {
            var context = application.context();
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:model")
                            .process(exchange -> exchange.getMessage()
                                    .setBody(echo(exchange.getMessage().getBody(ChatRequest.class))));
                    from("direct:ask")
                            .to(
                                    "agent:clerk?model=direct:model&memory=sql&memoryMessages=1000&session=${header.session}");
                }
            });
            context.start();
            var template = context.createProducerTemplate();
            var asked = new ArrayList<CompletableFuture<Object>>();
            for (int i = 0; i < MESSAGES; i++) {
                asked.add(template.asyncRequestBodyAndHeader(
                        "direct:ask", "message " + i, "session", "s" + i % SESSIONS));
            }
            for (var one : asked) {
                Stages.done(one);
            }
            var store = application.conversations();
            var seen = new HashSet<String>();
            for (int session = 0; session < SESSIONS; session++) {
                var messages = Stages.done(store.load(new ConversationKey("clerk", "s" + session), 1000))
                        .messages();
                assertTurns(messages, MESSAGES / SESSIONS);
                messages.stream().filter(one -> one.role() == ChatRole.USER).forEach(one -> seen.add(one.text()));
            }
            assertThat(seen).hasSize(MESSAGES);
        }
    }

    /** Each question is followed by its own answer, and each answer has seen all turns before it. */
    private static void assertTurns(List<ChatMessage> messages, int turns) {
        assertThat(messages).hasSize(2 * turns);
        for (int i = 0; i < turns; i++) {
            var question = messages.get(2 * i).text();
            assertThat(messages.get(2 * i + 1).text()).isEqualTo(question + " after " + i);
            assertThat(messages.get(2 * i + 1).thinking()).isEqualTo("thinking of " + question);
        }
    }
}
