package dev.serai.agent;

import static dev.serai.agent.ScriptedModel.call;
import static dev.serai.agent.ScriptedModel.calls;
import static dev.serai.agent.ScriptedModel.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.support.approval.Approval;
import dev.serai.support.text.Passage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The README's routes run as they stand there, with a scripted model in the place of Ollama's. */
@Timeout(60)
class ReadmeTest {

    private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    private static final String LETTERS = """
            - route:
                from:
                  uri: tool:send_letter
                  parameters:
                    description: Sends a letter.
                    parameter.text: string
                  steps:
                    - to: mock:sent
            - route:
                from:
                  uri: direct:tell-boss
                  steps:
                    - to: mock:boss
            """;

    private static List<String> blocks() throws Exception {
        return YAML.matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(block -> block.group(1).replaceAll("ollama:chat/[a-z0-9.:]+", "model:any"))
                .toList();
    }

    private static Routes start(int index, String... more) throws Exception {
        var yaml = new String[more.length + 1];
        yaml[0] = blocks().get(index);
        System.arraycopy(more, 0, yaml, 1, more.length);
        return Routes.start(new HashMap<>(Map.of(Routes.HTTP, "true")), yaml);
    }

    @Test
    void itHasTheRoutesThatAreTestedHere() throws Exception {
        assertThat(blocks()).hasSize(BLOCKS);
    }

    private static final int BLOCKS = 8;

    @Test
    void anAgentWithATool() throws Exception {
        try (var routes = start(0)) {
            routes.model().then(calls(call("opening_hours", Map.of("day", "sunday"))), text("From 10 to 14."));
            assertThat(routes.post("/ask", "Open on Sunday?")).isEqualTo("From 10 to 14.");
            assertThat(routes.model().last().messages())
                    .anySatisfy(message -> assertThat(message.text()).isEqualTo("On sunday from 10 to 14 o'clock."));
        }
    }

    @Test
    void conversations() throws Exception {
        try (var routes = start(1)) {
            routes.model().then(text("Hello Ada."), text("Ada."));
            routes.post("/chat", "{\"chatInput\": \"I am Ada.\", \"sessionId\": \"1\"}");
            assertThat(routes.post("/chat", "{\"chatInput\": \"Who am I?\", \"sessionId\": \"1\"}"))
                    .contains("event: text\ndata: {\"text\":\"Ada.\"}")
                    .contains("event: done\n");
            assertThat(routes.model().last().messages()).hasSize(3);
        }
    }

    @Test
    void approval() throws Exception {
        try (var routes = start(2, LETTERS)) {
            routes.model().then(calls(call("send_letter", Map.of("text", "Dear all"))), text("It is sent."));
            routes.mock("mock:boss").expectedMessageCount(1);
            routes.mock("mock:sent").expectedBodiesReceived(new LinkedHashMap<>(Map.of("text", "Dear all")));
            var first = routes.send("direct:ask", "Write to all.");
            assertThat(first.getMessage().getHeader(AgentConstants.STATUS)).isEqualTo("parked");
            routes.mock("mock:boss").assertIsSatisfied();
            var approval = routes.mock("mock:boss")
                    .getReceivedExchanges()
                    .get(0)
                    .getMessage()
                    .getBody(Approval.class);
            assertThat(routes.ask("direct:boss-allows", approval.id(), String.class))
                    .isEqualTo("It is sent.");
            routes.mock("mock:sent").assertIsSatisfied();
        }
    }

    @Test
    void toolsOfOthersAndForOthers() throws Exception {
        try (var shop = start(4, blocks().get(0));
                var routes = Routes.start(Map.of("mcp.url", shop.url("/mcp")), blocks().get(3))) {
            routes.model().then(calls(call("opening_hours", Map.of("day", "saturday"))), text("From 10."));
            assertThat(routes.ask("direct:ask", "When?", String.class)).isEqualTo("From 10.");
            assertThat(routes.model().last().messages())
                    .anySatisfy(message -> assertThat(message.text()).contains("On saturday from 10 to 14"));
        }
    }

    @Test
    void guardsPassagesAndForm() throws Exception {
        var search = """
                - route:
                    from:
                      uri: direct:search
                      steps:
                        - setBody:
                            simple: ${ref:passages}
                """;
        var passages = List.of(new Passage("1", "hours.md", "Open from 10 to 14.", 0.9, null));
        try (var routes = Routes.start(Map.of("passages", passages), blocks().get(5), search)) {
            assertThat(routes.ask("direct:ask", "Call 123456789", String.class)).contains("leave phone numbers out");
            routes.model().then(text("at 10"), text("{\"answer\": \"at 10\"}"));
            assertThat(routes.ask("direct:ask", "When?", String.class)).isEqualTo("{\"answer\": \"at 10\"}");
            assertThat(routes.model().last().messages().get(0).text()).contains("source: hours.md");
        }
    }

    @Test
    void runsThatSurvive() throws Exception {
        var answers = """
                - route:
                    from:
                      uri: direct:answers
                      steps:
                        - to: mock:answers
                """;
        try (var routes = start(6, answers)) {
            routes.model().then(text("Done."));
            assertThat(routes.ask("direct:ask", "Do it.", String.class)).isEqualTo("Done.");
        }
    }

    @Test
    void aMessageThatComesAgain() throws Exception {
        try (var routes = Routes.start(Map.of("orders.runs", "#bean:kept", "kept", new KeptRuns()), blocks().get(7))) {
            routes.model().then(text("Done."));
            for (int i = 0; i < 2; i++) {
                assertThat(routes.template()
                                .requestBodyAndHeader("direct:orders", "Do it.", "OrderNumber", 7, String.class))
                        .isEqualTo("Done.");
            }
        }
    }
}
