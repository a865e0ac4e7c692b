package dev.serai.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.offline.junit.OllamaServerExtension;
import dev.serai.offline.ollama.OllamaStandIn;
import dev.serai.offline.ollama.ScriptedReply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LocalChatTest {

    @RegisterExtension
    static final OllamaServerExtension ollama =
            new OllamaServerExtension(OllamaStandIn.builder().model("qwen3:4b"));

    private static LocalServer server;

    @BeforeAll
    static void start() throws Exception {
        server = new LocalServer("classpath:local-chat/local-chat.camel.yaml", ollama.baseUrl());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aQuestionIsAnsweredAsText() throws Exception {
        ollama.always(ScriptedReply.text("Because of the air."));
        var response = server.post("/ask", "Why is the sky blue?");
        assertThat(response.body()).isEqualTo("Because of the air.");
        assertThat(response.headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
        assertThat(response.headers().map().keySet())
                .noneMatch(name -> name.toLowerCase().startsWith("camel"));
    }

    @Test
    void aQuestionIsAnsweredWhileTheAnswerIsWritten() throws Exception {
        ollama.always(ScriptedReply.chunks("Because", " of the air."));
        assertThat(server.post("/stream", "Why is the sky blue?").body())
                .contains("event: text\ndata: {\"text\":\"Because\"}")
                .contains("event: done");
    }

    @Test
    void theRouteIsAModelForClientsOfOpenAi() throws Exception {
        ollama.always(ScriptedReply.text("Because of the air."));
        assertThat(server.get("/v1/models").body()).contains("\"id\":\"chat\"");
        assertThat(server.postJson(
                                "/v1/chat/completions",
                                "{\"model\":\"chat\",\"messages\":[{\"role\":\"user\",\"content\":\"Why is the sky blue?\"}]}")
                        .body())
                .contains("Because of the air.");
    }

    @Test
    void theDoctorSpeaksPlainText() throws Exception {
        assertThat(server.get("/doctor").body()).contains(ollama.baseUrl());
    }

    @Test
    void aFailureIsToldInOneSentenceWithItsRemedy() throws Exception {
        ollama.always(ScriptedReply.error(500, "out of memory"));
        for (var path : new String[] {"/ask", "/stream"}) {
            var response = server.post(path, "Why is the sky blue?");
            assertThat(response.statusCode()).isEqualTo(502);
            assertThat(response.body()).startsWith("[OLLAMA-108] ").contains("out of memory");
        }
    }
}
