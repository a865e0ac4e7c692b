package dev.serai.daytona;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.daytona.TestServer.Answer;
import dev.serai.daytona.client.DaytonaError;
import dev.serai.daytona.client.FileError;
import dev.serai.daytona.client.GitError;
import dev.serai.daytona.client.ProcessError;
import dev.serai.daytona.client.SandboxError;
import dev.serai.support.error.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The README's routes run as they stand there, its table names each operation, and each error is explained once. */
@Timeout(60)
class ReadmeTest {

    private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    private TestServer server;
    private ScriptedSession session;

    @BeforeEach
    void start() {
        server = new TestServer();
        session = new ScriptedSession(server);
        server.on("GET", "/api/sandbox", Answer.json(200, "{\"items\":[]}"))
                .on("POST", "/api/sandbox", any -> Answer.json(200, server.sandbox("started")))
                .on("DELETE", "/api/sandbox/{id}", any -> Answer.json(200, server.sandbox("destroyed")))
                .on("POST", "/toolbox/{id}/git/clone", Answer.empty(200))
                .on("POST", "/toolbox/{id}/files/bulk-upload", Answer.json(200, "{\"files\":[]}"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static List<String> routes() throws Exception {
        return YAML.matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private Routes start(int index) throws Exception {
        return new Routes(server, routes().get(index));
    }

    @Test
    void itHasTheRoutesThatAreTestedHere() throws Exception {
        assertThat(routes()).hasSize(6);
    }

    @Test
    void python() throws Exception {
        session.log(ScriptedSession.OUT + "6\n", 0);
        try (var routes = start(0)) {
            assertThat(routes.ask("direct:python", "print(6)")).isEqualTo("6\n");
        }
    }

    @Test
    void build() throws Exception {
        session.log(ScriptedSession.OUT + "ok 1\n" + ScriptedSession.ERR + "slow\n", 0);
        try (var routes = start(1)) {
            var lines = heard(routes, "direct:line");
            routes.ask("direct:build");
            assertThat(lines).containsExactly("ok 1", "slow");
        }
        assertThat(session.command()).contains("cd 'shop'").contains("make test");
    }

    @Test
    void chart() throws Exception {
        server.on(
                "POST",
                "/toolbox/{id}/files/bulk-download",
                Answer.of(
                        200,
                        "multipart/form-data; boundary=B",
                        "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"/tmp/chart.png\"\r\n\r\nPNG\r\n--B--\r\n"));
        session.log("", 0);
        try (var routes = start(4)) {
            assertThat(routes.ask("direct:chart", Map.of("csv", "a,b\n", "code", "plot()")))
                    .isEqualTo("PNG".getBytes());
        }
        assertThat(server.asked("POST", "/bulk-upload").get(0).body()).isEqualTo("a,b\n");
        assertThat(session.command()).contains("\nplot()\n");
        assertThat(server.asked("POST", "/sandbox")).hasSize(1);
    }

    @Test
    void log() throws Exception {
        session.log(ScriptedSession.OUT + "up\n", 0);
        server.on("GET", "/api/sandbox/web", any -> Answer.json(200, server.sandbox("started")));
        try (var routes = start(2)) {
            var lines = heard(routes, "direct:line");
            Awaitility.await().untilAsserted(() -> assertThat(lines).containsExactly("up", "end"));
        }
    }

    @Test
    void terminal() throws Exception {
        var typed = Collections.synchronizedList(new ArrayList<String>());
        server.on("GET", "/api/sandbox/web", any -> Answer.json(200, server.sandbox("started")))
                .on("POST", "/toolbox/{id}/process/pty", Answer.json(201, "{\"sessionId\":\"shell\"}"))
                .on("DELETE", "/toolbox/{id}/process/pty/shell", Answer.json(200, "{}"))
                .onSocket(socket -> {
                    socket.writeTextMessage("{\"type\":\"control\",\"status\":\"connected\"}");
                    ScriptedSession.write(socket, "$ ");
                    socket.handler(bytes -> typed.add(bytes.toString()));
                });
        try (var routes = start(3)) {
            var shown = heard(routes, "direct:shown");
            Awaitility.await().untilAsserted(() -> assertThat(shown).containsExactly("$ "));
            routes.ask("direct:type", "ls\n");
        }
        assertThat(typed).containsExactly("ls\n");
    }

    private static List<Object> heard(Routes routes, String uri) throws Exception {
        var heard = Collections.synchronizedList(new ArrayList<Object>());
        routes.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).process(exchange -> {
                    var body = exchange.getMessage().getBody();
                    heard.add(body == null ? "end" : body);
                });
            }
        });
        return heard;
    }

    @Test
    void workspace() throws Exception {
        session.log("", 0);
        try (var routes = start(5)) {
            routes.ask("direct:workspace");
        }
        assertThat(server.asked("POST", "/sandbox")
                        .get(0)
                        .json()
                        .path("labels")
                        .path("customer")
                        .asText())
                .isEqualTo("blue");
        assertThat(session.command()).contains("pip install pandas");
        assertThat(server.asked("DELETE", TestServer.ID)).isEmpty();
    }

    @Test
    void itNamesEachOperation() throws Exception {
        var text = Files.readString(Path.of("README.md"));
        assertThat(OperationHandler.names()).allSatisfy(name -> assertThat(text).containsAnyOf(name + "`", name + "?"));
    }

    @Test
    void eachErrorIsExplainedOnce() throws Exception {
        var lines = Files.readAllLines(Path.of("ERRORS.md"));
        Stream.<ErrorCode[]>of(
                        DaytonaError.values(),
                        SandboxError.values(),
                        ProcessError.values(),
                        FileError.values(),
                        GitError.values())
                .flatMap(Stream::of)
                .forEach(code -> assertThat(lines.stream().filter(line -> line.startsWith("| " + code.id() + " |")))
                        .as(code.id())
                        .hasSize(1));
    }
}
