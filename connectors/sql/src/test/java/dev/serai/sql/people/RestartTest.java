package dev.serai.sql.people;

import static dev.serai.support.contract.Stages.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.serai.people.Inbox;
import dev.serai.people.PeopleComponent;
import dev.serai.people.task.Answer;
import dev.serai.people.task.Outcome;
import dev.serai.people.task.Task;
import dev.serai.people.task.TaskQuery;
import dev.serai.people.task.TaskStatus;
import dev.serai.sql.Application;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is parked outlives its process. */
@Timeout(90)
class RestartTest {

    private static final String ROUTE = """
            - route:
                id: asks
                from:
                  uri: direct:ask
                  steps:
                    - setVariable:
                        name: order
                        simple: ${body}
                    - to:
                        uri: people:inbox
                        parameters:
                          title: Pay ${body}?
                          choices: yes,no
                          whenParked: %s
                    - setBody:
                        simple: ${variable.order} ${body}
                    - to: mock:after
            """;

    @TempDir
    Path folder;

    private Map<String, String> settings() {
        return Map.of("url", "jdbc:h2:file:" + folder.resolve("serai"));
    }

    private DefaultCamelContext start(String whenParked) throws Exception {
        var properties = new Properties();
        settings().forEach((name, value) -> properties.put("serai.sql." + name, value));
        var context = new DefaultCamelContext();
        context.getPropertiesComponent().setInitialProperties(properties);
        context.disableJMX();
        context.getShutdownStrategy().setTimeout(5);
        var people = new PeopleComponent();
        people.setStore("sql");
        context.addComponent("people", people);
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.fromString("asks.camel.yaml", ROUTE.formatted(whenParked)));
        context.start();
        return context;
    }

    private static Inbox inbox(CamelContext context) {
        return Inbox.of(context).orElseThrow();
    }

    private static Task only(CamelContext context) {
        return await().until(
                        () -> done(inbox(context).find(new TaskQuery(null, null, null, null, null, 0, 10))),
                        tasks -> tasks.size() == 1)
                .get(0);
    }

    private static void closed(CamelContext context) {
        await().atMost(Duration.ofSeconds(30)).until(() -> only(context).status() == TaskStatus.CLOSED);
        assertThat(only(context).error()).isNull();
    }

    private static List<String> bodies(CamelContext context) {
        return context.getEndpoint("mock:after", MockEndpoint.class).getReceivedExchanges().stream()
                .map(exchange -> exchange.getMessage().getBody(String.class))
                .toList();
    }

    @Test
    void answerAfterARestartIsGoneOnWith() throws Exception {
        try (var first = start("return")) {
            first.createProducerTemplate().sendBody("direct:ask", "order 7");
        }
        try (var second = start("return")) {
            var task = only(second);
            assertThat(task.question().title()).isEqualTo("Pay order 7?");
            done(inbox(second).answer(task.id(), Answer.choice("yes"), "ada"));
            closed(second);
            assertThat(bodies(second)).containsExactly("order 7 yes");
        }
    }

    @Test
    void exchangeThatWaitsIsParkedWhenTheProcessStops() throws Exception {
        var first = start("wait");
        var asked = first.createProducerTemplate()
                .asyncSend("direct:ask", exchange -> exchange.getMessage().setBody("order 7"));
        assertThat(only(first).awaited()).isTrue();
        first.close();
        await().until(asked::isDone);
        assertThat(done(asked).getMessage().getBody(String.class)).contains("waiting");

        try (var second = start("wait")) {
            var task = only(second);
            assertThat(task.awaited()).isFalse();
            done(inbox(second).answer(task.id(), Answer.choice("no"), "ada"));
            closed(second);
            assertThat(bodies(second)).containsExactly("order 7 no");
        }
    }

    @Test
    void answerThatACrashKeptFromBeingGoneOnWithIsTakenUpByTheNextStart() throws Exception {
        try (var first = start("return")) {
            first.createProducerTemplate().sendBody("direct:ask", "order 7");
        }
        try (var application = new Application(settings())) {
            var store = application.keep(new SqlTaskStoreFactory().tasks(application.context()));
            var id = done(store.find(TaskQuery.open(1))).get(0).id();
            assertThat(done(store.decide(id, 0, Outcome.ANSWERED, Answer.choice("yes"), "ada", Instant.now())))
                    .isTrue();
            assertThat(done(store.claim(id, "dead", Duration.ZERO))).isTrue();
        }
        try (var second = start("return")) {
            closed(second);
            assertThat(bodies(second)).containsExactly("order 7 yes");
        }
    }

    @Test
    void linkIsGoodAfterARestart() throws Exception {
        String token;
        try (var first = start("return")) {
            first.createProducerTemplate().sendBody("direct:ask", "order 7");
            var link = done(inbox(first).link(only(first).id(), Duration.ofMinutes(5)));
            token = link.substring(link.lastIndexOf('/') + 1);
        }
        try (var second = start("return")) {
            done(inbox(second).answerByToken(token, Answer.choice("yes")));
            closed(second);
        }
    }
}
