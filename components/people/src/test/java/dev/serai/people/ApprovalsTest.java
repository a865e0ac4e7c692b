package dev.serai.people;

import static dev.serai.people.Routes.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.serai.people.store.Kept;
import dev.serai.people.store.LocalTasks;
import dev.serai.people.task.Answer;
import dev.serai.people.task.Task;
import dev.serai.people.task.WhenDue;
import dev.serai.support.approval.Decision;
import dev.serai.support.approval.Decisions;
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
                id: asks
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

    private static Decisions decisions(Routes routes) {
        return routes.context().getCamelContextExtension().getContextPlugin(Decisions.class);
    }

    @Test
    void decisionThatIsTakenElsewhereClosesTheTask() throws Exception {
        try (var routes = start()) {
            var asked = routes.begin("direct:ask", "Write to all.");
            var task = routes.open();

            get(decisions(routes).decide(task.origin().approvalId(), Decision.refuse("ada", "not on Sundays")));

            assertThat(get(asked).getMessage().getBody(String.class)).contains("not on Sundays");
            var closed = routes.closed(task.id());
            assertThat(closed.answer()).isEqualTo(new Answer("refuse", "not on Sundays", null));
            assertThat(closed.by()).isEqualTo("ada");
            assertThat(closed.error()).isNull();
        }
    }

    @Test
    void decisionThatARouteBringsClosesTheTask() throws Exception {
        try (var routes = start()) {
            var asked = routes.begin("direct:ask", "Write to all.");
            var task = routes.open();
            var headers = Map.<String, Object>of(
                    "CamelAgentApprovalId", task.origin().approvalId(), "CamelAgentDecision", "allow");

            routes.send("direct:ask", null, headers);

            assertThat(get(asked).getMessage().getBody(String.class)).isEqualTo("Result: sent");
            assertThat(routes.closed(task.id()).answer().choice()).isEqualTo("allow");
        }
    }

    @Test
    void answerToACallThatIsOverClosesTheTaskAndSaysSo() throws Exception {
        var store = new LocalTasks();
        var component = new PeopleComponent();
        component.setApprovals(true);
        component.setStore("#bean:tasks");
        try (var routes = Routes.start(Map.of("people", component, "model", MODEL, "tasks", store), AGENT)) {
            var asked = routes.begin("direct:ask", "Write to all.");
            var task = routes.open();
            get(routes.inbox().answer(task.id(), Answer.choice("allow"), "ada"));
            get(asked);
            var left = Task.open("left", task.question(), task.origin(), task.asked(), null, false);
            get(store.add(left, Kept.NOTHING, null, Duration.ZERO));

            get(routes.inbox().answer("left", Answer.choice("allow"), "ada"));

            assertThat(routes.closed("left").error()).contains("AGENT-205");
        }
    }

    @Test
    void answerForAnAgentThatIsAwayIsAskedForAgain() throws Exception {
        try (var routes = start()) {
            routes.begin("direct:ask", "Write to all.");
            var task = routes.open();
            routes.context().getRouteController().stopRoute("asks");

            get(routes.inbox().answer(task.id(), Answer.choice("allow"), "ada"));

            var again =
                    await().atMost(Duration.ofSeconds(30)).until(() -> routes.task(task.id()), now -> now.round() == 1);
            assertThat(again.isOpen()).isTrue();
            assertThat(again.error()).contains("AGENT-205");
        }
    }

    @Test
    void answerWhenDueMustBeADecision() {
        var component = new PeopleComponent();
        component.setApprovals(true);
        component.getConfiguration().setDueAnswer("no");
        assertThatThrownBy(() -> Routes.start(Map.of("people", component, "model", MODEL), AGENT))
                .hasStackTraceContaining("[PEOPLE-002] dueAnswer of the component is 'no'");

        var without = new PeopleComponent();
        without.setApprovals(true);
        without.getConfiguration().setWhenDue(WhenDue.ANSWER);
        assertThatThrownBy(() -> Routes.start(Map.of("people", without, "model", MODEL), AGENT))
                .hasStackTraceContaining("[PEOPLE-002] whenDue is ANSWER, and dueAnswer is not set");
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
