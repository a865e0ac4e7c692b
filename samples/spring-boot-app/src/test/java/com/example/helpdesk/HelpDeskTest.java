package com.example.helpdesk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.offline.junit.OllamaServerExtension;
import dev.serai.offline.ollama.ScriptedReply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcProperties;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole application, with a stand-in for the model server. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class HelpDeskTest {

    @RegisterExtension
    static OllamaServerExtension ollama = new OllamaServerExtension();

    @Autowired
    private TestRestTemplate http;

    @Autowired
    private WebMvcProperties web;

    @DynamicPropertySource
    static void useTheStandIn(DynamicPropertyRegistry properties) {
        properties.add("camel.component.ollama.base-url", ollama::baseUrl);
        properties.add("help-desk.model", () -> "ollama:chat/scripted-chat");
    }

    @BeforeEach
    void script() {
        ollama.when()
                .lastRole("tool")
                .contains("Monday")
                .reply(ScriptedReply.text("It has been on its way since Monday."));
        ollama.when().offering("order_state").reply(ScriptedReply.toolCall("order_state", Map.of("number", 4711)));
    }

    @Test
    void theModelLooksTheOrderUp() {
        var text = new HttpHeaders();
        text.setContentType(MediaType.TEXT_PLAIN);

        var answer = http.postForObject("/ask", new HttpEntity<>("Where is order 4711?", text), String.class);

        assertThat(answer).isEqualTo("It has been on its way since Monday.");
    }

    @Test
    void clientsOfOpenAiSeeTheHelpDeskAsAModel() {
        var question = Map.of(
                "model", "help-desk", "messages", List.of(Map.of("role", "user", "content", "Where is order 4711?")));

        assertThat(http.getForObject("/v1/models", String.class)).contains("\"help-desk\"");
        assertThat(http.postForObject("/v1/chat/completions", question, String.class))
                .contains("It has been on its way since Monday.");
    }

    @Test
    void theAnswerIsAwaitedAsLongAsAModelMayTakeToLoad() {
        assertThat(web.getAsync().getRequestTimeout()).isGreaterThan(Duration.ofMinutes(5));
    }

    @Test
    void theModelServerIsPartOfTheHealth() {
        assertThat(http.getForObject("/actuator/health", String.class))
                .contains("\"status\":\"UP\"", "ollama", ollama.baseUrl());
    }
}
