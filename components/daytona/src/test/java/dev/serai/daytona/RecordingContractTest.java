package dev.serai.daytona;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.daytona.TestServer.Answer;
import dev.serai.daytona.client.DaytonaException;
import dev.serai.support.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the official client says is said here in the same words, and what it got is understood. */
@Timeout(60)
class RecordingContractTest {

    private static final String DIR = "/workspace/dir";
    private static final String REPO = "/workspace/repo";

    private static TestServer server;
    private static Routes routes;

    /** How a recorded step is told here: an operation, and its arguments as headers. */
    record Told(int step, String uri, Object body, Map<String, Object> arguments, String failure) {

        Told(int step, String uri, Object body, Map<String, Object> arguments) {
            this(step, uri, body, arguments, null);
        }

        @Override
        public String toString() {
            return step + " " + uri;
        }
    }

    @BeforeAll
    static void start() throws Exception {
        server = new TestServer();
        routes = new Routes(server);
    }

    @AfterAll
    static void stop() {
        routes.close();
        server.close();
    }

    private static JsonNode steps() {
        try (var file = RecordingContractTest.class.getResourceAsStream("/recordings/sdk-0.218-vs-daemon-0.190.json")) {
            return Json.read(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The step of the recording with this method and this end of the path. */
    private static Told told(String method, String pathPart, int number, String uri, Object body, Object... arguments) {
        var steps = steps();
        var step = IntStream.range(0, steps.size())
                .filter(i -> steps.get(i).at("/request/method").asText().equals(method)
                        && steps.get(i).at("/request/path").asText().contains(pathPart))
                .skip(number)
                .findFirst()
                .orElseThrow(() -> new AssertionError(method + " " + pathPart));
        var headers = new HashMap<String, Object>();
        for (int i = 0; i < arguments.length; i += 2) {
            headers.put(Arguments.header((String) arguments[i]), arguments[i + 1]);
        }
        return new Told(step, uri, body, headers);
    }

    private static Told fails(String code, Told told) {
        return new Told(told.step(), told.uri(), told.body(), told.arguments(), code);
    }

    static Stream<Told> requests() {
        return Stream.of(
                fails("DAYTONA-112", told("GET", "/api/sandbox/x", 0, "daytona:sandbox/get", null, "sandbox", "x")),
                fails(
                        "DAYTONA-201",
                        told("GET", "/api/sandbox/nope", 0, "daytona:sandbox/get", null, "sandbox", "nope")),
                told(
                        "POST",
                        "/api/sandbox",
                        0,
                        "daytona:sandbox/create?wait=false&target=us&label.team=x&env.A=1",
                        null,
                        "name",
                        "box1",
                        "language",
                        "python",
                        "autoStop",
                        30,
                        "autoDelete",
                        60),
                told("GET", "/api/sandbox/" + TestServer.ID, 0, "daytona:sandbox/get?sandbox={id}", null),
                told(
                        "DELETE",
                        "/api/sandbox/" + TestServer.ID,
                        0,
                        "daytona:sandbox/delete?wait=false&sandbox={id}",
                        null),
                told("GET", "/work-dir", 0, "daytona:sandbox/work-dir", null),
                told("GET", "/user-home-dir", 0, "daytona:sandbox/home-dir", null),
                told("POST", "/process/session", 0, "daytona:session/create", null, "session", "s1"),
                fails(
                        "DAYTONA-304",
                        told("POST", "/process/session", 1, "daytona:session/create", null, "session", "s1")),
                told(
                        "POST",
                        "/s1/exec",
                        0,
                        "daytona:session/exec?session=s1",
                        "cd /tmp && export X=7; echo $X; echo e >&2"),
                told(
                        "POST",
                        "/s1/exec",
                        2,
                        "daytona:session/exec?session=s1&background=true",
                        "for i in 1 2 3; do echo out$i; echo err$i >&2; sleep 0.3; done"),
                told(
                        "GET",
                        "/logs",
                        0,
                        "daytona:session/logs?session=s1",
                        null,
                        "commandId",
                        "8e3a5d1c-67ef-47a3-a9f4-066fa100fdbc"),
                told(
                        "GET",
                        "/command/8e3a5d1c-67ef-47a3-a9f4-066fa100fdbc",
                        1,
                        "daytona:session/command?session=s1",
                        null,
                        "commandId",
                        "8e3a5d1c-67ef-47a3-a9f4-066fa100fdbc"),
                told("GET", "/process/session/s1", 2, "daytona:session/get?session=s1", null),
                told("GET", "/process/session", 3, "daytona:session/list", null),
                told(
                        "POST",
                        "/input",
                        0,
                        "daytona:session/input?session=s1",
                        "abc\n",
                        "commandId",
                        "6e2fb616-3d50-4cb3-bd7f-9eae86aded29"),
                told("DELETE", "/process/session/s1", 0, "daytona:session/delete?session=s1", null),
                fails("DAYTONA-303", told("GET", "/process/session/s1", 4, "daytona:session/get?session=s1", null)),
                told("GET", "/process/pty", 0, "daytona:pty/list", null),
                told("POST", "/files/folder", 0, "daytona:files/folder?permissions=755", null, "path", DIR),
                told("GET", "/files?path", 0, "daytona:files/list", null, "path", DIR),
                fails("DAYTONA-401", told("GET", "/files?path", 1, "daytona:files/list", null, "path", "/nope")),
                told("GET", "/files/info", 0, "daytona:files/info", null, "path", DIR + "/a.txt"),
                told("GET", "/files/find", 0, "daytona:files/find?pattern=camel", null, "path", DIR),
                told("GET", "/files/search", 0, "daytona:files/search", null, "path", DIR, "pattern", "*.txt"),
                told(
                        "POST",
                        "/files/replace",
                        0,
                        "daytona:files/replace?pattern=camel&newValue=dromedary",
                        Map.of("paths", List.of(DIR + "/a.txt"))),
                told(
                        "POST",
                        "/files/permissions",
                        0,
                        "daytona:files/permissions?permissions=600",
                        null,
                        "path",
                        DIR + "/a.txt"),
                told(
                        "POST",
                        "/files/move",
                        0,
                        "daytona:files/move",
                        Map.of("source", DIR + "/b.txt", "destination", DIR + "/b2.txt")),
                told("DELETE", "/files", 0, "daytona:files/delete", null, "path", DIR + "/b2.txt"),
                fails("DAYTONA-402", told("DELETE", "/files", 1, "daytona:files/delete", null, "path", DIR + "/sub")),
                told("DELETE", "/files", 2, "daytona:files/delete?recursive=true", null, "path", DIR + "/sub"),
                told("POST", "/files/bulk-download", 0, "daytona:files/download", null, "path", DIR + "/a.txt"),
                fails(
                        "DAYTONA-401",
                        told(
                                "POST",
                                "/files/bulk-download",
                                1,
                                "daytona:files/download",
                                null,
                                "path",
                                DIR + "/none.txt")),
                told(
                        "POST",
                        "/files/bulk-download",
                        2,
                        "daytona:files/download",
                        null,
                        "paths",
                        List.of(DIR + "/b.txt", "/workspace/nope")),
                told("POST", "/git/clone", 0, "daytona:git/clone?repository=/srv/origin.git", null, "path", REPO),
                fails(
                        "DAYTONA-503",
                        told(
                                "POST",
                                "/git/clone",
                                1,
                                "daytona:git/clone",
                                Map.of("repository", "http://127.0.0.1:1/x.git", "path", "/workspace/bad"))),
                told("GET", "/git/status", 0, "daytona:git/status", null, "path", REPO),
                told("GET", "/git/branches", 0, "daytona:git/branches", null, "path", REPO),
                told("POST", "/git/add", 0, "daytona:git/add?paths=new.txt", null, "path", REPO),
                told(
                        "POST",
                        "/git/commit",
                        0,
                        "daytona:git/commit?author=Ann&email=ann@example.org",
                        "msg",
                        "path",
                        REPO),
                told("POST", "/git/branches", 0, "daytona:git/branch?branch=feat", null, "path", REPO),
                told("POST", "/git/checkout", 0, "daytona:git/checkout?branch=feat", null, "path", REPO),
                fails("DAYTONA-505", told("POST", "/git/push", 0, "daytona:git/push", null, "path", REPO)),
                told("POST", "/git/pull", 0, "daytona:git/pull", null, "path", REPO),
                fails("DAYTONA-501", told("GET", "/git/status", 1, "daytona:git/status", null, "path", "/nope")),
                fails(
                        "DAYTONA-115",
                        told("POST", "/lsp/start", 0, "daytona:lsp/start?languageId=python", null, "project", REPO)),
                told("GET", "/ports/8080/preview-url", 0, "daytona:preview/link?sandbox={id}&port=8080", null),
                told("PUT", "/labels", 0, "daytona:sandbox/labels?sandbox={id}&label.a=b", null),
                told("POST", "/autostop/0", 0, "daytona:sandbox/intervals?sandbox={id}&autoStop=0", null),
                told("POST", "/stop", 0, "daytona:sandbox/stop?sandbox={id}&wait=false", null),
                told("POST", "/start", 1, "daytona:sandbox/start?sandbox={id}&wait=false", null),
                told(
                        "POST",
                        "/process/execute",
                        2,
                        "daytona:exec?via=call&timeout=5s&cwd=/tmp&env.FOO=bar baz",
                        "pwd; echo $FOO"),
                told(
                        "POST",
                        "/process/code-run",
                        0,
                        "daytona:run/python?via=call&timeout=10s&arguments=a&env.B=2",
                        "import os\nprint(\"x\"*3, os.environ.get(\"B\"))"),
                listed(),
                told("POST", "/api/volumes", 0, "daytona:volumes/create?name=vol1", null));
    }

    private static Told listed() {
        var steps = steps();
        var step = IntStream.range(0, steps.size())
                .filter(i -> steps.get(i).at("/request/path").asText().equals("/api/sandbox"))
                .filter(i -> steps.get(i).at("/request/method").asText().equals("GET"))
                .findFirst()
                .orElseThrow();
        return new Told(step, "daytona:sandbox/list", null, Map.of());
    }

    private static Answer answer(JsonNode response) {
        var headers = new HashMap<String, String>();
        response.path("headers")
                .properties()
                .forEach(header -> headers.put(
                        header.getKey().equals("content-type") ? "Content-Type" : header.getKey(),
                        header.getValue().asText()));
        var body = response.path("body");
        var bytes = body.has("json")
                ? Json.bytes(body.path("json"))
                : body.path("text").asText("").getBytes(StandardCharsets.UTF_8);
        return new Answer(response.path("status").asInt(), headers, bytes);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void theRequestIsTheSameAndTheAnswerIsUnderstood(Told told) {
        var step = steps().get(told.step());
        var request = step.path("request");
        var parts = request.path("path").asText().split("\\?", 2);
        server.withSandbox()
                .on(request.path("method").asText(), parts[0].replace("+", "\\+"), answer(step.path("response")));
        var arguments = new HashMap<>(told.arguments());
        var uri = told.uri().replace("{id}", TestServer.ID);
        if (!parts[0].startsWith("/api")) {
            arguments.put(DaytonaConstants.SANDBOX, TestServer.ID);
        }
        int before = server.asked().size();
        var exchange = routes.send(uri, told.body(), arguments);
        var asked = server.asked().stream()
                .skip(before)
                .filter(seen -> seen.path().equals(parts[0])
                        && seen.method().equals(request.path("method").asText()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("not asked: " + parts[0], exchange.getException()));
        var query = parts.length < 2
                ? List.<String>of()
                : Arrays.stream(parts[1].split("&"))
                        .map(part -> URLDecoder.decode(part, StandardCharsets.UTF_8))
                        .toList();
        assertThat(asked.query()).containsExactlyInAnyOrderElementsOf(query);
        if (request.path("body").has("json")) {
            assertThat(asked.json()).isEqualTo(request.path("body").path("json"));
        }
        assertThat(asked.header("authorization")).isEqualTo("Bearer " + Routes.KEY);
        assertThat(asked.header("x-daytona-sdk-version")).isEqualTo("0.190.0");
        check(told, step.path("response"), exchange);
    }

    private static void check(Told told, JsonNode response, org.apache.camel.Exchange exchange) {
        if (told.failure() != null) {
            assertThat(exchange.getException())
                    .isInstanceOfSatisfying(
                            DaytonaException.class,
                            failure -> assertThat(failure.getId())
                                    .as(failure.getMessage())
                                    .isEqualTo(told.failure()));
            return;
        }
        assertThat(exchange.getException()).isNull();
        var body = exchange.getMessage().getBody();
        if (response.at("/body/json").has("result")) {
            assertThat(body).isInstanceOfSatisfying(Map.class, result -> {
                assertThat(result.get("stdout"))
                        .isEqualTo(response.at("/body/json/result").asText());
                assertThat(result.get("exitCode"))
                        .isEqualTo(response.at("/body/json/exitCode").asInt());
            });
            return;
        }
        if (told.uri().contains("files/download")) {
            assertThat(response.path("body").path("text").asText())
                    .contains(new String(
                            body instanceof Map<?, ?> files ? (byte[]) files.get(DIR + "/b.txt") : (byte[]) body,
                            StandardCharsets.UTF_8));
        } else if (response.path("body").has("json")) {
            assertThat(Json.tree(body)).isEqualTo(response.path("body").path("json"));
        } else if (response.path("body").has("text")) {
            assertThat(body).isEqualTo(response.path("body").path("text").asText());
        }
    }
}
