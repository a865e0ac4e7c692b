package dev.serai.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.serai.agent.run.RunRecord;
import dev.serai.agent.run.RunStatus;
import dev.serai.agent.run.RunStep;
import dev.serai.agent.run.RunStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A process that adds steps to runs and prints each one that the store has acknowledged, until it is killed. */
final class Child implements AutoCloseable {

    static final int RUNS = 4;

    private final Process process;
    private final Path output;

    Child(String url, Path output) throws IOException {
        this.output = output;
        var path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        path,
                        Child.class.getName(),
                        url)
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** The acknowledged steps so far; the last line may be cut. */
    List<String> lines() {
        try {
            return Files.readAllLines(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void awaitLines(int number) {
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            assertThat(process.isAlive()).isTrue();
            return lines().size() >= number;
        });
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }

    public static void main(String[] arguments) {
        var store = new Application(Map.of("url", arguments[0])).runs();
        for (int run = 0; run < RUNS; run++) {
            var id = "run-" + run;
            store.begin(
                            new RunRecord(id, "a", null, RunStatus.RUNNING, Instant.now(), Instant.now(), "{}"),
                            "child",
                            Duration.ofHours(1))
                    .thenRun(() -> step(store, id, 0));
        }
        try {
            Thread.currentThread().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void step(RunStore store, String run, int number) {
        var data = "{\"text\": \"" + "x".repeat(3000) + "\"}";
        store.append(run, new RunStep(number, RunStep.Kind.TOOL, Instant.now(), data), RunStatus.RUNNING)
                .thenRun(() -> {
                    System.out.println(run + " " + number);
                    System.out.flush();
                    step(store, run, number + 1);
                });
    }
}
