package dev.serai.offline.daytona;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.serai.offline.http.Json;
import dev.serai.offline.process.Leftovers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stand-in as a process of its own: how many threads it needs, and what it leaves behind. */
class OwnProcessTest {
    private static final int AT_ONCE = 200;
    private static final int MOST_THREADS = 60;

    @TempDir
    Path folder;

    private Path log;
    private Process process;
    private Client client;

    @BeforeEach
    void startProcess() throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        log = folder.resolve("log");
        process = new ProcessBuilder(
                        java,
                        "-Dorg.slf4j.simpleLogger.log.dev.serai.offline.daytona.DaytonaStandIn=warn",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.serai.offline.daytona.DaytonaMain")
                .redirectError(log.toFile())
                .start();
        var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        assertThat(lines.readLine()).contains("no security boundary");
        var key = lines.readLine().substring("api key ".length());
        var url = lines.readLine().substring("listening on ".length());
        client = new Client(url.substring(0, url.length() - "/api".length()), key);
    }

    @AfterEach
    void stopProcess() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Test
    void commandsInTwoHundredSandboxesNeedFewThreads(@TempDir Path together) throws Exception {
        var pipe = together.resolve("go");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        var ids = new ArrayList<String>();
        for (var i = 0; i < AT_ONCE; i++) {
            ids.add(client.json("POST", "/api/sandbox", "{}").path("id").asText());
        }
        await().atMost(Client.LONG)
                .until(() -> client.json("GET", "/api/sandbox?limit=200&states=started", "")
                                .path("items")
                                .size()
                        == AT_ONCE);
        var running = new ArrayList<CompletableFuture<HttpResponse<String>>>();
        for (var i = 0; i < AT_ONCE; i++) {
            var command = "touch " + together + "/began-" + i + "; read line < " + pipe + "; echo " + i;
            running.add(client.sendLater(
                    "POST",
                    "/toolbox/" + ids.get(i) + "/process/execute",
                    Json.write(Json.object().put("command", command))));
        }
        try (var go = new RandomAccessFile(pipe.toFile(), "rw")) {
            await().atMost(Client.LONG).until(() -> count(together) == AT_ONCE);
            assertThat(threads()).isLessThan(MOST_THREADS);
            go.write("\n".repeat(AT_ONCE).getBytes(StandardCharsets.UTF_8));
            CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).join();
        }
        for (var i = 0; i < AT_ONCE; i++) {
            var answer = Json.parse(running.get(i).join().body());
            assertThat(answer.path("result").asText()).isEqualTo(i + "\n");
        }
    }

    @Test
    void itsLogSaysThatItIsNoSecurityBoundary() {
        assertThat(log).content().contains("WARN").contains("runs commands as this user", "no security boundary");
    }

    @Test
    void nothingIsLeftWhenItIsKilled() {
        var id = client.sandbox("{}");
        client.background(id, "s", "sleep 600");
        client.execute(id, "setsid sleep 600 >/dev/null 2>&1 &");
        var home = Path.of(client.json("GET", "/toolbox/" + id + "/work-dir", "")
                .path("dir")
                .asText());
        await().atMost(Client.LONG)
                .until(() -> Leftovers.with("DAYTONA_SANDBOX_ID", id).size() >= 3);
        process.destroyForcibly();
        await().atMost(Client.LONG)
                .until(() -> Leftovers.with("DAYTONA_SANDBOX_ID", id).isEmpty());
        await().atMost(Client.LONG).until(() -> !Files.exists(home));
    }

    private static int count(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return (int) files.filter(file -> file.getFileName().toString().startsWith("began-"))
                    .count();
        }
    }

    private int threads() {
        try {
            List<String> status = Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status"));
            return status.stream()
                    .filter(line -> line.startsWith("Threads:"))
                    .mapToInt(line -> Integer.parseInt(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
