package dev.serai.people;

import static dev.serai.people.Routes.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.people.task.Answer;
import dev.serai.support.chat.ChatReply;
import dev.serai.support.chat.ChatRequest;
import dev.serai.support.chat.ChatRole;
import dev.serai.support.chat.FinishReason;
import dev.serai.support.chat.ToolCall;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.Processor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ApprovalsTest {

    private static final String AGENT = """
            - route:
                from:
                  uri: direct:model
                  steps:
                    - process:
                        ref: model
            - route:
                from:
                  uri: tool:send_letter
                  parameters:
                    description: Sends a letter.
                    parameter.text: string
                  steps:
                    - to: mock:sent
                    - setBody:
                        constant: sent
            - route:
                from:
                  uri: direct:ask
                  steps:
                    - to:
                        uri: agent:clerk
                        parameters:
                          model: direct:model
                          tools: send_letter
                          approval: send_letter
                          whenParked: wait
            """;

    /** Wants to send a letter, then says what came of it. */
    private static final Processor MODEL = exchange -> {
        var request = exchange.getMessage().getBody(ChatRequest.class);
        var last = request.messages().get(request.messages().size() - 1);
        exchange.getMessage()
                .setBody(
                        last.role() == ChatRole.USER
                                ? new ChatReply(
                                        "m",
                                        "",
                                        null,
                                        List.of(new ToolCall("1", "send_letter", Map.of("text", "Dear ``` all"))),
                                        null,
                                        FinishReason.TOOL_CALLS)
                                : new ChatReply("m", "Result: " + last.text(), null, null, null, FinishReason.STOP));
    };

    private static Routes start() throws Exception {
        var component = new PeopleComponent();
        component.setApprovals(true);
        return Routes.start(Map.of("people", component, "model", MODEL), AGENT);
    }

    @Test
    void allowedCallIsMade() throws Exception {
        try (var routes = start()) {
            routes.mock("mock:sent").expectedMessageCount(1);
            var asked = routes.begin("direct:ask", "Write to all.");
            var task = routes.open();
            assertThat(task.question().title()).isEqualTo("May clerk call send_letter?");
            assertThat(task.question().text())
                    .contains("Sends a letter.")
                    .contains("````json\n")
                    .contains("Dear ``` all");

            get(routes.inbox().answer(task.id(), Answer.choice("allow"), "ada"));

            assertThat(get(asked).getMessage().getBody(String.class)).isEqualTo("Result: sent");
            routes.mock("mock:sent").assertIsSatisfied();
            assertThat(routes.closed(task.id()).error()).isNull();
        }
    }

    @Test
    void refusedCallIsNotMadeAndTheModelIsToldWhy() throws Exception {
        try (var routes = start()) {
            routes.mock("mock:sent").expectedMessageCount(0);
            var asked = routes.begin("direct:ask", "Write to all.");
            get(routes.inbox().answer(routes.open().id(), new Answer("refuse", "not on Sundays", null), "ada"));
            assertThat(get(asked).getMessage().getBody(String.class)).contains("not on Sundays");
            routes.mock("mock:sent").assertIsSatisfied();
        }
    }

    @Test
    void cancelledQuestionRefusesTheCall() throws Exception {
        try (var routes = start()) {
            routes.mock("mock:sent").expectedMessageCount(0);
            var asked = routes.begin("direct:ask", "Write to all.");
            get(routes.inbox().cancel(routes.open().id(), "ada"));
            assertThat(get(asked).getMessage().getBody(String.class)).contains("cancelled");
            routes.mock("mock:sent").assertIsSatisfied();
        }
    }

    @Test
    void answerWhenDueMustBeADecision() {
        var component = new PeopleComponent();
        component.setApprovals(true);
        component.getConfiguration().setDueAnswer("no");
        assertThatThrownBy(() -> Routes.start(Map.of("people", component, "model", MODEL), AGENT))
                .hasStackTraceContaining("[PEOPLE-002] dueAnswer of the component is 'no'");
    }

    @Test
    void callIsRefusedWhenNobodyAnswersInTime() throws Exception {
        var component = new PeopleComponent();
        component.setApprovals(true);
        component.getConfiguration().setDue(Duration.ofMillis(200));
        try (var routes = Routes.start(Map.of("people", component, "model", MODEL), AGENT)) {
            assertThat(get(routes.begin("direct:ask", "Write to all."))
                            .getMessage()
                            .getBody(String.class))
                    .contains("Nobody has answered in time.");
        }
    }
}
