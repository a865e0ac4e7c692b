package dev.serai.modal.client.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.serai.modal.client.Clients;
import dev.serai.modal.client.ModalClient;
import dev.serai.modal.client.plane.ClientSettings;
import dev.serai.modal.client.plane.Credentials;
import dev.serai.offline.modal.ModalStandIn;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two hundred sandboxes, each with a command that really runs. */
@Tag("alone")
@Timeout(180)
class ManyCommandsIT {

    private static final int SANDBOXES = 200;
    private static final int THREADS = 60;

    @Test
    void twoHundredSandboxesRunCommandsOnAHandfulOfThreads() {
        try (var service = ModalStandIn.builder().sandboxes(SANDBOXES).start();
                var clients = new Clients()) {
            var settings = new ClientSettings(
                    URI.create(service.baseUrl()),
                    new Credentials(service.tokenId(), service.tokenSecret()),
                    "",
                    Duration.ofSeconds(60),
                    3,
                    Duration.ofSeconds(60),
                    1 << 20);
            var sandboxes =
                    new ModalClient(clients.network, clients.http, settings, true, Clock.systemUTC()).sandboxes();
            var begun = new AtomicInteger();
            var go = new CompletableFuture<byte[]>();
            var results = IntStream.range(0, SANDBOXES)
                    .mapToObj(number -> sandboxes
                            .create(SandboxSpec.of("app", "python:3.13-slim"))
                            .thenCompose(made -> sandboxes.exec(
                                    made.id(),
                                    ExecSpec.of("sh", "-c", "echo begun; read line; echo $line"),
                                    new Once(go),
                                    (stderr, bytes) -> begun.incrementAndGet())))
                    .toList();

            await().atMost(Duration.ofSeconds(120)).until(() -> begun.get() == SANDBOXES);
            assertThat(results).noneMatch(CompletableFuture::isDone);
            go.complete("done\n".getBytes());

            assertThat(results)
                    .allSatisfy(result ->
                            assertThat(Clients.get(result).stdout().text()).isEqualTo("begun\ndone\n"));
            // Service, client, test and JVM included.
            assertThat(ManagementFactory.getThreadMXBean().getPeakThreadCount()).isLessThan(THREADS);
        }
    }

    /** One piece, when it is there. */
    private static final class Once implements ExecInput {

        private CompletableFuture<byte[]> next;

        Once(CompletableFuture<byte[]> piece) {
            next = piece;
        }

        @Override
        public CompletionStage<byte[]> next() {
            var piece = next;
            next = CompletableFuture.completedFuture(null);
            return piece;
        }
    }
}
