package dev.serai.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.offline.junit.OllamaServerExtension;
import dev.serai.offline.ollama.ScriptedReply;
import dev.serai.support.chat.ChatReply;
import dev.serai.support.chat.ChatRequest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ChatTest {

    @RegisterExtension
    static OllamaServerExtension ollama = new OllamaServerExtension();

    private static Routes routes(String parameters) throws Exception {
        return Routes.start(
                Map.of("camel.component.ollama.base-url", ollama.baseUrl()),
                """
                - route:
                    from:
                      uri: direct:ask
                      steps:
                        - to:
                            uri: ollama:chat/scripted-chat
                            parameters:
                              baseUrl: %s
                %s
                """
                        .formatted(ollama.baseUrl(), parameters.indent(14)));
    }

    @Test
    void aTextIsAnsweredByAText() throws Exception {
        try (var routes = routes("temperature: 0.1")) {
            var exchange = routes.send("direct:ask", "hi");
            assertThat(exchange.getException()).isNull();
            assertThat(exchange.getMessage().getBody()).isEqualTo("Hello from the scripted model.");
            assertThat(exchange.getMessage().getHeader(OllamaConstants.PROMPT_TOKENS, Long.class)).isPositive();
        }
    }

    @Test
    void aChatRequestIsAnsweredByAChatReply() throws Exception {
        try (var routes = routes("")) {
            ollama.when().contains("hi").reply(ScriptedReply.text("hello").thinking("greet"));
            var reply = routes.ask("direct:ask", ChatRequest.user("hi"), ChatReply.class);
            assertThat(reply.text()).isEqualTo("hello");
            assertThat(reply.thinking()).isEqualTo("greet");
        }
    }
}
