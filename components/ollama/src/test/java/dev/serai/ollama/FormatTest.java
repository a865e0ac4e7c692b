package dev.serai.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.offline.junit.OllamaServerExtension;
import dev.serai.offline.ollama.ScriptedReply;
import dev.serai.ollama.client.OllamaError;
import dev.serai.ollama.client.OllamaException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FormatTest {

    private static final String SCHEMA = """
            {"type": "object", "properties": {"city": {"type": "string"}, "temperature": {"type": "integer"}},
             "required": ["city", "temperature"], "additionalProperties": false}""";
    private static final Map<String, Object> WITH_SCHEMA = Map.of(OllamaConstants.FORMAT, SCHEMA);
    private static final String CHAT = "ollama:chat/scripted-chat";

    @RegisterExtension
    static final OllamaServerExtension ollama = new OllamaServerExtension();

    private static Routes routes;

    @BeforeAll
    static void start() throws Exception {
        routes = Routes.on(ollama.baseUrl());
    }

    @AfterAll
    static void stop() {
        routes.close();
    }

    @Test
    void anAnswerThatMatchesIsTakenAtOnce() {
        ollama.always(ScriptedReply.text("{\"city\": \"Lima\", \"temperature\": 18}"));
        var message = routes.send(CHAT, "json please", WITH_SCHEMA).getMessage();
        assertThat(message.getBody(String.class)).contains("Lima");
        assertThat(message.getHeader(OllamaConstants.REPAIRED)).isNull();
        assertThat(ollama.server().requests().all()).hasSize(1);
        assertThat(ollama.server().requests().last().json().at("/format/type").asText())
                .isEqualTo("object");
    }

    @Test
    void anAnswerThatDoesNotMatchIsRepairedOnce() {
        ollama.always(
                ScriptedReply.text("{\"city\": \"Lima\"}"),
                ScriptedReply.text("{\"city\": \"Lima\", \"temperature\": 18}"));
        var message = routes.send(CHAT, "json please", WITH_SCHEMA).getMessage();
        assertThat(message.getBody(String.class)).contains("18");
        assertThat(message.getHeader(OllamaConstants.REPAIRED)).isEqualTo(true);
        var second = ollama.server().requests().last().json();
        assertThat(second.at("/messages/1/content").asText()).isEqualTo("{\"city\": \"Lima\"}");
        assertThat(second.at("/messages/2/content").asText()).contains("temperature");
    }

    @Test
    void anAnswerThatStaysWrongIsAnErrorThatSaysWhat() {
        ollama.always(ScriptedReply.text("{\"city\": \"Lima\", \"temperature\": \"warm\"}"));
        var error = routes.send(CHAT, "json please", WITH_SCHEMA).getException(OllamaException.class);
        assertThat(error.error()).isEqualTo(OllamaError.BAD_FORMAT);
        assertThat(error).hasMessageContaining("temperature").hasMessageContaining("integer");
        assertThat(ollama.server().requests().all()).hasSize(2);
    }

    @Test
    void proseIsNoJson() {
        ollama.always(ScriptedReply.text("Lima is warm."));
        var error = routes.send(CHAT + "?format=json", "json please").getException(OllamaException.class);
        assertThat(error.error()).isEqualTo(OllamaError.BAD_FORMAT);
    }

    @Test
    void aSchemaThatIsCutIsReportedAsCut() {
        ollama.always(ScriptedReply.text("{\"city\": \"Li").doneReason("length"));
        var error = routes.send(CHAT, "json please", WITH_SCHEMA).getException(OllamaException.class);
        assertThat(error).hasMessageContaining("numPredict");
    }

    @Test
    void aSchemaMayNotReachOutForItsParts() {
        var remote = Map.<String, Object>of(OllamaConstants.FORMAT, "{\"$ref\": \"http://127.0.0.1:1/schema.json\"}");
        ollama.always(ScriptedReply.text("{}"));
        var error = routes.send(CHAT, "json please", remote).getException(OllamaException.class);
        assertThat(error.error()).isEqualTo(OllamaError.BAD_OPTION);
    }

    @Test
    void aFormatThatIsNeitherJsonNorASchemaIsAClearError() {
        var error =
                routes.send(CHAT, "x", Map.of(OllamaConstants.FORMAT, "xml")).getException(OllamaException.class);
        assertThat(error.error()).isEqualTo(OllamaError.BAD_OPTION);
    }

    @Test
    void theEndpointReadsItsSchemaFromAResource() {
        ollama.always(ScriptedReply.text("{\"city\": \"Lima\", \"temperature\": 18}"));
        assertThat(routes.ask(CHAT + "?format=resource:classpath:weather.schema.json", "json", String.class))
                .contains("Lima");
        assertThat(ollama.server()
                        .requests()
                        .last()
                        .json()
                        .at("/format/required/0")
                        .asText())
                .isEqualTo("city");
    }
}
