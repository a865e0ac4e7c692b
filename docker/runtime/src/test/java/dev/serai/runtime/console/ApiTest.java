package dev.serai.runtime.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.runtime.model.ModelInUse;
import dev.serai.support.json.Json;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for all of the API. */
@Timeout(60)
class ApiTest {

    private static Serving serving;

    @BeforeAll
    static void start() throws Exception {
        serving = Serving.start(
                Serving.model("clerk", "setBody: {constant: Hello}", "title: The clerk", "description: Knows all"),
                Serving.route("gateway:embedding/small", "setBody: {constant: no}"));
    }

    @AfterAll
    static void stop() {
        serving.close();
    }

    private static void isRefused(HttpResponse<String> answer, int status, String code) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        var said = Json.read(answer.body());
        assertThat(said.path("code").asText()).isEqualTo(code);
        assertThat(said.path("fact").asText()).isNotEmpty();
        assertThat(said.path("remedy").asText()).isNotEmpty();
    }

    @Test
    void theSessionNamesWhoAsksAndWhatAnswers() throws Exception {
        var session = serving.json("/api/session");
        assertThat(session.path("user").asText()).isEqualTo("ada");
        assertThat(session.path("environment").asText()).isEqualTo("private");
        assertThat(session.at("/model/name").asText()).isEqualTo("qwen3:4b");
        assertThat(session.at("/model/kind").asText()).isEqualTo("ollama");
    }

    @Test
    void withoutAModelTheSessionSaysHowToGetOne() throws Exception {
        try (var other = Serving.start()) {
            other.model = new ModelInUse(ModelInUse.Kind.EXTRACTIVE, "passages", "ollama pull qwen3:4b");
            var model = other.json("/api/session").path("model");
            assertThat(model.path("kind").asText()).isEqualTo("no language model");
            assertThat(model.path("hint").asText()).isEqualTo("ollama pull qwen3:4b");
        }
    }

    @Test
    void theAgentsAreTheRoutesThatChat() throws Exception {
        var agents = serving.json("/api/agents");
        assertThat(agents).hasSize(1);
        assertThat(agents.get(0))
                .isEqualTo(Json.read(
                        "{\"id\":\"clerk\",\"title\":\"The clerk\",\"description\":\"Knows all\",\"kind\":\"agent\"}"));
    }

    @Test
    void aRouteThatIsStoppedIsNoAgent() throws Exception {
        try (var other = Serving.start(Serving.model("clerk", "setBody: {constant: Hello}"))) {
            other.context().getRouteController().stopRoute("gateway:model/clerk");
            assertThat(other.json("/api/agents")).isEmpty();
            var events = other.ask("clerk", "hi");
            assertThat(events.get(0).data().path("code").asText()).isEqualTo("GATEWAY-105");
        }
    }

    @Test
    void whatWritesNeedsTheConsolesHeader() throws Exception {
        var body = HttpRequest.BodyPublishers.ofString("{}");
        var request = serving.request("/api/chat", "Content-Type", "application/json");
        isRefused(Serving.send(request.POST(body).build()), 403, "CONSOLE-002");
    }

    @Test
    void aFormOfAnotherSiteIsNotRead() throws Exception {
        isRefused(serving.post("/api/chat", "{}", "Content-Type", "text/plain"), 415, "CONSOLE-006");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "3", "{} {}", "{'agent':3}", "{'agent':'clerk'}", "{'message':'hi'}"})
    void aBodyThatIsNoQuestionIsRefused(String body) throws Exception {
        isRefused(serving.post("/api/chat", body), 400, "CONSOLE-001");
    }

    @Test
    void aBodyThatIsNestedWithoutEndIsRefused() throws Exception {
        isRefused(serving.post("/api/chat", "[".repeat(100_000)), 400, "CONSOLE-001");
    }

    @Test
    void aBodyOfMoreThanAMebibyteIsRefused() throws Exception {
        isRefused(serving.post("/api/approvals/a", "'" + "x".repeat(1 << 20) + "'"), 413, "CONSOLE-005");
    }

    @ParameterizedTest
    @CsvSource({"GET,/api", "GET,/api/nothing", "POST,/api/session", "DELETE,/api/session", "GET,/api/chat"})
    void anAddressThatIsNotThereSaysSo(String method, String path) throws Exception {
        var request = serving.request(path, "X-Serai-Console", "1", "Content-Type", "application/json");
        isRefused(
                Serving.send(request.method(method, HttpRequest.BodyPublishers.ofString("{}"))
                        .build()),
                404,
                "CONSOLE-003");
    }

    @Test
    void anIdOfMoreThan300CharactersIsRefused() throws Exception {
        isRefused(serving.post("/api/approvals/" + "x".repeat(301), "{'allow':true}"), 400, "CONSOLE-001");
    }

    @Test
    void aQueryThatCannotBeDecodedIsRefused() throws Exception {
        // Java's client would not send it.
        try (var socket = new Socket("127.0.0.1", serving.port())) {
            socket.getOutputStream()
                    .write("GET /api/tasks?q=%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 400")
                    .contains("CONSOLE-001");
        }
    }

    @Test
    void aSessionOfAnotherPersonCannotBeNamed() throws Exception {
        isRefused(serving.post("/api/chat", "{'agent':'clerk','message':'hi','session':'b/c'}"), 400, "CONSOLE-001");
    }

    @Test
    void anAnswerIsNotKeptByTheBrowser() throws Exception {
        assertThat(serving.get("/api/session").headers().firstValue("Cache-Control"))
                .hasValue("no-store");
    }

    @Test
    void anApprovalThatNobodyAskedForIsUnknown() throws Exception {
        isRefused(serving.post("/api/approvals/run%2Fa", "{'allow':true}"), 404, "CONSOLE-004");
    }
}
