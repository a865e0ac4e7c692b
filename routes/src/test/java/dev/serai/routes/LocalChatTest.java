package dev.serai.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.offline.junit.OllamaServerExtension;
import dev.serai.offline.ollama.OllamaStandIn;
import dev.serai.offline.ollama.ScriptedReply;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LocalChatTest {

    @RegisterExtension
    static final OllamaServerExtension ollama =
            new OllamaServerExtension(OllamaStandIn.builder().model("qwen3:4b"));

    private static final Main CAMEL = new Main();
    private static int port;

    @BeforeAll
    static void start() throws Exception {
        port = freePort();
        CAMEL.addInitialProperty("camel.main.routes-include-pattern", "classpath:local-chat/local-chat.camel.yaml");
        CAMEL.addInitialProperty("camel.component.ollama.base-url", ollama.baseUrl());
        CAMEL.addInitialProperty("camel.server.enabled", "true");
        CAMEL.addInitialProperty("camel.server.host", "127.0.0.1");
        CAMEL.addInitialProperty("camel.server.port", String.valueOf(port));
        CAMEL.start();
    }

    /** Camel's server does not tell which port it took when it may choose. */
    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @AfterAll
    static void stop() {
        CAMEL.stop();
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private static HttpRequest.BodyPublisher question() {
        return HttpRequest.BodyPublishers.ofString("Why is the sky blue?");
    }

    @Test
    void aQuestionIsAnsweredAsText() throws Exception {
        ollama.always(ScriptedReply.text("Because of the air."));
        var response = send(to("/ask").POST(question()));
        assertThat(response.body()).isEqualTo("Because of the air.");
        assertThat(response.headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
        assertThat(response.headers().map().keySet())
                .noneMatch(name -> name.toLowerCase().startsWith("camel"));
    }

    @Test
    void aQuestionIsAnsweredWhileTheAnswerIsWritten() throws Exception {
        ollama.always(ScriptedReply.chunks("Because", " of the air."));
        assertThat(send(to("/stream").POST(question())).body())
                .contains("event: text\ndata: {\"text\":\"Because\"}")
                .contains("event: done");
    }

    @Test
    void theDoctorSpeaksPlainText() throws Exception {
        assertThat(send(to("/doctor").GET()).body()).contains(ollama.baseUrl());
    }
}
