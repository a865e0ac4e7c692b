package dev.serai.modal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.serai.modal.client.ScriptedModal;
import dev.serai.modal.client.codec.Pickle;
import dev.serai.modal.client.plane.ModalApi;
import dev.serai.modal.proto.AuthTokenGetResponse;
import dev.serai.modal.proto.QueueGetOrCreateResponse;
import dev.serai.modal.proto.QueueGetResponse;
import io.grpc.Status;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ModalQueueConsumerTest {

    private static final String ROUTE = """
            - route:
                from:
                  uri: modal:queue/jobs?maxItems=2
                  steps:
                    - to: mock:seen
            """;

    private final ScriptedModal server = new ScriptedModal();

    ModalQueueConsumerTest() {
        server.on(
                ModalApi.AUTH_TOKEN_GET,
                question -> AuthTokenGetResponse.newBuilder()
                        .setToken("token-of-a-test")
                        .build());
        server.on(
                ModalApi.QUEUE_GET_OR_CREATE,
                question ->
                        QueueGetOrCreateResponse.newBuilder().setQueueId("qu-1").build());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static ByteString pickled(Object value) {
        return ByteString.copyFrom(Pickle.encode(value));
    }

    @Test
    void eachValueBecomesAnExchangeInItsOrder() throws Exception {
        var waiting = new LinkedBlockingQueue<ScriptedModal.Reply<QueueGetResponse>>();
        var asked = new AtomicInteger();
        server.script(ModalApi.QUEUE_GET, (question, reply) -> {
            switch (asked.incrementAndGet()) {
                case 1 ->
                    reply.answer(QueueGetResponse.newBuilder()
                            .addValues(pickled("a"))
                            .addValues(pickled("b"))
                            .build());
                case 2 ->
                    reply.answer(
                            QueueGetResponse.newBuilder().addValues(pickled(3)).build());
                default -> waiting.add(reply);
            }
        });

        try (var routes = Routes.start(server.uri().toString(), ROUTE)) {
            var seen = routes.context().getEndpoint("mock:seen", MockEndpoint.class);
            seen.expectedBodiesReceived("a", "b", 3L);
            seen.assertIsSatisfied();
            await().until(() -> waiting.size() == 1);
            assertThat(server.received(ModalApi.QUEUE_GET).get(0).getNValues()).isEqualTo(2);
        }
        assertThat(asked).as("stopping asks no more").hasValue(3);
    }

    @Test
    void aFailureIsToldAndAskedAgain() throws Exception {
        var asked = new AtomicInteger();
        server.script(ModalApi.QUEUE_GET, (question, reply) -> {
            switch (asked.incrementAndGet()) {
                case 1 -> reply.fail(Status.PERMISSION_DENIED);
                case 2 ->
                    reply.answer(QueueGetResponse.newBuilder()
                            .addValues(pickled("late"))
                            .build());
                default -> {
                    // nothing more comes
                }
            }
        });

        try (var routes = Routes.start(server.uri().toString(), ROUTE)) {
            var seen = routes.context().getEndpoint("mock:seen", MockEndpoint.class);
            seen.expectedBodiesReceived("late");
            seen.assertIsSatisfied();
        }
    }

    @Test
    void onlyQueuesAndResultsAreConsumed() {
        assertThatThrownBy(() ->
                        Routes.start(server.uri().toString(), ROUTE.replace("queue/jobs?maxItems=2", "call/app/f")))
                .hasStackTraceContaining("only a queue and results can be consumed");
    }

    @Test
    void aValueThatCannotBeReadIsToldAndTheOthersGoOn() throws Exception {
        var asked = new AtomicInteger();
        server.script(ModalApi.QUEUE_GET, (question, reply) -> {
            if (asked.incrementAndGet() == 1) {
                reply.answer(QueueGetResponse.newBuilder()
                        .addValues(pickled("a"))
                        .addValues(ByteString.copyFromUtf8("no pickle"))
                        .addValues(pickled("b"))
                        .build());
            }
        });

        var told = """
                - onException:
                    exception:
                      - dev.serai.modal.client.error.ModalException
                    handled:
                      constant: "true"
                    steps:
                      - to: mock:unreadable
                """ + ROUTE.replace("maxItems=2", "maxItems=2&bridgeErrorHandler=true");
        try (var routes = Routes.start(server.uri().toString(), told)) {
            var seen = routes.mock("mock:seen");
            seen.expectedBodiesReceived("a", "b");
            seen.assertIsSatisfied();
            var unreadable = routes.mock("mock:unreadable");
            unreadable.expectedMessageCount(1);
            unreadable.assertIsSatisfied();
        }
    }
}
