package dev.serai.daytona;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.daytona.TestServer.Answer;
import dev.serai.daytona.client.DaytonaException;
import dev.serai.support.json.Json;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a real daemon answers without a client is understood, also where it has no body. */
@Timeout(60)
class DaemonContractTest {

    private TestServer server;
    private Routes routes;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer().withSandbox();
        routes = new Routes(server);
    }

    @AfterEach
    void stop() {
        routes.close();
        server.close();
    }

    private static JsonNode recorded(String name) throws Exception {
        try (var file = DaemonContractTest.class.getResourceAsStream(
                "/recordings/daemon-0.190-direct-http-and-websocket.json")) {
            var answers = Json.read(file.readAllBytes());
            return answers.properties().stream()
                    .filter(answer -> answer.getKey().startsWith("http " + name))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(name))
                    .getValue();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST /process/execute {}                    | exec?via=call                                      | DAYTONA-310",
                "POST /process/execute {\"command\":\"sleep  | exec?via=call                                      | DAYTONA-302",
                "POST /process/execute {\"command\":\"no-    | exec?via=call                                      | -",
                "POST /process/code-run {\"code\":\"console  | run/javascript?via=call                            | -",
                "POST /process/code-run {\"code\":\"x\"      | run/typescript?via=call                            | DAYTONA-305",
                "GET /files?path=/nope                       | files/list?path=/nope                              | DAYTONA-401",
                "GET /files/download                         | files/download?stream=true&path=x                  | DAYTONA-402",
                "POST /files/folder                          | files/folder?path=/workspace/q&permissions=zz      | DAYTONA-402",
                "POST /git/clone                             | git/clone?repository=r&path=/w&branch=nope         | DAYTONA-502",
                "GET /git/history                            | git/history?path=/workspace/repo                   | -",
                "GET /port                                   | ports/list                                         | -",
                "GET /port/2280/in-use                       | ports/check?port=2280                              | DAYTONA-116",
                "GET /version                                | sandbox/daemon                                     | -",
                "GET /process/session/entrypoint             | session/get?session=entrypoint                     | DAYTONA-303",
                "POST /lsp/start                             | lsp/start?languageId=python&project=/tmp           | DAYTONA-115",
                "GET /nope                                   | interpreter/list                                   | DAYTONA-117",
                "GET /files/find                             | files/find?path=/workspace/dir&pattern=camel       | -"
            })
    void whatADaemonAnswersIsUnderstood(String name, String operation, String code) throws Exception {
        var answer = recorded(name);
        var body = answer.path("body").asText();
        var type = body.startsWith("{") || body.startsWith("[") ? "application/json" : "text/plain";
        for (var method : new String[] {"GET", "POST"}) {
            server.on(
                    method,
                    "/toolbox/{id}/.*",
                    body.isEmpty()
                            ? Answer.empty(answer.path("status").asInt())
                            : Answer.of(answer.path("status").asInt(), type, body));
        }
        var exchange = routes.send("daytona:" + operation, "x", Map.of(DaytonaConstants.SANDBOX, TestServer.ID));
        var failure = exchange.getException(DaytonaException.class);
        assertThat(failure == null ? "-" : failure.getId()).isEqualTo(code);
        if (code.equals("-")) {
            assertThat(exchange.getException()).isNull();
            assertThat(exchange.getMessage().getBody()).isNotNull();
        }
    }
}
