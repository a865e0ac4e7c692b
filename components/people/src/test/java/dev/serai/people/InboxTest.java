package dev.serai.people;

import static dev.serai.people.Routes.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.serai.people.task.Answer;
import dev.serai.people.task.Outcome;
import dev.serai.people.task.TaskStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InboxTest {

    private static final String FORM =
            "{\"type\":\"object\",\"properties\":{\"days\":{\"type\":\"integer\",\"minimum\":1}},\"required\":[\"days\"]}";

    private static String ask(String... options) {
        var lines = new StringBuilder();
        for (var option : options) {
            lines.append("              ").append(option).append('\n');
        }
        return """
                - route:
                    id: asks
                    from:
                      uri: direct:ask
                      steps:
                        - to: mock:before
                        - to:
                            id: question
                            uri: people:inbox
                            parameters:
                """.formatted() + lines.toString().indent(0) + """
                        - to: mock:after
                """;
    }

    @Test
    void exchangeEndsAtTheQuestionAndAnotherGoesOnWithTheChoice() throws Exception {
        try (var routes = Routes.start(ask("title: Pay ${body}?", "choices: yes,no"))) {
            var asked = routes.send("direct:ask", "order 7", Map.of("kept", 1L, "Authorization", "hidden"));

            assertThat(asked.getException()).isNull();
            assertThat(asked.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE))
                    .isEqualTo(202);
            assertThat(asked.getMessage().getBody(String.class)).contains("\"status\":\"waiting\"");
            routes.mock("mock:after").expectedMessageCount(0);
            routes.mock("mock:after").assertIsSatisfied(1);
            var task = routes.open();
            assertThat(task.question().title()).isEqualTo("Pay order 7?");
            assertThat(task.question().choices()).containsExactly("yes", "no");
            assertThat(task.id()).isEqualTo(asked.getMessage().getHeader(PeopleConstants.TASK_ID));

            routes.mock("mock:after").reset();
            routes.mock("mock:after").expectedBodiesReceived("yes");
            get(routes.inbox().answer(task.id(), new Answer("YES", "as agreed", null), "ada"));

            routes.mock("mock:after").assertIsSatisfied();
            var message =
                    routes.mock("mock:after").getReceivedExchanges().get(0).getMessage();
            assertThat(message.getHeaders())
                    .containsEntry(PeopleConstants.ANSWERED_BY, "ada")
                    .containsEntry(PeopleConstants.CHOICE, "yes")
                    .containsEntry(PeopleConstants.COMMENT, "as agreed")
                    .containsEntry("kept", 1L)
                    .doesNotContainKey("Authorization");
            assertThat(message.getHeader(PeopleConstants.ANSWERED_AT)).isInstanceOf(Instant.class);
            assertThat(routes.mock("mock:before").getReceivedCounter()).isEqualTo(1);
            assertThat(routes.closed(task.id()).error()).isNull();
        }
    }

    @Test
    void exchangeThatWaitsGetsTheValuesOfTheForm() throws Exception {
        try (var routes = Routes.start(ask("title: Holidays?", "form: '" + FORM + "'", "whenParked: wait"))) {
            var waiting = routes.begin("direct:ask", "x");
            var task = routes.open();
            assertThat(waiting).isNotDone();
            assertThat(task.awaited()).isTrue();

            get(routes.inbox().answer(task.id(), Answer.values(Map.of("days", 3)), "ada"));

            var exchange = get(waiting);
            assertThat(exchange.getException()).isNull();
            assertThat(exchange.getMessage().getBody()).isEqualTo(Map.of("days", 3));
            assertThat(routes.closed(task.id()).outcome()).isEqualTo(Outcome.ANSWERED);
        }
    }

    @Test
    void answersThatDoNotFitAreRefusedAndTheTaskStaysOpen() throws Exception {
        try (var routes = Routes.start(ask("title: Holidays?", "form: '" + FORM + "'"))) {
            routes.send("direct:ask", "x");
            var id = routes.open().id();

            refused(routes.inbox().answer(id, Answer.values(Map.of("days", 0)), "ada"), "PEOPLE-203", "days");
            refused(routes.inbox().answer(id, Answer.values(Map.of()), "ada"), "PEOPLE-203", "days");
            refused(routes.inbox().answer(id, Answer.text("three"), "ada"), "PEOPLE-203", "no values");
            refused(routes.inbox().answer("nowhere", Answer.text("x"), "ada"), "PEOPLE-202", "nowhere");
            assertThat(routes.task(id).status()).isEqualTo(TaskStatus.OPEN);
        }
        try (var routes = Routes.start(ask("title: Pay?", "choices: yes,no"))) {
            routes.send("direct:ask", "x");
            var id = routes.open().id();
            refused(routes.inbox().answer(id, Answer.choice("maybe"), null), "PEOPLE-203", "none of yes, no");
        }
    }

    @Test
    void ofTwoAnswersOneCountsAndTheOtherIsToldWhoWasFirst() throws Exception {
        try (var routes = Routes.start(ask("title: Pay?", "choices: yes,no"))) {
            routes.send("direct:ask", "x");
            var id = routes.open().id();
            var first = routes.inbox().answer(id, Answer.choice("yes"), "ada");

            get(first);
            refused(routes.inbox().answer(id, Answer.choice("no"), "bob"), "PEOPLE-201", "answered by ada at");
            assertThat(routes.closed(id).answer().choice()).isEqualTo("yes");
        }
    }

    @Test
    void routeThatIsGoneIsToldOnTheTaskWhichCanBeAnsweredWhenItIsBack() throws Exception {
        var yaml = ask("title: Pay?", "choices: yes,no");
        try (var routes = Routes.start(yaml)) {
            routes.send("direct:ask", "x");
            var id = routes.open().id();
            routes.context().getRouteController().stopRoute("asks");
            routes.context().removeRoute("asks");

            refused(routes.inbox().answer(id, Answer.choice("yes"), "ada"), "PEOPLE-207", "no route 'asks' now");
            assertThat(routes.task(id).error()).contains("PEOPLE-207").contains("Load the route");

            routes.load("again", yaml);
            routes.mock("mock:after").expectedBodiesReceived("yes");
            get(routes.inbox().answer(id, Answer.choice("yes"), "ada"));
            routes.mock("mock:after").assertIsSatisfied();
        }
    }

    @Test
    void routeAndStepWithoutIdsAreFoundAgainAfterAnotherLoad() throws Exception {
        var yaml = ask("title: Pay?").replace("    id: asks\n", "").replace("            id: question\n", "");
        assertThat(yaml).doesNotContain("id:");
        var other = """
                - route:
                    from:
                      uri: direct:other
                      steps:
                        - to: people:list
                        - to: mock:other
                """;
        try (var routes = Routes.start(yaml)) {
            routes.send("direct:ask", "x");
            var id = routes.open().id();
            var route = routes.context().getRoutes().get(0).getRouteId();
            routes.context().getRouteController().stopRoute(route);
            routes.context().removeRoute(route);
            routes.load("other", other);
            routes.load("again", yaml);

            routes.mock("mock:after").expectedBodiesReceived("fine");
            get(routes.inbox().answer(id, Answer.text("fine"), "ada"));
            routes.mock("mock:after").assertIsSatisfied();
        }
    }

    @Test
    void failureOfWhatFollowsStandsOnTheTask() throws Exception {
        var failing = """
                        - throwException:
                            message: on purpose
                            exceptionType: java.lang.IllegalStateException
                """;
        try (var routes = Routes.start(ask("title: Pay?") + failing)) {
            routes.send("direct:ask", "x");
            var id = routes.open().id();
            get(routes.inbox().answer(id, Answer.text("go"), "ada"));
            assertThat(routes.closed(id).error()).isEqualTo("IllegalStateException: on purpose");
        }
    }

    @Test
    void cancelledQuestionFailsWhereItWasAsked() throws Exception {
        try (var routes = Routes.start(tried(""))) {
            routes.send("direct:ask", "x");
            routes.mock("mock:caught").expectedMessageCount(1);
            get(routes.inbox().cancel(routes.open().id(), "ada"));
            routes.mock("mock:caught").assertIsSatisfied();
            assertThat(caught(routes)).hasMessageContaining("[PEOPLE-302] 'Pay?' was cancelled by ada.");
        }
    }

    @Test
    void overdueQuestionFailsWhereItWasAsked() throws Exception {
        try (var routes = Routes.start(tried("due: 100ms"))) {
            routes.mock("mock:caught").expectedMessageCount(1);
            routes.send("direct:ask", "x");
            routes.mock("mock:caught").assertIsSatisfied();
            assertThat(caught(routes)).hasMessageContaining("[PEOPLE-301] nobody answered 'Pay?' until");
        }
    }

    private static Throwable caught(Routes routes) {
        return routes.mock("mock:caught")
                .getReceivedExchanges()
                .get(0)
                .getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    }

    private static String tried(String option) {
        return """
                - route:
                    id: asks
                    from:
                      uri: direct:ask
                      steps:
                        - doTry:
                            steps:
                              - to:
                                  uri: people:inbox
                                  parameters:
                                    title: Pay?
                                    %s
                              - to: mock:after
                            doCatch:
                              - exception:
                                  - dev.serai.people.PeopleException
                                steps:
                                  - to: mock:caught
                """.formatted(option);
    }

    @Test
    void overdueQuestionIsAnsweredByItself() throws Exception {
        try (var routes =
                Routes.start(ask("title: Pay?", "choices: yes,no", "due: 100ms", "whenDue: answer", "dueAnswer: no"))) {
            routes.mock("mock:after").expectedBodiesReceived("no");
            routes.send("direct:ask", "x");
            routes.mock("mock:after").assertIsSatisfied();
        }
    }

    @Test
    void peopleAreToldAndToldAgain() throws Exception {
        try (var routes = Routes.start(ask(
                "title: Pay?",
                "text: Order ${body}",
                "assignee: Ada <ada@example.com>",
                "due: 1s",
                "whenDue: remind",
                "notify: mock:told"))) {
            routes.mock("mock:told").expectedMinimumMessageCount(2);
            routes.send("direct:ask", "7");
            routes.mock("mock:told").assertIsSatisfied();
            var message = routes.mock("mock:told").getReceivedExchanges().get(0).getMessage();
            assertThat(message.getHeader("To")).isEqualTo("ada@example.com");
            assertThat(message.getHeader("Subject", String.class)).startsWith("Pay? [#");
            assertThat(message.getBody(String.class)).contains("Order 7").contains("http://localhost:8080/answer/");
        }
    }

    @Test
    void attachmentsAreKept() throws Exception {
        var files = Map.of("a.txt", "text", "b.pdf", new byte[] {1, 2});
        try (var routes = Routes.start(ask("title: Read?", "attachments: ${header.files}"))) {
            routes.send("direct:ask", "x", Map.of("files", files));
            var task = routes.open();
            assertThat(task.question().attachments())
                    .extracting("name", "type", "size")
                    .containsExactlyInAnyOrder(tuple("a.txt", "text/plain", 4L), tuple("b.pdf", "application/pdf", 2L));
            assertThat(get(routes.inbox().attachment(task.id(), "b.pdf"))).isEqualTo(new byte[] {1, 2});
            refused(routes.inbox().attachment(task.id(), "c"), "PEOPLE-202", "no file 'c'");
        }
    }

    @Test
    void questionInACalledRouteOrASplitCannotBeParkedUnlessItWaits() throws Exception {
        var caller = """
                - route:
                    from:
                      uri: direct:call
                      steps:
                        - to: direct:ask
                - route:
                    id: splits
                    from:
                      uri: direct:split
                      steps:
                        - split:
                            simple: ${body}
                            steps:
                              - to:
                                  uri: people:inbox
                                  parameters:
                                    title: Each?
                """;
        try (var routes = Routes.start(ask("title: Pay?"), caller)) {
            assertThat(routes.send("direct:call", "x").getException())
                    .hasMessageContaining("[PEOPLE-101] route 'asks' was called by another route");
            assertThat(routes.send("direct:split", List.of("x")).getException())
                    .hasMessageContaining("[PEOPLE-101]")
                    .hasMessageContaining("split");
        }
        try (var routes = Routes.start(ask("title: Pay?", "whenParked: wait"), caller)) {
            var waiting = routes.begin("direct:call", "x");
            get(routes.inbox().answer(routes.open().id(), Answer.text("fine"), null));
            assertThat(get(waiting).getMessage().getBody()).isEqualTo("fine");
        }
    }

    @Test
    void headersWinOverOptionsAndTheNextQuestionIsOneOfItsOwn() throws Exception {
        var next = """
                        - to:
                            uri: people:inbox
                            parameters:
                              title: Second?
                        - to: mock:end
                """;
        try (var routes = Routes.start(ask("title: First?") + next)) {
            routes.send("direct:ask", "x", Map.of(PeopleConstants.TITLE, "By header", PeopleConstants.CHOICES, "a,b"));
            var first = routes.open();
            assertThat(first.question().title()).isEqualTo("By header");
            get(routes.inbox().answer(first.id(), Answer.choice("b"), "ada"));
            routes.closed(first.id());
            var second = routes.open();
            assertThat(second.question().title()).isEqualTo("Second?");
            assertThat(second.question().choices()).isEmpty();
            routes.mock("mock:end").expectedBodiesReceived("done");
            get(routes.inbox().answer(second.id(), Answer.text("done"), "bob"));
            routes.mock("mock:end").assertIsSatisfied();
        }
    }

    @Test
    void answerOfOneRouteIsNoneOfTheNext() throws Exception {
        var yaml = """
                - route:
                    from:
                      uri: direct:ask
                      steps:
                        - to: people:inbox?title=First
                        - to: seda:second
                - route:
                    from:
                      uri: seda:second
                      steps:
                        - to: people:inbox?title=Second&assignee=boss
                        - to: mock:end
                """;
        try (var routes = Routes.start(yaml)) {
            routes.send("direct:ask", "x");
            var first = routes.open();
            get(routes.inbox().answer(first.id(), Answer.text("fine"), "ada"));
            routes.closed(first.id());
            var second = routes.open();
            assertThat(second.question().title()).isEqualTo("Second");
            routes.mock("mock:end").expectedMessageCount(1);
            get(routes.inbox().answer(second.id(), Answer.text("too"), "boss"));
            routes.mock("mock:end").assertIsSatisfied();
            assertThat(routes.mock("mock:end")
                            .getReceivedExchanges()
                            .get(0)
                            .getMessage()
                            .getHeader(PeopleConstants.ANSWERED_BY))
                    .isEqualTo("boss");
        }
    }

    @Test
    void questionThatIsAskedAgainNeedsAnotherAnswer() throws Exception {
        var yaml = """
                - route:
                    id: asks
                    from:
                      uri: seda:ask
                      steps:
                        - to:
                            id: question
                            uri: people:inbox
                            parameters:
                              title: Ready?
                        - choice:
                            when:
                              - simple: ${body} == 'not yet'
                                steps:
                                  - to: seda:ask
                            otherwise:
                              steps:
                                - to: mock:end
                """;
        try (var routes = Routes.start(yaml)) {
            routes.send("seda:ask", "x");
            var first = routes.open();
            get(routes.inbox().answer(first.id(), Answer.text("not yet"), "ada"));
            routes.closed(first.id());
            routes.mock("mock:end").expectedBodiesReceived("now");
            get(routes.inbox().answer(routes.open().id(), Answer.text("now"), "ada"));
            routes.mock("mock:end").assertIsSatisfied();
        }
    }

    @Test
    void incomingBodyStaysWithVariableReceive() throws Exception {
        var yaml = """
                - route:
                    id: asks
                    from:
                      uri: direct:ask
                      steps:
                        - to:
                            uri: people:inbox
                            variableReceive: answer
                            parameters:
                              title: Pay?
                        - setBody:
                            simple: ${body} ${variable.answer}
                        - to: mock:after
                """;
        try (var routes = Routes.start(yaml)) {
            routes.send("direct:ask", "order 7");
            routes.mock("mock:after").expectedBodiesReceived("order 7 fine");
            get(routes.inbox().answer(routes.open().id(), Answer.text("fine"), null));
            routes.mock("mock:after").assertIsSatisfied();
        }
    }

    @Test
    void wrongOptionsAreToldAtStart() {
        assertThatThrownBy(() -> Routes.start(ask("title: x", "form: '[]'"))).hasStackTraceContaining("PEOPLE-003");
        assertThatThrownBy(() -> Routes.start(ask("title: x", "whenDue: answer")))
                .hasStackTraceContaining("PEOPLE-002");
        assertThatThrownBy(() -> Routes.start(ask("title: x").replace("people:inbox", "people:outbox")))
                .hasStackTraceContaining("PEOPLE-001");
    }

    @Test
    void missingTitleAndUnkeepableBodiesAreTold() throws Exception {
        try (var routes = Routes.start(ask("group: all"))) {
            assertThat(routes.send("direct:ask", "x").getException()).hasMessageContaining("PEOPLE-005");
        }
        try (var routes = Routes.start(ask("title: x"))) {
            assertThat(routes.send("direct:ask", new Object()).getException()).hasMessageContaining("ROUTE-101");
        }
    }

    static void refused(CompletionStage<?> stage, String code, String fact) {
        assertThatThrownBy(() -> get(stage)).hasMessageContaining(code).hasMessageContaining(fact);
    }
}
