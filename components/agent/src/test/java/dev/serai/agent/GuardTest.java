package dev.serai.agent;

import static dev.serai.agent.ScriptedModel.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.support.chat.ChatMessage;
import dev.serai.support.chat.ChatStream;
import dev.serai.support.chat.FinishReason;
import java.util.List;
import java.util.Map;
import org.apache.camel.Processor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Routes that stand between people and models. */
@Timeout(60)
class GuardTest {

    private static final String GUARD = """
            - route:
                from:
                  uri: direct:guard
                  steps:
                    - process:
                        ref: guard
            """;

    private static final Processor CHANGE = exchange -> exchange.getMessage()
            .setBody(exchange.getMessage().getBody(String.class).replace("secret", "***"));

    private static final Processor REFUSE = exchange -> {
        exchange.getMessage().setHeader(AgentConstants.GUARD, "Refuse");
        exchange.getMessage().setBody("I can't talk about that.");
    };

    private static Routes with(Processor guard, String... options) throws Exception {
        return Routes.start(Map.of("guard", guard), GUARD, Yaml.agent(options));
    }

    @Test
    void aGuardMayLetPass() throws Exception {
        try (var routes = with(exchange -> {}, "inputGuard: direct:guard", "outputGuard: direct:guard")) {
            routes.model().then(text("A"));
            // What a caller says of a guard is not the guard's word.
            var answered = routes.send("direct:ask", "q", Map.of(AgentConstants.GUARD, "refuse"));
            assertThat(answered.getMessage().getBody()).isEqualTo("A");
        }
    }

    @Test
    void aQuestionMayBeChanged() throws Exception {
        try (var routes = with(CHANGE, "inputGuard: direct:guard", "memory: local", "session: s")) {
            routes.model().then(text("A"), text("B"));
            routes.ask("direct:ask", "the secret", String.class);
            routes.ask("direct:ask", "more", String.class);
            assertThat(routes.model().last().messages().get(0)).isEqualTo(ChatMessage.user("the ***"));
        }
    }

    @Test
    void aQuestionMayBeRefusedAndIsNotKept() throws Exception {
        Processor some = exchange -> {
            if (exchange.getMessage().getBody(String.class).contains("secret")) {
                REFUSE.process(exchange);
            }
        };
        try (var routes = with(some, "inputGuard: direct:guard", "memory: local", "session: s")) {
            var refused = routes.send("direct:ask", "the secret");
            assertThat(refused.getMessage().getBody()).isEqualTo("I can't talk about that.");
            assertThat(refused.getMessage().getHeader(AgentConstants.STATUS)).isEqualTo("refused");
            assertThat(refused.getMessage().getHeader(AgentConstants.FINISH_REASON))
                    .isEqualTo(FinishReason.FILTERED);
            assertThat(routes.model().requests()).isEmpty();
            routes.model().then(text("B"));
            routes.ask("direct:ask", "more", String.class);
            assertThat(routes.model().last().messages()).containsExactly(ChatMessage.user("more"));
        }
    }

    @Test
    void anAnswerMayBeChangedOrRefused() throws Exception {
        try (var routes = with(CHANGE, "outputGuard: direct:guard", "memory: local", "session: s")) {
            routes.model().then(text("the secret"), text("B"));
            assertThat(routes.ask("direct:ask", "q", String.class)).isEqualTo("the ***");
            routes.ask("direct:ask", "more", String.class);
            assertThat(routes.model().last().messages().get(1).text()).isEqualTo("the ***");
        }
        try (var routes = with(REFUSE, "outputGuard: direct:guard")) {
            routes.model().then(text("the secret"));
            var answered = routes.send("direct:ask", "q");
            assertThat(answered.getMessage().getBody()).isEqualTo("I can't talk about that.");
            assertThat(answered.getMessage().getHeader(AgentConstants.STATUS)).isEqualTo("refused");
        }
    }

    @Test
    void nothingPassesAGuardThatFailsOrSaysSomethingUnknown() throws Exception {
        Processor fail = exchange -> {
            throw new IllegalStateException("broken");
        };
        Processor unknown = exchange -> exchange.getMessage().setHeader(AgentConstants.GUARD, "maybe");
        for (var guard : List.of(fail, unknown)) {
            for (var option : List.of("inputGuard: direct:guard", "outputGuard: direct:guard")) {
                for (var stream : List.of("stream: false", "stream: true")) {
                    try (var routes = with(guard, option, stream)) {
                        routes.model().then(text("A"));
                        var answered = routes.send("direct:ask", "q");
                        assertThat(answered.getException()).hasMessageStartingWith("[AGENT-109]");
                        assertThat(routes.model().requests()).hasSize(option.startsWith("in") ? 0 : 1);
                    }
                }
            }
        }
    }

    @Test
    void aStreamHoldsTheTextBackUntilTheGuardHasSeenIt() throws Exception {
        try (var routes = with(CHANGE, "outputGuard: direct:guard", "stream: true")) {
            routes.model().then(ScriptedModel.thinking("hm", "the secret is out"));
            var deltas = Deltas.all(routes.ask("direct:ask", "q", ChatStream.class));
            assertThat(Deltas.kinds(deltas)).containsExactly("thinking", "text", "done");
            assertThat(deltas.get(1).text()).isEqualTo("the *** is out");
        }
        try (var routes = with(REFUSE, "inputGuard: direct:guard", "stream: true")) {
            var deltas = Deltas.all(routes.ask("direct:ask", "q", ChatStream.class));
            assertThat(Deltas.kinds(deltas)).containsExactly("text", "done");
            assertThat(Deltas.text(deltas)).isEqualTo("I can't talk about that.");
        }
    }
}
