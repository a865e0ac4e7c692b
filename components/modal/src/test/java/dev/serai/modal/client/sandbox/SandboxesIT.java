package dev.serai.modal.client.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.serai.modal.client.Clients;
import dev.serai.modal.client.ModalClient;
import dev.serai.modal.client.error.ModalError;
import dev.serai.modal.client.plane.ClientSettings;
import dev.serai.modal.client.plane.Credentials;
import dev.serai.offline.junit.ModalServerExtension;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sandboxes that really run something, on the stand-in. */
class SandboxesIT {

    @RegisterExtension
    static final ModalServerExtension modal = new ModalServerExtension();

    private final Clients clients = new Clients();
    private Sandboxes sandboxes;

    @BeforeEach
    void client() {
        var settings = new ClientSettings(
                URI.create(modal.baseUrl()),
                new Credentials(modal.tokenId(), modal.tokenSecret()),
                "",
                Duration.ofSeconds(20),
                3,
                Duration.ofSeconds(60),
                64L << 20);
        sandboxes = new ModalClient(clients.network, clients.http, settings, true, Clock.systemUTC()).sandboxes();
    }

    @AfterEach
    void stop() {
        clients.close();
    }

    private String sandbox() {
        return Clients.get(sandboxes.create(SandboxSpec.of("app", "python:3.13-slim")))
                .id();
    }

    private String output(String sandbox, String script) {
        return Clients.get(sandboxes.exec(sandbox, ExecSpec.of("sh", "-c", script)))
                .stdout()
                .text();
    }

    @Test
    void aCancelledCommandLeavesNothingRunning() {
        var id = sandbox();
        var seen = new ByteArrayOutputStream();
        var running = sandboxes.exec(
                id,
                ExecSpec.of("sh", "-c", "echo $SERAI_COMMAND; sleep 300 & sleep 300"),
                (stderr, bytes) -> seen.writeBytes(bytes));
        await().atMost(Duration.ofSeconds(30)).until(() -> seen.toString().endsWith("\n"));
        var mark = seen.toString().strip();
        var count = "cat /proc/[0-9]*/environ 2> /dev/null | tr '\\000' '\\n' | grep -cxF SERAI_COMMAND=" + mark;
        assertThat(output(id, count)).isNotEqualTo("0\n");

        running.cancel(true);

        await().atMost(Duration.ofSeconds(30)).until(() -> output(id, count).equals("0\n"));
    }

    @Test
    void aLogGoesOnWhenTheServiceIsBack() {
        var lines = IntStream.range(0, 60)
                .mapToObj(number -> "line " + number + "\n")
                .toList();
        var seen = new ByteArrayOutputStream();
        var running = sandboxes.exec(
                sandbox(),
                ExecSpec.of("sh", "-c", "n=0; while [ $n -lt 60 ]; do echo line $n; n=$((n+1)); sleep 0.05; done"),
                (stderr, bytes) -> seen.writeBytes(bytes));
        await().atMost(Duration.ofSeconds(30)).until(() -> seen.size() > 0);

        modal.server().unreachable(Duration.ofSeconds(2));

        assertThat(running)
                .succeedsWithin(Duration.ofSeconds(60))
                .satisfies(done -> assertThat(done.exitCode()).isZero());
        assertThat(seen).hasToString(lines.stream().collect(Collectors.joining()));
    }

    @Test
    void filesStayInASnapshot() {
        var first = sandbox();
        var files = sandboxes.files(first, Duration.ofMinutes(1));
        Clients.get(files.makeDirectory("/work"));
        Clients.get(files.write("/work/a.txt", "kept".getBytes()));
        assertThat(Clients.get(files.stat("/work/a.txt"))).containsEntry("size", 4);

        var image = Clients.get(sandboxes.snapshot(first));
        Clients.get(sandboxes.terminate(first));
        var second = Clients.get(sandboxes.create(SandboxSpec.of("app", image))).id();

        assertThat(Clients.get(sandboxes.files(second, Duration.ofMinutes(1)).read("/work/a.txt")))
                .asString()
                .isEqualTo("kept");
        assertThat(Clients.failure(sandboxes.exec(first, ExecSpec.of("true"))).error())
                .isEqualTo(ModalError.SANDBOX_ENDED);
    }

    @Test
    void sandboxesAreFoundByTheirTags() {
        var spec = SandboxSpec.of("app", "python:3.13-slim").withTags(Map.of("owner", "serai"));
        var id = Clients.get(sandboxes.create(spec)).id();
        Clients.get(sandboxes.create(SandboxSpec.of("other", "python:3.13-slim")));

        assertThat(Clients.get(sandboxes.list(null, Map.of("owner", "serai"))))
                .extracting(Sandbox::id)
                .containsExactly(id);
        Clients.get(sandboxes.setTags(id, Map.of("owner", "somebody")));
        assertThat(Clients.get(sandboxes.tags(id))).containsExactly(Map.entry("owner", "somebody"));
        assertThat(Clients.get(sandboxes.list("app", Map.of("owner", "serai")))).isEmpty();
    }
}
