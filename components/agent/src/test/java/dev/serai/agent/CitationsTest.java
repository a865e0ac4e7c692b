package dev.serai.agent;

import static dev.serai.agent.ScriptedModel.call;
import static dev.serai.agent.ScriptedModel.calls;
import static dev.serai.agent.ScriptedModel.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.agent.RunState.MadeCall;
import dev.serai.support.chat.ChatStream;
import dev.serai.support.text.Passage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers that may name only what was read. */
@Timeout(60)
class CitationsTest {

    private static final Citations CITATIONS = new Citations(Set.of("read_page"));

    private static final String READ = """
            - route:
                from:
                  uri: tool:read_page
                  parameters:
                    description: Reads a page.
                    parameter.url: string
                  steps:
                    - choice:
                        when:
                          - simple: ${body[url]} contains 'broken'
                            steps:
                              - throwException:
                                  exceptionType: java.lang.IllegalStateException
                                  message: no such page
                    - setBody:
                        simple: "Source: ${body[url]}\nSee also https://elsewhere.example/never-read"
            """;

    private static Routes start(String... options) throws Exception {
        var all = new String[options.length + 2];
        all[0] = "tools: read_page";
        all[1] = "citeFrom: read_page";
        System.arraycopy(options, 0, all, 2, options.length);
        return Routes.start(READ, Yaml.agent(all));
    }

    private static Set<String> read(String url) {
        return CITATIONS.read(
                List.of(new MadeCall(call("read_page", Map.of("url", url)), false)), List.of(), List.of());
    }

    @Test
    void whatWasReadMayBeNamed() throws Exception {
        try (var routes = start()) {
            var answer = "Yes ([source](https://a.example/x)).";
            routes.model().then(calls(call("read_page", Map.of("url", "https://a.example/x"))), text(answer));
            assertThat(routes.ask("direct:ask", "hi", String.class)).isEqualTo(answer);
        }
    }

    @Test
    void whatWasNotReadGoesBackAndIsThenTakenOut() throws Exception {
        try (var routes = start()) {
            routes.model()
                    .then(
                            calls(call("read_page", Map.of("url", "https://a.example/x"))),
                            text("Yes: https://elsewhere.example/never-read"),
                            text("Yes: https://a.example/x, https://elsewhere.example/never-read."));
            assertThat(routes.ask("direct:ask", "hi", String.class))
                    .isEqualTo("Yes: https://a.example/x, " + Citations.LEFT_OUT + ".");
            var messages = routes.model().last().messages();
            assertThat(messages.get(messages.size() - 1).text())
                    .contains("not read: https://elsewhere.example/never-read", "may be named: https://a.example/x");
        }
    }

    @Test
    void aPageThatFailedWasNotRead() throws Exception {
        try (var routes = start()) {
            var answer = text("See https://a.example/broken");
            routes.model().then(calls(call("read_page", Map.of("url", "https://a.example/broken"))), answer, answer);
            assertThat(routes.ask("direct:ask", "hi", String.class)).isEqualTo("See " + Citations.LEFT_OUT);
        }
    }

    @Test
    void theNextQuestionMayComeBackToIt() throws Exception {
        try (var routes = start("memory: local", "session: s")) {
            var answer = text("See https://a.example/x");
            routes.model().then(calls(call("read_page", Map.of("url", "https://a.example/x"))), answer, answer);
            routes.ask("direct:ask", "hi", String.class);
            assertThat(routes.ask("direct:ask", "where?", String.class)).isEqualTo("See https://a.example/x");
        }
    }

    @Test
    void aStreamShowsNoAddressThatWasNotRead() throws Exception {
        try (var routes = start("stream: true")) {
            var answer = text("See https://b.example/y");
            routes.model().then(answer, answer);
            var deltas = Deltas.all(routes.ask("direct:ask", "hi", ChatStream.class));
            assertThat(deltas).noneMatch(delta -> delta.toString().contains("b.example"));
        }
    }

    @Test
    void aToolThatIsNotThereIsAnError() throws Exception {
        try (var routes = Routes.start(READ, Yaml.agent("tools: read_page", "citeFrom: red_page"))) {
            assertThat(routes.send("direct:ask", "hi").getException())
                    .hasMessageContaining("citeFrom names 'red_page'");
        }
    }

    @Test
    void theSamePageIsWrittenInSeveralWays() {
        var read = read("https://A.example/x/");
        assertThat(CITATIONS.violations("(https://a.example/x), http://a.example:80/x#part.", read))
                .isEmpty();
        assertThat(CITATIONS.violations("https://a.example/x?y=1", read)).isNotEmpty();
        assertThat(CITATIONS.violations("www.other.example/x", read)).isNotEmpty();
        assertThat(CITATIONS.violations("https://a.example/x_(y)", read("https://a.example/x_(y)")))
                .isEmpty();
        assertThat(CITATIONS.violations("https://a.example@evil.example/x", read))
                .isNotEmpty();
    }

    @Test
    void passagesOfARetrieverCountAsRead() {
        var passage = new Passage(null, "https://a.example/x", "text", 1, null);
        var read = CITATIONS.read(List.of(), List.of(), List.of(passage));
        assertThat(CITATIONS.violations("https://a.example/x", read)).isEmpty();
    }
}
