package dev.serai.runtime.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledRuntimeTest {

    @TempDir
    Path folder;

    private static String url(Path folder) {
        return "jdbc:h2:file:" + folder.resolve("records");
    }

    @Test
    void whatRanWhenTheRuntimeWasKilledIsStoppedAndWhatWasDoneStays() throws Exception {
        var ready = folder.resolve("ready");
        var child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        KilledRuntimeTest.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        try {
            await().atMost(60, TimeUnit.SECONDS).until(() -> Files.exists(ready) || !child.isAlive());
            assertThat(child.isAlive()).isTrue();
        } finally {
            child.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
        }
        try (var recording = new Recording(url(folder), Map.of())) {
            var runs = recording.runs();
            assertThat(runs).extracting(RunSummary::workflow).containsExactly("gate", "echo");
            assertThat(runs).extracting(RunSummary::state).containsExactly(RunState.STOPPED, RunState.DONE);
            assertThat(recording.load(runs.get(0).id()).steps()).singleElement().satisfies(step -> {
                assertThat(step.node()).isEqualTo("closed");
                assertThat(step.tookMicros()).isEqualTo(-1);
            });
        }
    }

    @Test
    void aStopWritesWhatIsLeftAndMarksWhatStillRuns() throws Exception {
        try (var recording = new Recording(url(folder), Map.of(), routes())) {
            recording.template.asyncRequestBody("direct:gate", "x");
            recording.template.requestBody("direct:echo", "y");
            await().atMost(20, TimeUnit.SECONDS).until(() -> recording.runs().size() == 2);
            recording.template.requestBody("direct:echo", "z");
            recording.records.close();
        }
        try (var recording = new Recording(url(folder), Map.of())) {
            assertThat(recording.runs())
                    .extracting(RunSummary::state)
                    .containsExactlyInAnyOrder(RunState.STOPPED, RunState.DONE, RunState.DONE);
        }
    }

    private static RouteBuilder routes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                getContext().getShutdownStrategy().setTimeout(1);
                from("direct:echo").routeId("echo").setBody(simple("${body}!"));
                from("direct:gate")
                        .routeId("gate")
                        .process(new Gate(new CompletableFuture<>()))
                        .id("closed");
            }
        };
    }

    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        var recording = new Recording(url(folder), Map.of(), routes());
        recording.template.requestBody("direct:echo", "y");
        recording.template.asyncRequestBody("direct:gate", "x");
        await().atMost(20, TimeUnit.SECONDS)
                .until(() -> recording.counts().runs().equals(Map.of(RunState.DONE, 1L, RunState.RUNNING, 1L)));
        // H2 writes to its file after half a second.
        try (var connection = recording.source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CHECKPOINT SYNC");
        }
        Files.createFile(folder.resolve("ready"));
        Thread.currentThread().join();
    }
}
