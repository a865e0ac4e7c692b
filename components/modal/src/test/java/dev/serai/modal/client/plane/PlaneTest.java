package dev.serai.modal.client.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import dev.serai.modal.client.Clients;
import dev.serai.modal.client.ScriptedModal;
import dev.serai.modal.client.TestClock;
import dev.serai.modal.client.error.ModalError;
import dev.serai.modal.client.grpc.GrpcException;
import dev.serai.modal.client.grpc.GrpcNetwork;
import dev.serai.modal.client.grpc.GrpcStatus;
import dev.serai.modal.proto.AuthTokenGetResponse;
import dev.serai.modal.proto.DictContentsRequest;
import dev.serai.modal.proto.DictEntry;
import dev.serai.modal.proto.QueueClearRequest;
import dev.serai.modal.proto.QueueGetRequest;
import dev.serai.modal.proto.QueueGetResponse;
import dev.serai.modal.proto.QueueLenRequest;
import dev.serai.modal.proto.QueueLenResponse;
import dev.serai.modal.proto.RPCRetryPolicy;
import dev.serai.modal.proto.RPCStatus;
import dev.serai.support.http.EgressPolicy;
import io.grpc.Metadata;
import io.grpc.Status;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PlaneTest {

    private static final QueueLenRequest LEN =
            QueueLenRequest.newBuilder().setQueueId("qu-1").build();

    private final ScriptedModal server = Clients.server();
    private final Clients clients = new Clients();
    private final Plane plane = clients.plane(server);

    @AfterEach
    void stop() {
        clients.close();
        server.close();
    }

    private static QueueLenResponse len(int len) {
        return QueueLenResponse.newBuilder().setLen(len).build();
    }

    @Test
    void callsCarryWhatTheOfficialClientSends() {
        server.on(ModalApi.QUEUE_LEN, question -> len(7));

        assertThat(Clients.get(plane.call(ModalApi.QUEUE_LEN, LEN)).getLen()).isEqualTo(7);

        assertThat(server.methods()).containsExactly("AuthTokenGet", "QueueLen");
        var token = server.received().get(0);
        assertThat(token.metadata("x-modal-auth-token")).isNull();
        var call = server.received().get(1);
        assertThat(call.question()).isEqualTo(LEN);
        assertThat(call.metadata("x-modal-auth-token")).isEqualTo(Clients.TOKEN);
        assertThat(call.metadata("x-modal-token-id")).isEqualTo("ak-test");
        assertThat(call.metadata("x-modal-token-secret")).isEqualTo("as-test");
        assertThat(call.metadata("x-modal-client-type")).isEqualTo("8");
        assertThat(call.metadata("x-modal-client-version")).isEqualTo("1.0.0");
        assertThat(call.metadata("x-modal-libmodal-version")).startsWith("modal-js/");
        assertThat(call.metadata("x-modal-host")).isEqualTo("127.0.0.1");
        assertThat(call.metadata("x-idempotency-key")).hasSize(36);
        assertThat(call.metadata("x-retry-attempt")).isEqualTo("0");
        assertThat(call.metadata("x-throttle-retry-attempt")).isEqualTo("0");
        assertThat(call.metadata("x-retry-delay")).isNull();
    }

    @Test
    void theTokenIsFetchedOnceForAll() {
        server.on(ModalApi.QUEUE_LEN, question -> len(1));
        var calls = new ArrayList<CompletableFuture<?>>();
        for (int i = 0; i < 50; i++) {
            calls.add(plane.call(ModalApi.QUEUE_LEN, LEN));
        }
        calls.forEach(Clients::get);

        assertThat(server.methods()).containsOnlyOnce("AuthTokenGet").hasSize(51);
    }

    @Test
    void transientFailuresAreTriedAgainUnderTheSameKey() {
        var tries = new AtomicInteger();
        server.script(ModalApi.QUEUE_LEN, (question, reply) -> {
            if (tries.incrementAndGet() < 3) {
                reply.fail(Status.UNAVAILABLE);
            } else {
                reply.answer(len(1));
            }
        });

        Clients.get(plane.call(ModalApi.QUEUE_LEN, LEN));

        var calls = server.received().stream()
                .filter(call -> call.method().equals("QueueLen"))
                .toList();
        assertThat(calls).extracting(call -> call.metadata("x-retry-attempt")).containsExactly("0", "1", "2");
        assertThat(calls)
                .extracting(call -> call.metadata("x-idempotency-key"))
                .containsOnly(calls.get(0).metadata("x-idempotency-key"));
        assertThat(calls.get(2).metadata("x-retry-delay")).matches("0\\.\\d{3}|\\d\\.\\d{3}");
    }

    @Test
    void itGivesUpAfterThreeFurtherTries() {
        server.script(ModalApi.QUEUE_LEN, (question, reply) -> reply.fail(Status.INTERNAL.withDescription("no")));

        var failure = Clients.failure(plane.call(ModalApi.QUEUE_LEN, LEN));

        assertThat(failure.error()).isEqualTo(ModalError.SERVER_FAILED);
        assertThat(failure).hasMessageContaining("QueueLen at 127.0.0.1: INTERNAL, no");
        assertThat(server.received(ModalApi.QUEUE_LEN)).hasSize(4);
    }

    @Test
    void whatIsNoUseIsNotTriedAgain() {
        server.script(
                ModalApi.QUEUE_LEN,
                (question, reply) -> reply.fail(Status.NOT_FOUND.withDescription("no queue ü 'as-test' 100%")));

        var failure = (GrpcException) Clients.failure(plane.call(ModalApi.QUEUE_LEN, LEN));

        assertThat(failure.status()).isEqualTo(GrpcStatus.NOT_FOUND);
        assertThat(failure.error()).isEqualTo(ModalError.NOT_FOUND);
        assertThat(failure).hasMessageContaining("no queue ü").hasMessageNotContaining("as-test");
        assertThat(server.received(ModalApi.QUEUE_LEN)).hasSize(1);
    }

    @Test
    void aServerThatWantsToBeLeftAloneIsAskedLaterAndNotCounted() {
        var tries = new AtomicInteger();
        var trailers = new Metadata();
        var details = RPCStatus.newBuilder()
                .setCode(8)
                .addDetails(Any.newBuilder()
                        .setTypeUrl("type.googleapis.com/modal.client.RPCRetryPolicy")
                        .setValue(RPCRetryPolicy.newBuilder()
                                .setRetryAfterSecs(0.01f)
                                .build()
                                .toByteString()))
                .build();
        trailers.put(
                Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER), details.toByteArray());
        server.script(ModalApi.QUEUE_LEN, (question, reply) -> {
            if (tries.incrementAndGet() < 6) {
                reply.end(Status.RESOURCE_EXHAUSTED, trailers);
            } else {
                reply.answer(len(1));
            }
        });

        Clients.get(plane.call(ModalApi.QUEUE_LEN, LEN));

        var last = server.received().get(server.received().size() - 1);
        assertThat(last.metadata("x-throttle-retry-attempt")).isEqualTo("5");
        assertThat(last.metadata("x-retry-attempt")).isEqualTo("0");
    }

    @Test
    void aTokenNearItsEndIsRenewedWithoutLosingTheOldOne() {
        var clock = new TestClock();
        var fetched = new AtomicInteger();
        var answers = new CopyOnWriteArrayList<CompletableFuture<String>>();
        var token = new AuthToken(
                () -> {
                    fetched.incrementAndGet();
                    var answer = new CompletableFuture<String>();
                    answers.add(answer);
                    return answer;
                },
                clock);
        var first = Clients.token(clock.instant().plusSeconds(100));

        var waiting = token.get();
        answers.get(0).complete(first);
        assertThat(waiting).isCompletedWithValue(first);
        clock.add(Duration.ofSeconds(49));
        assertThat(token.get()).isCompletedWithValue(first);
        assertThat(fetched).hasValue(1);

        clock.add(Duration.ofSeconds(12));
        assertThat(token.get()).isCompletedWithValue(first);
        assertThat(fetched).hasValue(2);
        answers.get(1).completeExceptionally(new IllegalStateException("no"));
        assertThat(token.get()).as("a rest after a failure").isCompletedWithValue(first);
        assertThat(fetched).hasValue(2);

        clock.add(Duration.ofSeconds(60));
        assertThat(token.get()).isNotDone();
        answers.get(2).complete("no.jwt");
        assertThat(token.get()).isCompletedWithValue("no.jwt");
    }

    @Test
    void aRefusedTokenIsTheErrorOfTheCall() {
        server.script(
                ModalApi.AUTH_TOKEN_GET,
                (question, reply) -> reply.fail(Status.UNAUTHENTICATED.withDescription("Token validation failed")));

        var failure = Clients.failure(plane.call(ModalApi.QUEUE_LEN, LEN));

        assertThat(failure.error()).isEqualTo(ModalError.UNAUTHENTICATED);
        assertThat(failure).hasMessageContaining("Token validation failed");
        assertThat(server.methods()).containsExactly("AuthTokenGet");
    }

    @Test
    void anAnswerThatDoesNotComeEndsInTime() {
        server.script(ModalApi.QUEUE_LEN, (question, reply) -> {});
        var hasty = new Plane(
                clients.network,
                new ClientSettings(
                        server.uri(),
                        new Credentials("ak", "as"),
                        "",
                        Duration.ofSeconds(2),
                        0,
                        Duration.ZERO,
                        1 << 20),
                Clock.systemUTC());

        var failure = Clients.failure(hasty.call(ModalApi.QUEUE_LEN, LEN));

        assertThat(failure.error()).isEqualTo(ModalError.NO_ANSWER);
        await().until(() -> clients.network.inFlight() == 0);
    }

    @Test
    void streamsComePieceByPieceAndEndWithTheStatus() {
        server.script(ModalApi.DICT_CONTENTS, (question, reply) -> {
            for (int i = 0; i < 1000; i++) {
                reply.message(DictEntry.newBuilder()
                        .setKey(ByteString.copyFromUtf8("k" + i))
                        .setValue(ByteString.copyFrom(new byte[1000]))
                        .build());
            }
            if (question.getDictId().equals("bad")) {
                reply.fail(Status.DATA_LOSS.withDescription("lost"));
            } else {
                reply.end(Status.OK, new Metadata());
            }
        });
        var entries = new CopyOnWriteArrayList<DictEntry>();

        Clients.get(plane.stream(
                ModalApi.DICT_CONTENTS,
                DictContentsRequest.newBuilder().setDictId("di-1").build(),
                Duration.ZERO,
                entries::add));
        assertThat(entries).hasSize(1000);
        assertThat(entries.get(999).getKey().toStringUtf8()).isEqualTo("k999");

        var failure = Clients.failure(plane.stream(
                ModalApi.DICT_CONTENTS,
                DictContentsRequest.newBuilder().setDictId("bad").build(),
                Duration.ZERO,
                entries::add));
        assertThat(failure).hasMessageContaining("DATA_LOSS, lost");
        assertThat(entries).hasSize(2000);
    }

    @Test
    void largeMessagesPassAndTooLargeOnesAreRefused() {
        server.on(
                ModalApi.QUEUE_GET,
                question -> QueueGetResponse.newBuilder()
                        .addValues(ByteString.copyFrom(new byte[question.getNValues()]))
                        .build());
        var large = QueueGetRequest.newBuilder()
                .setNValues(20 << 20)
                .setPartitionKey(ByteString.copyFrom(new byte[5 << 20]))
                .build();
        assertThat(Clients.get(plane.call(ModalApi.QUEUE_GET, large))
                        .getValues(0)
                        .size())
                .isEqualTo(20 << 20);

        try (var narrow =
                new GrpcNetwork(EgressPolicy.local(), clients.http.executor(), Duration.ofSeconds(5), 1 << 20)) {
            var plane = new Plane(narrow, Clients.settings(server.uri()), Clock.systemUTC());
            var tooMuch = QueueGetRequest.newBuilder().setNValues(2 << 20).build();
            assertThat(Clients.failure(plane.call(ModalApi.QUEUE_GET, tooMuch)).error())
                    .isEqualTo(ModalError.TOO_LARGE);
            assertThat(Clients.failure(plane.call(ModalApi.QUEUE_GET, large)).error())
                    .isEqualTo(ModalError.TOO_LARGE);
        }
    }

    @Test
    void cancellingEndsTheCallAtTheServerToo() {
        server.script(ModalApi.QUEUE_LEN, (question, reply) -> {});
        var call = plane.call(ModalApi.QUEUE_LEN, LEN);
        await().until(() -> server.methods().contains("QueueLen"));

        call.cancel(true);

        await().until(() -> clients.network.inFlight() == 0);
        assertThat(server.received(ModalApi.QUEUE_LEN)).hasSize(1);
    }

    @Test
    void whatTheServerDoesNotHaveIsSaid() {
        var failure = Clients.failure(plane.send(ModalApi.QUEUE_CLEAR, QueueClearRequest.getDefaultInstance()));

        assertThat(failure.error()).isEqualTo(ModalError.UNSUPPORTED);
        server.on(ModalApi.QUEUE_CLEAR, question -> Empty.getDefaultInstance());
        Clients.get(plane.send(ModalApi.QUEUE_CLEAR, QueueClearRequest.getDefaultInstance()));
    }

    @Test
    void hostsOutsideAreRefusedAndNobodyAtHomeIsSaid() throws Exception {
        var outside = clients.plane(URI.create("https://192.0.2.1"));
        assertThat(Clients.failure(outside.call(ModalApi.QUEUE_LEN, LEN)))
                .hasMessageContaining("serai.egress.allow=192.0.2.1")
                .hasMessageStartingWith("[MODAL-105]");

        var nobody = clients.plane(URI.create("http://127.0.0.1:1"));
        assertThat(Clients.failure(nobody.call(ModalApi.QUEUE_LEN, LEN)).error())
                .isEqualTo(ModalError.UNREACHABLE);
    }

    @Test
    void closingEndsWhatIsUnderWay() {
        server.script(ModalApi.QUEUE_LEN, (question, reply) -> {});
        var calls = List.of(plane.call(ModalApi.QUEUE_LEN, LEN), plane.call(ModalApi.QUEUE_LEN, LEN));
        await().until(() -> server.received(ModalApi.QUEUE_LEN).size() == 2);

        clients.network.close();

        calls.forEach(call -> assertThat(Clients.failure(call).error()).isEqualTo(ModalError.CANCELLED));
        assertThat(Clients.failure(plane.call(ModalApi.QUEUE_LEN, LEN)).error()).isEqualTo(ModalError.CANCELLED);
    }

    @Test
    void tokensAreNotShown() {
        assertThat(Clients.settings(server.uri()).toString()).doesNotContain("as-test");
        assertThat(AuthTokenGetResponse.getDefaultInstance().getToken()).isEmpty();
    }

    @Test
    void aCheckAsksAfreshAndOnce() {
        var plane = clients.plane(server);
        Clients.get(plane.check());
        Clients.get(plane.check());
        assertThat(server.methods()).containsExactly("AuthTokenGet", "AuthTokenGet");

        server.script(ModalApi.AUTH_TOKEN_GET, (question, reply) -> reply.fail(Status.UNAVAILABLE));
        assertThat(Clients.failure(plane.check())).hasMessageStartingWith("[MODAL-101] ");
        assertThat(server.methods()).hasSize(3);
    }

    @Test
    void whoStopsCanWaitForTheLastCall() {
        var held = new AtomicReference<ScriptedModal.Reply<QueueLenResponse>>();
        server.script(ModalApi.QUEUE_LEN, (question, reply) -> held.set(reply));
        assertThat(clients.network.quiet()).isCompleted();
        var call = clients.plane(server).call(ModalApi.QUEUE_LEN, QueueLenRequest.getDefaultInstance());
        await().until(() -> held.get() != null);

        var quiet = clients.network.quiet();

        assertThat(quiet).isNotDone();
        held.get().answer(QueueLenResponse.getDefaultInstance());
        assertThat(quiet).succeedsWithin(Duration.ofSeconds(20));
        Clients.get(call);
    }

    @Test
    void aSecondAnswerEndsACallThatHasOne() {
        server.script(ModalApi.QUEUE_LEN, (question, reply) -> {
            reply.message(len(1));
            reply.message(len(2));
        });

        assertThat(Clients.failure(plane.call(ModalApi.QUEUE_LEN, LEN)).error()).isEqualTo(ModalError.BAD_ANSWER);
        await().until(() -> server.cancelled().contains("QueueLen"));
    }

    @Test
    void aBearerIsMaskedWithoutItsSchemeToo() {
        server.script(
                ModalApi.QUEUE_LEN,
                (question, reply) -> reply.fail(
                        Status.PERMISSION_DENIED.withDescription("the token eyJh.key-of-a-router.x is old")));

        var failure = Clients.failure(clients.network.unary(
                server.uri(),
                ModalApi.QUEUE_LEN,
                LEN,
                Map.of("authorization", "Bearer eyJh.key-of-a-router.x"),
                Duration.ofSeconds(10)));

        assertThat(failure).hasMessageContaining("the token *** is old");
    }

    @Test
    void anErrorEndsWhatWaitsForIt() {
        var one = CompletableFuture.completedFuture(1);
        var then = Stages.then(one, value -> {
            throw new OutOfMemoryError("of a test");
        });
        var recovered = Stages.recover(then, error -> {
            throw new IllegalStateException("again", error);
        });

        assertThat(then).failsWithin(Duration.ZERO).withThrowableThat().withMessageContaining("of a test");
        assertThat(recovered).failsWithin(Duration.ZERO).withThrowableThat().withMessageContaining("again");
    }
}
