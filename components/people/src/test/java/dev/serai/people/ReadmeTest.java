package dev.serai.people;

import static dev.serai.people.Routes.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.people.task.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The README's routes run as they stand there. */
@Timeout(60)
class ReadmeTest {

    private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
    private static final int BLOCKS = 4;

    private static List<String> blocks() throws Exception {
        return YAML.matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private static String taken(String from) {
        return """
                - route:
                    from:
                      uri: %s
                      steps:
                        - to: mock:taken
                """.formatted(from);
    }

    @Test
    void itHasTheRoutesThatAreTestedHere() throws Exception {
        assertThat(blocks()).hasSize(BLOCKS);
    }

    @Test
    void choiceIsGoneOnWith() throws Exception {
        try (var routes = Routes.start(blocks().get(0), blocks().get(2), taken("seda:bank"))) {
            routes.send("direct:invoice", "ACME", Map.of("number", 7));
            var task = routes.open();
            assertThat(task.question().title()).isEqualTo("Pay invoice 7?");
            assertThat(task.question().text()).isEqualTo("**ACME** wants to be paid.");
            routes.mock("mock:taken").expectedBodiesReceived("ACME for ada");
            var answered = routes.send("direct:approve", task.id(), Map.of("user", "ada"));
            assertThat(answered.getException()).isNull();
            routes.mock("mock:taken").assertIsSatisfied();
        }
    }

    @Test
    void formIsAnsweredByItselfWhenItIsDue() throws Exception {
        try (var routes = Routes.start(Map.of("office.due", "200ms"), blocks().get(1), taken("seda:calendar"))) {
            routes.mock("mock:taken").expectedBodiesReceived(new LinkedHashMap<>(Map.of("days", 0)));
            routes.send("direct:holidays", "x", Map.of("name", "Bob"));
            routes.mock("mock:taken").assertIsSatisfied();
        }
    }

    @Test
    void formIsAnswered() throws Exception {
        try (var routes = Routes.start(blocks().get(1), taken("seda:calendar"))) {
            routes.send("direct:holidays", "x", Map.of("name", "Bob"));
            routes.mock("mock:taken").expectedBodiesReceived(new LinkedHashMap<>(Map.of("days", 3)));
            get(routes.inbox().answer(routes.open().id(), Answer.values(Map.of("days", 3)), "ada"));
            routes.mock("mock:taken").assertIsSatisfied();
        }
    }

    @Test
    void mailIsSentAndItsReplyAnswers() throws Exception {
        var mail = Map.<String, Object>of("people.mail", "mock:sent", "people.replies", "direct:reply");
        try (var routes = Routes.start(mail, blocks().get(3), taken("seda:prices"))) {
            routes.mock("mock:sent").expectedMessageCount(1);
            routes.send("direct:question", "x");
            routes.mock("mock:sent").assertIsSatisfied();
            var sent = routes.mock("mock:sent").getReceivedExchanges().get(0).getMessage();
            assertThat(sent.getHeader("To")).isEqualTo("ada@example.com");
            routes.mock("mock:taken").expectedBodiesReceived("no");
            routes.send(
                    "direct:reply",
                    "No\n> yes",
                    Map.of("Subject", "Re: " + sent.getHeader("Subject"), "From", "ada@example.com"));
            routes.mock("mock:taken").assertIsSatisfied();
        }
    }
}
