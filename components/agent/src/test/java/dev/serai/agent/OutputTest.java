package dev.serai.agent;

import static dev.serai.agent.ScriptedModel.call;
import static dev.serai.agent.ScriptedModel.calls;
import static dev.serai.agent.ScriptedModel.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.support.chat.ChatStream;
import dev.serai.support.chat.ResponseFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers that must be JSON. */
@Timeout(60)
class OutputTest {

    private static final String SCHEMA =
            "output: '{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\"}},\"required\":[\"n\"]}'";

    @Test
    void fencedJsonIsTaken() throws Exception {
        try (var routes = Routes.start(Yaml.agent("output: json"))) {
            routes.model()
                    .then(text("```json\n{\"a\":\n1}\n```\n"), text("\n```\n[1]\n```"), text("```json\r\n{}\r\n```"));
            assertThat(routes.ask("direct:ask", "hi", String.class)).isEqualTo("{\"a\":\n1}");
            assertThat(routes.ask("direct:ask", "hi", String.class)).isEqualTo("[1]");
            assertThat(routes.ask("direct:ask", "hi", String.class).strip()).isEqualTo("{}");
            assertThat(routes.model().last().format()).isEqualTo(ResponseFormat.JSON);
        }
    }

    @Test
    void whatDoesNotFitIsSentBackOnce() throws Exception {
        try (var routes = Routes.start(Yaml.agent(SCHEMA, "maxTurns: 1"))) {
            routes.model().then(text("{\"n\":\"x\"}"), text("{\"n\":1}"));
            var answered = routes.send("direct:ask", "hi");
            assertThat(answered.getMessage().getBody()).isEqualTo("{\"n\":1}");
            var messages = routes.model().last().messages();
            assertThat(messages.get(messages.size() - 2).text()).isEqualTo("{\"n\":\"x\"}");
            assertThat(messages.get(messages.size() - 1).text()).contains("integer");
            assertThat(answered.getMessage().getHeader(AgentConstants.TURNS)).isEqualTo(2);
        }
    }

    @Test
    void whatDoesNotFitTwiceIsAnError() throws Exception {
        try (var routes = Routes.start(Yaml.agent(SCHEMA))) {
            routes.model().then(text("No."), text("Still no."));
            assertThat(routes.send("direct:ask", "hi").getException()).hasMessageStartingWith("[AGENT-108]");
            assertThat(routes.model().requests()).hasSize(2);
        }
    }

    @Test
    void withToolsTheFormatIsAskedForInWordsAndEnforcedInTheRepair() throws Exception {
        try (var routes = Routes.start(Yaml.tool("note", "Noted"), Yaml.agent(SCHEMA, "tools: note"))) {
            routes.model().then(calls(call("note", Map.of())), text("one"), text("{\"n\":1}"));
            assertThat(routes.ask("direct:ask", "hi", String.class)).isEqualTo("{\"n\":1}");
            var requests = routes.model().requests();
            assertThat(requests.get(0).format()).isNull();
            assertThat(requests.get(0).messages().get(0).text()).contains("\"required\":[\"n\"]");
            assertThat(requests.get(1).tools()).hasSize(1);
            assertThat(requests.get(2).tools()).isEmpty();
            assertThat(requests.get(2).format().kind()).isEqualTo(ResponseFormat.Kind.SCHEMA);
        }
    }

    @Test
    void aStreamShowsOnlyTheTextThatFits() throws Exception {
        try (var routes = Routes.start(Yaml.agent(SCHEMA, "stream: true"))) {
            routes.model().then(text("sorry no"), text("```json\n{\"n\": 1}\n```"));
            var deltas = Deltas.all(routes.ask("direct:ask", "hi", ChatStream.class));
            assertThat(Deltas.kinds(deltas)).containsExactly("text", "done");
            assertThat(deltas.get(0).text()).isEqualTo("{\"n\": 1}");
        }
    }

    @Test
    void theMemoryKeepsTheGoodAnswerOnly() throws Exception {
        try (var routes = Routes.start(Yaml.agent(SCHEMA, "memory: local", "session: s"))) {
            routes.model().then(text("bad"), text("{\"n\":1}"), text("{\"n\":2}"));
            routes.ask("direct:ask", "one", String.class);
            routes.ask("direct:ask", "two", String.class);
            assertThat(routes.model().last().messages().stream().map(m -> m.text()))
                    .containsExactly("one", "{\"n\":1}", "two");
        }
    }

    @Test
    void anAnswerOfFencesAndNewlinesCostsNoTime() {
        var check = OutputCheck.of("json");
        long begun = System.nanoTime();
        assertThat(check.violations("```" + "\n".repeat(50_000) + "x")).isNotEmpty();
        assertThat(check.violations("```\n".repeat(20_000) + "x")).isNotEmpty();
        assertThat(System.nanoTime() - begun).isLessThan(2_000_000_000L);
    }
}
