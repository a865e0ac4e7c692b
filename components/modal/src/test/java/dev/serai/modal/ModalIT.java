package dev.serai.modal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.serai.offline.junit.ModalServerExtension;
import dev.serai.offline.modal.ModalStandIn;
import dev.serai.offline.modal.sandbox.SandboxState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The component with a stand-in that really runs what it is given. */
@Timeout(120)
class ModalIT {

    private static final String APP = """
            import pathlib, time

            def square(x, power=2):
                return x ** power

            def shape(value):
                return value

            def fail(x):
                raise ValueError("no " + str(x))

            def slow(folder):
                with open(folder + "/calls", "a") as calls:
                    calls.write("x")
                while not pathlib.Path(folder + "/go").exists():
                    time.sleep(0.02)
                return "done"

            class Greeter:
                def greet(self, name):
                    return "Hello " + name
            """;

    @RegisterExtension
    static final ModalServerExtension modal =
            new ModalServerExtension(ModalStandIn.builder().app("my-app", APP));

    @TempDir
    Path folder;

    private static Routes start(Map<String, String> properties, String... yaml) throws Exception {
        return Routes.start(modal.baseUrl(), modal.tokenId(), modal.tokenSecret(), properties, yaml);
    }

    private static Routes start(String... yaml) throws Exception {
        return start(Map.of(), yaml);
    }

    /** How many sandboxes have not ended. */
    private static long running() {
        return modal.server().sandboxes().stream()
                .filter(sandbox -> sandbox.state() != SandboxState.ENDED)
                .count();
    }

    private static Map<?, ?> map(Exchange done) {
        assertThat(done.getException()).isNull();
        return done.getMessage().getBody(Map.class);
    }

    @Test
    void functionsTakeAndGiveValues() throws Exception {
        try (var routes = start()) {
            assertThat(routes.ask("modal:call/my-app/square", 7)).isEqualTo(49L);
            assertThat(routes.send(
                                    "modal:call/my-app/square",
                                    2,
                                    Map.of(ModalConstants.NAMED_ARGUMENTS, Map.of("power", 10)))
                            .getMessage()
                            .getBody())
                    .isEqualTo(1024L);
            assertThat(routes.ask("modal:map/my-app/square", List.of(1, 2, 3))).isEqualTo(List.of(1L, 4L, 9L));
            assertThat(routes.ask("modal:call/my-app/Greeter.greet", "Ada")).isEqualTo("Hello Ada");
            var large = "ä".repeat(3 << 20);
            assertThat(routes.ask("modal:call/my-app/shape", large)).isEqualTo(large);
            assertThat(routes.send("modal:call/my-app/fail", 3, Map.of()).getException())
                    .hasMessageStartingWith("[MODAL-201]")
                    .hasMessageContaining("no 3");
            assertThat(routes.send("modal:call/my-app/nothing", 3, Map.of()).getException())
                    .hasMessageStartingWith("[MODAL-108]");
        }
    }

    @Test
    void aCallGoesOnOverARestartAndRunsOnce() throws Exception {
        var uri = "modal:call/my-app/slow?timeout=0&callFolder=" + folder.resolve("kept");
        var key = Map.<String, Object>of(ModalConstants.CALL_KEY, "order 7");
        try (var first = start()) {
            var answer = first.begin(uri, folder.toString(), key);
            await().until(() -> folder.resolve("calls").toFile().exists());
            first.close();
            assertThat(answer.get(30, TimeUnit.SECONDS).getException()).hasMessageStartingWith("[MODAL-113]");
        }
        try (var second = start()) {
            var answer = second.begin(uri, folder.toString(), key);
            Files.writeString(folder.resolve("go"), "");
            assertThat(answer.get(60, TimeUnit.SECONDS).getMessage().getBody()).isEqualTo("done");
        }
        assertThat(folder.resolve("calls")).hasContent("x");
    }

    @Test
    void codeRunsInASandboxThatIsGoneAfterwards() throws Exception {
        try (var routes = start()) {
            var done = map(routes.send("modal:run/python?arguments=a&env.NAME=Ada", """
                    import os, sys
                    print("hello", os.environ["NAME"], sys.argv[1])
                    print("careful", file=sys.stderr)
                    sys.exit(3)
                    """, Map.of()));
            assertThat(done.get("stdout")).isEqualTo("hello Ada a\n");
            assertThat(done.get("stderr")).isEqualTo("careful\n");
            assertThat(done.get("exitCode")).isEqualTo(3);
            await().untilAsserted(() -> assertThat(running()).isZero());
        }
    }

    @Test
    void whatTakesTooLongIsKilledAndWhatItWroteIsKept() throws Exception {
        try (var routes = start()) {
            var text = routes.ask(
                    "modal:run/python?timeout=1s&failOn=never&result=text",
                    "print('begun', flush=True)\nwhile True: pass");
            assertThat(text).isEqualTo("begun\n[stopped: the time limit was over]");
        }
        await().until(() -> modal.server().runningPrograms() == 0);
    }

    @Test
    void stepsOfAnExchangeShareFilesAndLinesComeAsTheyAreWritten() throws Exception {
        try (var routes = start("""
                - route:
                    from:
                      uri: direct:steps
                      steps:
                        - to: modal:files/upload?path=data.csv
                        - setBody:
                            constant: "wc -l < data.csv; echo oops >&2; cp data.csv copy.csv"
                        - to: modal:exec?linesTo=mock:line&collect=copy.csv,missing
                """)) {
            var lines = routes.mock("mock:line");
            var done = map(routes.send("direct:steps", "a\nb\n", Map.of()));

            assertThat(((String) done.get("stdout")).strip()).isEqualTo("2");
            assertThat((Map<?, ?>) done.get("files")).hasSize(1);
            assertThat(new String((byte[]) ((Map<?, ?>) done.get("files")).get("copy.csv"), StandardCharsets.UTF_8))
                    .isEqualTo("a\nb\n");
            assertThat(((Map<?, ?>) done.get("fileErrors")).keySet()).hasToString("[missing]");
            assertThat(lines.getReceivedExchanges())
                    .extracting(line -> line.getMessage().getHeader(ModalConstants.STREAM))
                    .containsExactlyInAnyOrder("stdout", "stderr");
            await().untilAsserted(() -> assertThat(running()).isZero());
        }
    }

    @Test
    void stoppingTheRouteKillsTheCommandAndEndsTheSandbox() throws Exception {
        try (var routes = start()) {
            var answer = routes.begin("modal:exec?timeout=1h", "sleep 3600", Map.of());
            await().atMost(Duration.ofSeconds(30)).until(() -> modal.server().runningPrograms() > 0);
            routes.close();
            assertThat(answer.get(30, TimeUnit.SECONDS).getException()).hasMessageStartingWith("[MODAL-113]");
        }
        await().untilAsserted(() -> assertThat(running()).isZero());
        await().until(() -> modal.server().runningPrograms() == 0);
    }

    @Test
    void queuesDictsVolumesAndSecretsKeepWhatTheyAreGiven() throws Exception {
        try (var routes = start("""
                - route:
                    from:
                      uri: modal:queue/jobs?createIfMissing=true
                      steps:
                        - to: mock:job
                """)) {
            var jobs = routes.mock("mock:job");
            jobs.expectedMessageCount(2);
            routes.send("modal:queue/jobs?action=put&createIfMissing=true", "one", Map.of());
            routes.send("modal:queue/jobs?action=put", Map.of("two", 2), Map.of());
            jobs.assertIsSatisfied();
            assertThat(jobs.getReceivedExchanges())
                    .extracting(job -> job.getMessage().getBody())
                    .containsExactly("one", Map.of("two", 2L));

            routes.send("modal:dict/d?action=put&key=k&createIfMissing=true", List.of(1, "a"), Map.of());
            assertThat(routes.ask("modal:dict/d?action=get&key=k", null)).isEqualTo(List.of(1L, "a"));

            assertThat(routes.send("modal:volume/v?action=write&path=/a/b.txt&createIfMissing=true", "text", Map.of())
                            .getException())
                    .isNull();
            assertThat((byte[]) routes.ask("modal:volume/v?action=read&path=/a/b.txt", null))
                    .isEqualTo("text".getBytes(StandardCharsets.UTF_8));

            var file = Files.writeString(folder.resolve("large"), "ab".repeat(5 << 20));
            assertThat(routes.send("modal:volume/v?action=write&path=/large", file.toFile(), Map.of())
                            .getException())
                    .isNull();
            var copy = folder.resolve("copy");
            assertThat(routes.ask("modal:volume/v?action=read&path=/large&toFile=" + copy, null))
                    .isEqualTo(copy.toFile());
            assertThat(copy).hasSameBinaryContentAs(file);
            assertThat(routes.send("modal:volume/v?action=read&path=/none&toFile=" + copy, null, Map.of())
                            .getException())
                    .hasMessageStartingWith("[MODAL-108]");
            assertThat(folder).isDirectoryNotContaining("glob:**.part");

            routes.send("modal:secret/s?action=create", Map.of("KEY", "value"), Map.of());
            assertThat(map(routes.send("modal:exec?secrets=s", "echo $KEY", Map.of()))
                            .get("stdout"))
                    .isEqualTo("value\n");
        }
    }

    @Test
    void aSandboxOfOnesOwnIsMadeFoundAndEnded() throws Exception {
        try (var routes = start()) {
            var made = routes.send("modal:sandbox/boxes?action=create&sandboxName=box&tags.team=blue", null, Map.of());
            assertThat(made.getException()).isNull();
            var id = made.getMessage().getHeader(ModalConstants.SANDBOX, String.class);
            var it = Map.<String, Object>of(ModalConstants.SANDBOX, id);

            assertThat(routes.send("modal:sandbox/boxes?action=find&sandboxName=box", null, Map.of())
                            .getMessage()
                            .getHeader(ModalConstants.SANDBOX))
                    .isEqualTo(id);
            assertThat((List<?>) routes.ask("modal:sandbox/boxes?action=list&tags.team=blue", null))
                    .hasSize(1);
            routes.send("modal:sandbox/boxes?action=tag&tags.team=red", null, it);
            assertThat(routes.send("modal:sandbox/boxes?action=tags", null, it)
                            .getMessage()
                            .getBody())
                    .isEqualTo(Map.of("team", "red"));
            assertThat(map(routes.send("modal:exec", "pwd", it)).get("exitCode"))
                    .isEqualTo(0);
            assertThat(routes.send("modal:sandbox?action=poll", null, it)
                            .getMessage()
                            .getBody())
                    .isNull();
            routes.send("modal:sandbox?action=terminate", null, it);
            assertThat(routes.send("modal:sandbox?action=wait", null, it)
                            .getMessage()
                            .getBody())
                    .isEqualTo(137);
            assertThat(routes.send("modal:exec", "pwd", it).getException()).hasMessageStartingWith("[MODAL-401]");
        }
    }

    @Test
    void aFunctionTellsHowBusyItIs() throws Exception {
        try (var routes = start()) {
            assertThat(routes.send("modal:stats/my-app/square", null, Map.of())
                            .getMessage()
                            .getBody())
                    .hasToString("FunctionStats[backlog=0, containers=0]");
        }
    }

    @Test
    void aProcessThatIsKilledLeavesNoSandboxOnceAnotherHasStarted() throws Exception {
        var process = CrashedRoute.start(modal.baseUrl(), modal.tokenId(), modal.tokenSecret());
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> modal.server().runningPrograms() > 0);
        } finally {
            process.destroyForcibly();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(running()).isEqualTo(1);
        try (var routes = start()) {
            // Refused by its body, so that it leases nothing of its own.
            routes.send(CrashedRoute.URI, null, Map.of());
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(running()).isZero());
        }
        await().until(() -> modal.server().runningPrograms() == 0);
    }

    @Test
    void aWrongTokenIsTold() throws Exception {
        try (var routes = Routes.start(modal.baseUrl(), "ak-wrong", "as-wrong", Map.of())) {
            assertThat(routes.send("modal:call/my-app/square", 1, Map.of()).getException())
                    .hasMessageStartingWith("[MODAL-106]")
                    .hasMessageNotContaining("as-wrong");
        }
    }

    @Test
    void aSandboxThatIsLostInTheMiddleIsToldAndTheNextExchangeGetsAnother() throws Exception {
        try (var routes = start()) {
            var answer = routes.begin("modal:exec?timeout=1h", "sleep 3600", Map.of());
            await().atMost(Duration.ofSeconds(30)).until(() -> modal.server().runningPrograms() > 0);
            modal.server().sandboxes().forEach(sandbox -> modal.server().lose(sandbox.id()));

            assertThat(answer.get(60, TimeUnit.SECONDS).getException()).hasMessageStartingWith("[MODAL-401]");
            assertThat(map(routes.send("modal:exec", "echo again", Map.of())).get("stdout"))
                    .isEqualTo("again\n");
        }
    }
}
