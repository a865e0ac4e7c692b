package dev.serai.agent;

import static dev.serai.agent.ScriptedModel.call;
import static dev.serai.agent.ScriptedModel.calls;
import static dev.serai.agent.ScriptedModel.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.support.chat.ChatMessage;
import dev.serai.support.chat.ChatRole;
import dev.serai.support.chat.ToolCall;
import dev.serai.support.chat.ToolSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls as a model makes them: often wrong. */
@Timeout(60)
class ToolCallTest {

    private static final String CITY = Yaml.tool(
            "city",
            "City ${header.CamelToolArg_name}",
            "parameter.name: string",
            "parameter.name.required: true",
            "tags: geo");
    private static final String RIVER = Yaml.tool("river", "River", "tags: geo,water");
    private static final String NOTE = Yaml.tool("note", "Noted");

    private static List<String> results(Routes routes) {
        return routes.model().last().messages().stream()
                .filter(message -> message.role() == ChatRole.TOOL)
                .map(ChatMessage::text)
                .toList();
    }

    private static List<String> offered(String tools) throws Exception {
        try (var routes = Routes.start(CITY, RIVER, NOTE, Yaml.agent("tools: \"" + tools + "\""))) {
            routes.model().then(text("ok"));
            routes.ask("direct:ask", "hi", String.class);
            return routes.model().last().tools().stream().map(ToolSpec::name).toList();
        }
    }

    @Test
    void toolsAreChosenByNameTagOrAll() throws Exception {
        assertThat(offered("note")).containsExactly("note");
        assertThat(offered("geo")).containsExactly("city", "river");
        assertThat(offered("water, note,river")).containsExactly("river", "note");
        assertThat(offered("*")).containsExactly("city", "note", "river");
    }

    @Test
    void aNameThatNoToolHasFailsTheRun() throws Exception {
        try (var routes = Routes.start(CITY, Yaml.agent("tools: town"))) {
            assertThat(routes.send("direct:ask", "hi").getException())
                    .isInstanceOf(AgentException.class)
                    .hasMessageStartingWith("[AGENT-006")
                    .hasMessageContaining("'town'")
                    .hasMessageContaining("city");
        }
    }

    @Test
    void aMadeUpToolGetsTheListOfRealOnesBack() throws Exception {
        try (var routes = Routes.start(CITY, RIVER, NOTE, Yaml.agent("tools: geo"))) {
            routes.model().then(calls(call("note", Map.of())), text("ok"));
            routes.ask("direct:ask", "hi", String.class);
            assertThat(results(routes)).containsExactly("There is no tool 'note'. The tools are: city, river.");
        }
    }

    @Test
    void aToolCalledWhereThereAreNoneIsToldSo() throws Exception {
        try (var routes = Routes.start(CITY, Yaml.agent())) {
            routes.model().then(calls(call("city", Map.of())), text("ok"));
            routes.ask("direct:ask", "hi", String.class);
            assertThat(results(routes)).containsExactly("There is no tool 'city'. There are no tools.");
        }
    }

    @Test
    void argumentsThatAreNoObjectComeBack() throws Exception {
        try (var routes = Routes.start(CITY, Yaml.agent("tools: city"))) {
            routes.model().then(calls(new ToolCall("1", "city", Map.of(), "{\"name\": ")), text("ok"));
            routes.ask("direct:ask", "hi", String.class);
            assertThat(results(routes)).singleElement().asString().contains("not a JSON object", "{\"name\": ");
        }
    }

    @Test
    void violationsOfTheSchemaComeBackAndTheModelCanDoBetter() throws Exception {
        try (var routes = Routes.start(CITY, Yaml.agent("tools: city"))) {
            routes.model()
                    .then(
                            calls(call("city", Map.of("town", "Lima"))),
                            calls(call("city", Map.of("name", "Lima", "town", "x"))),
                            text("ok"));
            var answered = routes.send("direct:ask", "hi");
            assertThat(results(routes).get(0))
                    .contains("The arguments of city are wrong")
                    .contains("name");
            assertThat(results(routes).get(1)).isEqualTo("City Lima");
            assertThat(answered.getMessage().getHeader(AgentConstants.TURNS)).isEqualTo(3);
            assertThat(answered.getMessage().getHeader(AgentConstants.TOOL_CALLS))
                    .isEqualTo(2);
        }
    }

    @Test
    void theSameCallWithTheSameResultEndsTheRun() throws Exception {
        try (var routes = Routes.start(NOTE, Yaml.agent("tools: note"))) {
            routes.model().always(request -> calls(call("note", Map.of("a", 1))));
            var error = routes.send("direct:ask", "hi").getException();
            assertThat(error).isInstanceOf(AgentException.class).hasMessageStartingWith("[AGENT-104");
            assertThat(routes.model().requests()).hasSize(3);
        }
    }

    @Test
    void theSameCallWithAnotherResultIsProgress() throws Exception {
        try (var routes = Routes.start(
                Yaml.tool("clock", "${header.CamelToolCallId}"), Yaml.agent("tools: clock", "repeatLimit: 2"))) {
            routes.model().then(calls(call("clock", Map.of())), calls(call("clock", Map.of())), text("late"));
            assertThat(routes.ask("direct:ask", "hi", String.class)).isEqualTo("late");
        }
    }

    @Test
    void aModelThatNeverAnswersIsStopped() throws Exception {
        try (var routes = Routes.start(
                Yaml.tool("clock", "${header.CamelToolCallId}"), Yaml.agent("tools: clock", "maxTurns: 4"))) {
            routes.model().always(request -> calls(call("clock", Map.of())));
            assertThat(routes.send("direct:ask", "hi").getException()).hasMessageStartingWith("[AGENT-103");
            assertThat(routes.model().requests()).hasSize(4);
        }
    }

    @Test
    void aToolCanBeTheAnswer() throws Exception {
        try (var routes = Routes.start(
                Yaml.tool("form", "The form.", "returnDirect: true"), NOTE, Yaml.agent("tools: form,note"))) {
            routes.model().then(calls(call("form", Map.of())));
            assertThat(routes.ask("direct:ask", "hi", String.class)).isEqualTo("The form.");
            assertThat(routes.model().requests()).hasSize(1);
            routes.model().then(calls(call("form", Map.of()), call("note", Map.of())), text("both"));
            assertThat(routes.ask("direct:ask", "hi", String.class)).isEqualTo("both");
        }
    }
}
