package dev.serai.modal.client.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.serai.modal.client.Clients;
import dev.serai.modal.client.ScriptedModal;
import dev.serai.modal.client.grpc.GrpcException;
import dev.serai.modal.client.plane.ModalApi;
import dev.serai.modal.proto.QueueLenRequest;
import io.grpc.Status;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PatienceTest {

    private static GrpcException failure(Status status) {
        try (ScriptedModal server = Clients.server();
                var clients = new Clients()) {
            server.script(ModalApi.QUEUE_LEN, (question, reply) -> reply.fail(status));
            return (GrpcException) Clients.failure(clients.network.unary(
                    server.uri(),
                    ModalApi.QUEUE_LEN,
                    QueueLenRequest.getDefaultInstance(),
                    Map.of(),
                    Duration.ofSeconds(10)));
        }
    }

    private static Patience of(Duration most) {
        var patience = new Patience(most, () -> CompletableFuture.completedFuture(Optional.empty()));
        patience.begin();
        return patience;
    }

    @Test
    void aRefusalIsNotTriedAgain() {
        var refused = failure(Status.PERMISSION_DENIED);

        assertThat(of(Duration.ofMinutes(1)).after(refused))
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableThat()
                .withCause(refused);
    }

    @Test
    void aServiceThatStaysAwayIsGivenUp() {
        var away = failure(Status.UNAVAILABLE);
        var patience = of(Duration.ofMillis(200));

        assertThat(patience.after(away)).succeedsWithin(Duration.ofSeconds(5));
        assertThat(patience.isAway()).isTrue();
        await().until(() -> patience.after(away).isCompletedExceptionally());
    }

    @Test
    void whoComesBackIsWaitedForAfresh() {
        var away = failure(Status.UNAVAILABLE);
        var patience = of(Duration.ofMillis(200));
        await().until(() -> patience.after(away).isCompletedExceptionally());

        patience.well();

        assertThat(patience.isAway()).isFalse();
        assertThat(patience.after(away)).succeedsWithin(Duration.ofSeconds(5));
    }
}
