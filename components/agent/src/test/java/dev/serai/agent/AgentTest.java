package dev.serai.agent;

import static dev.serai.agent.ScriptedModel.call;
import static dev.serai.agent.ScriptedModel.calls;
import static dev.serai.agent.ScriptedModel.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.support.chat.ChatMessage;
import dev.serai.support.chat.ChatReply;
import dev.serai.support.chat.ChatRequest;
import dev.serai.support.chat.ChatRole;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The loop of model and tools. */
@Timeout(60)
class AgentTest {

    static final String WEATHER = """
            - route:
                from:
                  uri: tool:weather
                  parameters:
                    description: The weather of a city.
                    parameter.city: string
                    parameter.city.description: The city's name.
                    parameter.city.required: true
                    parameter.days: integer
                    parameter.days.default: 1
                  steps:
                    - to: mock:weather
                    - setBody:
                        simple: "Rain in ${body[city]} for ${header.CamelToolArg_days} days."
            """;

    private static String agent(String parameters) {
        return """
                - route:
                    from:
                      uri: direct:ask
                      steps:
                        - to:
                            uri: agent:clerk
                            parameters:
                              model: model:any
                """ + parameters.indent(14).replace("              ", "              ");
    }

    @Test
    void aQuestionIsAnswered() throws Exception {
        try (var routes = Routes.start(agent("system: You serve ${header.house}."))) {
            routes.model().then(text("Hello."));
            var answered = routes.send("direct:ask", "Hi", Map.of("house", "Serai"));
            assertThat(answered.getException()).isNull();
            assertThat(answered.getMessage().getBody()).isEqualTo("Hello.");
            assertThat(answered.getMessage().getHeader(AgentConstants.STATUS)).isEqualTo("done");
            assertThat(answered.getMessage().getHeader(AgentConstants.PROMPT_TOKENS))
                    .isEqualTo(10L);
            assertThat(routes.model().last().messages())
                    .containsExactly(ChatMessage.system("You serve Serai."), ChatMessage.user("Hi"));
        }
    }

    @Test
    void theModelCallsAToolAndGetsItsResult() throws Exception {
        try (var routes = Routes.start(WEATHER, agent("tools: weather"))) {
            routes.model().then(calls(call("weather", Map.of("city", "Lima"))), text("It rains."));
            assertThat(routes.ask("direct:ask", "Weather in Lima?", String.class))
                    .isEqualTo("It rains.");
            var last = routes.model().last().messages();
            assertThat(last.get(last.size() - 1).role()).isEqualTo(ChatRole.TOOL);
            assertThat(last.get(last.size() - 1).text()).isEqualTo("Rain in Lima for 1 days.");
            assertThat(routes.model().last().tools())
                    .singleElement()
                    .satisfies(tool -> assertThat(tool.name()).isEqualTo("weather"));
        }
    }

    @Test
    void aRequestGetsAReply() throws Exception {
        try (var routes = Routes.start(agent("maxTurns: 3"))) {
            routes.model().then(text("Hello."));
            var reply = routes.ask("direct:ask", ChatRequest.user("Hi"), ChatReply.class);
            assertThat(reply.text()).isEqualTo("Hello.");
        }
    }
}
