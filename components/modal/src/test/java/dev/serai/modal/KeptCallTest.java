package dev.serai.modal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import dev.serai.modal.client.codec.Cbor;
import dev.serai.modal.client.plane.ModalApi;
import dev.serai.modal.proto.DataFormat;
import dev.serai.modal.proto.FunctionGetOutputsItem;
import dev.serai.modal.proto.FunctionGetOutputsResponse;
import dev.serai.modal.proto.FunctionMapRequest;
import dev.serai.modal.proto.GenericResult;
import dev.serai.modal.proto.GenericResult.GenericStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Calls that outlive the process that has made them. */
@Timeout(60)
class KeptCallTest {

    private static final FunctionGetOutputsResponse NOTHING_YET = FunctionGetOutputsResponse.getDefaultInstance();

    private final ScriptedWorkspace workspace = new ScriptedWorkspace();
    private final AtomicReference<FunctionGetOutputsResponse> output = new AtomicReference<>(NOTHING_YET);

    @TempDir
    Path folder;

    @BeforeEach
    void slowFunctions() {
        workspace.server().on(ModalApi.FUNCTION_GET_OUTPUTS, question -> output.get());
    }

    @AfterEach
    void stop() {
        workspace.close();
    }

    private static FunctionGetOutputsResponse result(Object value) {
        return output(GenericResult.newBuilder()
                .setStatus(GenericStatus.GENERIC_STATUS_SUCCESS)
                .setData(ByteString.copyFrom(Cbor.encode(value))));
    }

    private static FunctionGetOutputsResponse output(GenericResult.Builder result) {
        return FunctionGetOutputsResponse.newBuilder()
                .addOutputs(FunctionGetOutputsItem.newBuilder()
                        .setDataFormat(DataFormat.DATA_FORMAT_CBOR)
                        .setResult(result))
                .build();
    }

    private Routes start(String... yaml) throws Exception {
        return Routes.start(workspace.url(), Map.of("calls", folder.toString()), yaml);
    }

    private static Map<String, Object> key(String key) {
        return Map.of(ModalConstants.CALL_KEY, key);
    }

    private String uri() {
        return "modal:call/app/train?timeout=0&callFolder=" + folder;
    }

    private List<Path> kept() throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }

    private List<FunctionMapRequest> calls() {
        return workspace.server().received(ModalApi.FUNCTION_MAP);
    }

    @Test
    void theNextProcessGoesOnWaitingForTheSameCall() throws Exception {
        try (var first = start()) {
            var answer = first.begin(uri(), "data", key("order 7"));
            await().until(() ->
                    !workspace.server().received(ModalApi.FUNCTION_GET_OUTPUTS).isEmpty());
            first.close();
            assertThat(answer.join().getException()).hasMessageStartingWith("[MODAL-113]");
        }
        assertThat(workspace.server().received(ModalApi.FUNCTION_CALL_CANCEL)).isEmpty();
        assertThat(kept()).hasSize(1);

        output.set(result("trained"));
        try (var second = start()) {
            var done = second.send(uri(), "data", key("order 7"));

            assertThat(done.getMessage().getBody()).isEqualTo("trained");
            assertThat(done.getMessage().getHeader(ModalConstants.CALL_ID)).isEqualTo("fc-1");
            await().untilAsserted(() -> assertThat(kept()).isEmpty());
        }
        assertThat(calls()).hasSize(1);
    }

    @Test
    void theSameKeyAtTheSameTimeIsTheSameCall() throws Exception {
        try (var routes = start()) {
            var one = routes.begin(uri(), "data", key("a"));
            var other = routes.begin(uri(), "data", key("a"));
            await().until(() ->
                    workspace.server().received(ModalApi.FUNCTION_GET_OUTPUTS).size() >= 2);
            output.set(result(1));

            assertThat(one.join().getMessage().getBody()).isEqualTo(1L);
            assertThat(other.join().getMessage().getBody()).isEqualTo(1L);
            assertThat(calls()).hasSize(1);
        }
    }

    @Test
    void anExchangeThatFailsLaterGetsTheSameResultAgain() throws Exception {
        output.set(result(1));
        try (var routes = start("""
                - route:
                    from:
                      uri: direct:fails
                      steps:
                        - to: modal:call/app/train?callFolder={{calls}}
                        - choice:
                            when:
                              - simple: ${header.broken}
                                steps:
                                  - throwException:
                                      exceptionType: java.lang.IllegalStateException
                                      message: later
                """)) {
            assertThat(routes.send("direct:fails", "d", Map.of(ModalConstants.CALL_KEY, "k", "broken", true))
                            .getException())
                    .hasMessage("later");
            assertThat(routes.send("direct:fails", "d", key("k")).getException())
                    .isNull();
            assertThat(calls()).hasSize(1);
            await().untilAsserted(() -> assertThat(kept()).isEmpty());
            routes.send("direct:fails", "d", key("k"));
            assertThat(calls()).hasSize(2);
        }
    }

    @Test
    void aFunctionThatFailedIsCalledAgain() throws Exception {
        output.set(output(GenericResult.newBuilder()
                .setStatus(GenericStatus.GENERIC_STATUS_FAILURE)
                .setException("ValueError")));
        try (var routes = start()) {
            assertThat(routes.send(uri(), "d", key("k")).getException()).hasMessageStartingWith("[MODAL-201]");
            await().untilAsserted(() -> assertThat(kept()).isEmpty());
            routes.send(uri(), "d", key("k"));
            assertThat(calls()).hasSize(2);
        }
    }

    @Test
    void aCallThatIsKeptNeedsAKey() throws Exception {
        try (var routes = start()) {
            assertThat(routes.send(uri(), "d", Map.of()).getException()).hasMessageStartingWith("[MODAL-702]");
            assertThat(calls()).isEmpty();
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsToldBeforeAnythingIsWaitedFor() throws Exception {
        var file = Files.writeString(folder.resolve("file"), "");
        try (var routes = start()) {
            assertThat(routes.send("modal:call/app/f?callFolder=" + file.resolve("x"), "d", key("k"))
                            .getException())
                    .hasMessageStartingWith("[MODAL-701]");
        }
    }

    @Test
    void resultsOfSpawnedCallsComeToTheConsumerAlsoAfterARestart() throws Exception {
        var begin = """
                - route:
                    from:
                      uri: direct:begin
                      steps:
                        - to: modal:spawn/app/train?callFolder={{calls}}
                """;
        try (var first = start(begin)) {
            assertThat(first.send("direct:begin", "d", key("order 7"))
                            .getMessage()
                            .getBody())
                    .isEqualTo("fc-1");
            assertThat(first.send("direct:begin", "d", key("order 7"))
                            .getMessage()
                            .getBody())
                    .isEqualTo("fc-1");
        }
        output.set(result("trained"));
        try (var second = start("""
                - route:
                    from:
                      uri: modal:result?callFolder={{calls}}
                      steps:
                        - to: mock:trained
                """)) {
            var trained = second.mock("mock:trained");
            trained.expectedBodiesReceived("trained");
            trained.expectedHeaderReceived(ModalConstants.CALL_KEY, "order 7");
            trained.expectedHeaderReceived(ModalConstants.CALL_ID, "fc-1");
            trained.assertIsSatisfied();
            await().untilAsserted(() -> assertThat(kept()).isEmpty());
        }
        assertThat(calls()).hasSize(1);
    }

    @Test
    void aResultWhoseExchangeFailsComesAgain() throws Exception {
        output.set(result("trained"));
        try (var routes = start("""
                - route:
                    from:
                      uri: direct:begin
                      steps:
                        - to: modal:spawn/app/train?callFolder={{calls}}
                - route:
                    from:
                      uri: modal:result?callFolder={{calls}}
                      steps:
                        - to: mock:trained
                """)) {
            var trained = routes.mock("mock:trained");
            trained.whenExchangeReceived(1, exchange -> {
                throw new IllegalStateException("not now");
            });
            trained.expectedMessageCount(2);
            routes.send("direct:begin", "d", key("order 7"));
            trained.assertIsSatisfied(20_000);
            await().untilAsserted(() -> assertThat(kept()).isEmpty());
        }
    }

    @Test
    void aStoreOfOnesOwnKeepsTheCalls() throws Exception {
        var store = new MapStore();
        output.set(result(1));
        try (var routes = start()) {
            routes.context().getRegistry().bind("calls", store);
            assertThat(routes.send("modal:spawn/app/train?callStore=#calls", "d", key("k"))
                            .getMessage()
                            .getBody())
                    .isEqualTo("fc-1");
            assertThat(store.calls.values()).singleElement().satisfies(call -> {
                assertThat(call.callId()).isEqualTo("fc-1");
                assertThat(call.key()).endsWith("app/train k");
                assertThat(call.followed()).isTrue();
            });
        }
    }

    @Test
    void aCallThatCannotBeKeptIsEnded() throws Exception {
        var store = new MapStore() {
            @Override
            public CompletionStage<Void> keep(Kept call) {
                return CompletableFuture.failedFuture(new IllegalStateException("the disk is full"));
            }
        };
        try (var routes = start()) {
            routes.context().getRegistry().bind("calls", store);
            assertThat(routes.send("modal:call/app/train?callStore=#calls", "d", key("k"))
                            .getException())
                    .hasMessage("the disk is full");
            assertThat(workspace.server().received(ModalApi.FUNCTION_CALL_CANCEL))
                    .singleElement()
                    .satisfies(cancel -> assertThat(cancel.getFunctionCallId()).isEqualTo("fc-1"));
        }
    }

    private static class MapStore implements CallStore {

        private final Map<String, Kept> calls = new ConcurrentHashMap<>();

        @Override
        public CompletionStage<Optional<Kept>> find(String key) {
            return CompletableFuture.completedFuture(Optional.ofNullable(calls.get(key)));
        }

        @Override
        public CompletionStage<Void> keep(Kept call) {
            calls.put(call.key(), call);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<Void> forget(String key) {
            calls.remove(key);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<List<Kept>> followed() {
            return CompletableFuture.completedFuture(
                    calls.values().stream().filter(Kept::followed).toList());
        }
    }

    @Test
    void theFailureOfAFunctionIsHandedToTheRouteThatAsksForIt() throws Exception {
        output.set(output(GenericResult.newBuilder()
                .setStatus(GenericStatus.GENERIC_STATUS_FAILURE)
                .setException("ValueError")));
        try (var routes = start("""
                - onException:
                    exception:
                      - dev.serai.modal.client.error.ModalException
                    handled:
                      constant: "true"
                    steps:
                      - setBody:
                          simple: ${exception.id}
                      - to: mock:failed
                - route:
                    from:
                      uri: modal:result/fc-9?bridgeErrorHandler=true
                      steps:
                        - to: mock:never
                """)) {
            var failed = routes.mock("mock:failed");
            failed.expectedBodiesReceived("MODAL-201");
            failed.assertIsSatisfied();
        }
    }

    @Test
    void aResultNeedsACallOrAStore() {
        assertThat(catchThrowable(() -> start("""
                        - route:
                            from:
                              uri: modal:result
                              steps:
                                - to: mock:never
                        """)))
                .hasStackTraceContaining("[MODAL-002] results are followed either of one call");
    }

    @Test
    void whoStopsWaitingForAnOrdinaryCallEndsIt() throws Exception {
        workspace.server().on(ModalApi.FUNCTION_CALL_CANCEL, question -> Empty.getDefaultInstance());
        try (var routes = start()) {
            var answer = routes.begin("modal:call/app/train", "data", Map.of());
            await().until(() ->
                    !workspace.server().received(ModalApi.FUNCTION_GET_OUTPUTS).isEmpty());
            routes.close();
            assertThat(answer.join().getException()).hasMessageStartingWith("[MODAL-113]");
        }
        await().untilAsserted(() -> assertThat(workspace.server().received(ModalApi.FUNCTION_CALL_CANCEL))
                .hasSize(1));
    }

    @Test
    void aStoreThatThrowsDoesNotKeepTheKey() throws Exception {
        var broken = new AtomicReference<>(true);
        var store = new MapStore() {
            @Override
            public CompletionStage<Optional<Kept>> find(String key) {
                if (broken.get()) {
                    throw new IllegalStateException("no database");
                }
                return super.find(key);
            }
        };
        output.set(result("done"));
        try (var routes = start()) {
            routes.context().getRegistry().bind("calls", store);
            var uri = "modal:call/app/train?callStore=#calls";
            assertThat(routes.send(uri, "d", key("k")).getException()).hasMessage("no database");

            broken.set(false);
            assertThat(routes.send(uri, "d", key("k")).getMessage().getBody()).isEqualTo("done");
        }
    }
}
