package dev.serai.people;

import static dev.serai.people.InboxTest.refused;
import static dev.serai.people.Routes.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.people.task.Answer;
import dev.serai.people.task.Origin;
import dev.serai.people.task.Outcome;
import dev.serai.people.task.Question;
import dev.serai.people.task.Task;
import dev.serai.people.task.WhenDue;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LinkTest {

    private static final String ASK = """
            - route:
                id: asks
                from:
                  uri: direct:ask
                  steps:
                    - to:
                        uri: people:inbox
                        parameters:
                          title: Pay?
                          choices: yes,no
                          assignee: Ada <ada@example.com>
                          notify: mock:told
                    - to: mock:after
            - route:
                from:
                  uri: direct:mail
                  steps:
                    - to: people:answer
            - route:
                from:
                  uri: direct:answer
                  steps:
                    - to: people:answer
            - route:
                from:
                  uri: direct:list
                  steps:
                    - to: people:list
            - route:
                from:
                  uri: direct:get
                  steps:
                    - to: people:get
            - route:
                from:
                  uri: direct:cancel
                  steps:
                    - to: people:cancel
            """;

    private static String token(String link) {
        return link.substring(link.lastIndexOf('/') + 1);
    }

    @Test
    void linkAnswersOnce() throws Exception {
        try (var routes = Routes.start(ASK)) {
            routes.send("direct:ask", "x");
            var id = routes.open().id();
            var link = get(routes.inbox().link(id, Duration.ofMinutes(5)));
            assertThat(link).startsWith("http://localhost:8080/answer/");
            var token = token(link);
            assertThat(get(routes.inbox().byToken(token)).id()).isEqualTo(id);

            routes.mock("mock:after").expectedBodiesReceived("yes");
            get(routes.inbox().answerByToken(token, Answer.choice("yes")));
            routes.mock("mock:after").assertIsSatisfied();

            refused(routes.inbox().answerByToken(token, Answer.choice("no")), "PEOPLE-201", "Ada");
            refused(routes.inbox().byToken(token), "PEOPLE-201", "answered");
        }
    }

    @Test
    void linkIsNotGoodForAnotherTaskOrAfterItsTime() throws Exception {
        try (var routes = Routes.start(ASK)) {
            routes.send("direct:ask", "x");
            var id = routes.open().id();
            var expired = token(get(routes.inbox().link(id, Duration.ofMinutes(-5))));
            refused(routes.inbox().answerByToken(expired, Answer.choice("yes")), "PEOPLE-205", "valid until");
            var forged = new Links("another secret, long enough")
                    .token(id, 0, Instant.now().plusSeconds(60));
            refused(routes.inbox().byToken(forged), "PEOPLE-204", "not one of ours");
            for (var garbage : new String[] {"", "x", "%%", "A".repeat(59), "A".repeat(5000)}) {
                refused(routes.inbox().byToken(garbage), "PEOPLE-204", "not one of ours");
            }
        }
    }

    @Test
    void anyChangeOfATokenIsNoticed() {
        var links = new Links("a secret that is long enough");
        var id = UUID.randomUUID().toString();
        var token = links.token(id, 3, Instant.now().plusSeconds(60));
        assertThat(links.read(token, Instant.now())).isEqualTo(new Links.Claim(id, 3));
        for (int i = 0; i < token.length() - 1; i++) {
            var other = token.charAt(i) == 'A' ? 'B' : 'A';
            var changed = token.substring(0, i) + other + token.substring(i + 1);
            assertThatThrownBy(() -> links.read(changed, Instant.now())).hasMessageContaining("PEOPLE-204");
        }
    }

    @Test
    void linkOfAnEarlierRoundIsUsed() throws Exception {
        try (var routes = Routes.start(ASK)) {
            routes.send("direct:ask", "x");
            var id = routes.open().id();
            var token = token(get(routes.inbox().link(id, Duration.ofMinutes(5))));
            var store = routes.context()
                    .getComponent("people", PeopleComponent.class)
                    .store();
            get(store.decide(id, 0, Outcome.ANSWERED, Answer.choice("yes"), "ada", Instant.now()));
            get(store.reopen(id, "the route was gone"));
            refused(routes.inbox().byToken(token), "PEOPLE-205", "used before");
        }
    }

    @Test
    void shortSecretIsRefused() {
        var component = new PeopleComponent();
        component.setSecret("short");
        assertThatThrownBy(() -> Routes.start(Map.of("people", component), ASK))
                .hasStackTraceContaining("[PEOPLE-002] secret has fewer than 16 characters");
    }

    @Test
    void mailAnswersInTheNameOfTheAssignee() throws Exception {
        try (var routes = Routes.start(ASK)) {
            routes.mock("mock:told").expectedMessageCount(1);
            routes.send("direct:ask", "x");
            routes.mock("mock:told").assertIsSatisfied();
            var subject = subject(routes);

            var reply = """

                    Yes.
                    please by Friday

                    On 3 Jan 2026 at 10:00, flow@example.com wrote:
                    > no
                    > Answer here, once: http://localhost:8080/answer/x
                    """;
            routes.mock("mock:after").expectedBodiesReceived("yes");
            var answered = mail(routes, "Re: " + subject, "\"Ada\" <ADA@example.com>", reply);
            assertThat(answered.getException()).isNull();
            routes.mock("mock:after").assertIsSatisfied();
            assertThat(routes.mock("mock:after")
                            .getReceivedExchanges()
                            .get(0)
                            .getMessage()
                            .getHeader(PeopleConstants.COMMENT))
                    .isEqualTo("please by Friday");
        }
    }

    @Test
    void mailsThatAreNoAnswersAreRefused() throws Exception {
        try (var routes = Routes.start(ASK)) {
            routes.mock("mock:told").expectedMessageCount(1);
            routes.send("direct:ask", "x");
            routes.mock("mock:told").assertIsSatisfied();
            var subject = subject(routes);
            var ada = "ada@example.com";

            failed(mail(routes, subject, "eve@example.com", "yes"), "PEOPLE-206", "does not come from");
            failed(mail(routes, subject, "ada@example.com <eve@evil.example>", "yes"), "PEOPLE-206", "ada@example.com");
            failed(mail(routes, subject, null, "yes"), "PEOPLE-206", "ada@example.com");
            failed(mail(routes, subject, ada, "perhaps\nyes"), "PEOPLE-203", "none of yes, no");
            failed(mail(routes, subject, ada, "> yes"), "PEOPLE-203", "none of yes, no");
            failed(mail(routes, "Re: Pay?", ada, "yes"), "PEOPLE-006", "names no task");
            var automatic = new HashMap<String, Object>(Map.of("Subject", subject, "From", ada));
            automatic.put("Auto-Submitted", "auto-replied");
            failed(routes.send("direct:mail", "yes", automatic), "PEOPLE-203", "a machine");
            assertThat(routes.open().isOpen()).isTrue();
        }
    }

    @Test
    void subjectThatWasFoldedStillNamesTheTask() {
        var token = "A".repeat(59);
        assertThat(MailReply.token("Re: Pay? [#" + "A".repeat(20) + "\r\n " + "A".repeat(39) + "]"))
                .isEqualTo(token);
        assertThat(MailReply.token("Re: Pay? [#short]")).isNull();
    }

    @Test
    void subjectThatTakesLongToReadIsNotRead() {
        var mark = "[#" + "A".repeat(59) + "]";
        assertThat(MailReply.token(" ".repeat(500) + mark)).isEqualTo("A".repeat(59));
        assertThat(MailReply.token(" ".repeat(5_000) + mark)).isNull();
    }

    @Test
    void titleThatIsVeryLongStillGetsAnAnswerByMail() {
        var question = new Question("x".repeat(5_000), null, null, List.of(), "ada@example.com", null, List.of());
        var origin = new Origin("r", null, null, true, null, null, null, null, 0, WhenDue.FAIL, null);
        var task = Task.open("t", question, origin, Instant.now(), null, false);
        var token = "A".repeat(59);
        var subject = new Letter(task, token, "link").headers().get("Subject");
        assertThat(MailReply.token("Re: " + subject)).isEqualTo(token);
    }

    @Test
    void routesListShowAnswerAndCancel() throws Exception {
        try (var routes = Routes.start(ASK)) {
            routes.send("direct:ask", "x");
            var id = routes.open().id();
            var byId = Map.<String, Object>of(PeopleConstants.TASK_ID, id, PeopleConstants.ANSWERED_BY, "bob");

            assertThat(routes.send("direct:list", null).getMessage().getBody(List.class))
                    .singleElement()
                    .satisfies(task ->
                            assertThat((Map<?, ?>) task).extracting("title").isEqualTo("Pay?"));
            assertThat(routes.send("direct:get", null, byId).getMessage().getBody(Map.class))
                    .containsEntry("status", "OPEN")
                    .containsEntry("route", "asks");
            failed(routes.send("direct:get", null), "PEOPLE-006", "names no task");

            var answered = routes.send("direct:answer", "no", byId).getMessage().getBody(Map.class);
            assertThat(answered).containsEntry("outcome", "ANSWERED").containsEntry("by", "bob");
            failed(routes.send("direct:cancel", null, byId), "PEOPLE-201", "answered by bob");
        }
    }

    private static String subject(Routes routes) {
        return routes.mock("mock:told")
                .getReceivedExchanges()
                .get(0)
                .getMessage()
                .getHeader("Subject", String.class);
    }

    private static Exchange mail(Routes routes, String subject, String from, String body) {
        var headers = new HashMap<String, Object>(Map.of("Subject", subject));
        if (from != null) {
            headers.put("From", from);
        }
        return routes.send("direct:mail", body, headers);
    }

    private static void failed(Exchange exchange, String code, String fact) {
        assertThat(exchange.getException()).hasMessageContaining(code).hasMessageContaining(fact);
    }
}
