package dev.serai.modal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.serai.modal.client.plane.ModalApi;
import dev.serai.modal.client.plane.RouterApi;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The README's routes run as they stand there. */
@Timeout(60)
class ReadmeTest {

    private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    private final ScriptedWorkspace workspace = new ScriptedWorkspace();

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        workspace.close();
    }

    private static List<String> yaml() throws Exception {
        return YAML.matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private Routes start(int index, Map<String, String> properties) throws Exception {
        return Routes.start(workspace.url(), properties, yaml().get(index));
    }

    private Routes start(int index) throws Exception {
        return start(index, Map.of("calls", folder.toString()));
    }

    @Test
    void itHasTheRoutesThatAreTestedHere() throws Exception {
        assertThat(yaml()).hasSize(8);
    }

    @Test
    void aFunction() throws Exception {
        try (var routes = start(0)) {
            assertThat(routes.ask("direct:square", 3)).isEqualTo(List.of(List.of(3L), Map.of()));
        }
    }

    @Test
    void aCallThatTakesHours() throws Exception {
        try (var routes = start(1)) {
            assertThat(routes.ask("direct:train", Map.of("order", "7")))
                    .isEqualTo(List.of(List.of(Map.of("order", "7")), Map.of()));
        }
    }

    @Test
    void oneRouteBeginsAndAnotherGetsTheResults() throws Exception {
        try (var routes = start(2)) {
            var trained = routes.mock("mock:trained");
            trained.expectedMessageCount(1);
            routes.send("direct:begin", Map.of("order", "7"), Map.of());
            trained.assertIsSatisfied();
        }
    }

    @Test
    void aWebEndpoint() throws Exception {
        var page = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        page.createContext("/", exchange -> {
            var known = "ws-1".equals(exchange.getRequestHeaders().getFirst("Modal-Secret"));
            var answer = "{\"square\":9}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(known ? 200 : 401, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        page.start();
        try (var routes =
                start(3, Map.of("page", "http://127.0.0.1:" + page.getAddress().getPort() + "/square"))) {
            assertThat(routes.ask("direct:page", Map.of("x", 3))).isEqualTo(Map.of("square", 9));
        } finally {
            page.stop(0);
        }
    }

    @Test
    void code() throws Exception {
        try (var routes = start(4)) {
            assertThat(routes.ask("direct:python", "print('hello')")).isEqualTo("hello\n");
            assertThat(workspace
                            .server()
                            .received(RouterApi.TASK_EXEC_START)
                            .get(0)
                            .getTimeoutSecs())
                    .isEqualTo(30);
        }
    }

    @Test
    void aFileAndACommandInTheSameSandbox() throws Exception {
        try (var routes = start(5)) {
            var lines = routes.mock("mock:line");
            lines.expectedBodiesReceived("hello");
            var done = routes.send("direct:report", "a,b\n", Map.of());
            assertThat(done.getException()).isNull();
            lines.assertIsSatisfied();
            assertThat(workspace.server().received(ModalApi.SANDBOX_CREATE_V2)).hasSize(1);
            await().untilAsserted(() -> assertThat(workspace.running()).isEmpty());
        }
    }

    @Test
    void aSandboxOfOnesOwn() throws Exception {
        try (var routes = start(6)) {
            var done = routes.send("direct:own", null, Map.of());
            assertThat(done.getException()).isNull();
            assertThat(done.getMessage().getHeader(ModalConstants.SANDBOX)).isEqualTo("sb-1");
            assertThat(done.getMessage().getBody(Map.class)).containsEntry("stdout", "hello\n");
            assertThat(workspace.running()).isEmpty();
        }
    }

    @Test
    void aQueue() throws Exception {
        try (var routes = start(7)) {
            var jobs = routes.mock("mock:job");
            jobs.expectedBodiesReceived("work");
            routes.send("direct:job", "work", Map.of());
            jobs.assertIsSatisfied();
        }
    }
}
