package dev.serai.modal.client.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import dev.serai.modal.client.BlobStore;
import dev.serai.modal.client.Clients;
import dev.serai.modal.client.ScriptedModal;
import dev.serai.modal.client.codec.Cbor;
import dev.serai.modal.client.codec.Pickle;
import dev.serai.modal.client.error.ModalError;
import dev.serai.modal.client.error.ModalException;
import dev.serai.modal.client.plane.Blobs;
import dev.serai.modal.client.plane.ModalApi;
import dev.serai.modal.client.plane.Plane;
import dev.serai.modal.proto.AttemptAwaitResponse;
import dev.serai.modal.proto.AttemptRetryResponse;
import dev.serai.modal.proto.AttemptStartResponse;
import dev.serai.modal.proto.BlobCreateResponse;
import dev.serai.modal.proto.ClassParameterInfo;
import dev.serai.modal.proto.ClassParameterSet;
import dev.serai.modal.proto.ClassParameterSpec;
import dev.serai.modal.proto.DataFormat;
import dev.serai.modal.proto.FunctionBindParamsResponse;
import dev.serai.modal.proto.FunctionCallCancelRequest;
import dev.serai.modal.proto.FunctionCallInvocationType;
import dev.serai.modal.proto.FunctionCallType;
import dev.serai.modal.proto.FunctionGetOutputsItem;
import dev.serai.modal.proto.FunctionGetOutputsResponse;
import dev.serai.modal.proto.FunctionGetResponse;
import dev.serai.modal.proto.FunctionHandleMetadata;
import dev.serai.modal.proto.FunctionInput;
import dev.serai.modal.proto.FunctionMapResponse;
import dev.serai.modal.proto.FunctionPutInputsResponseItem;
import dev.serai.modal.proto.FunctionRetryInputsResponse;
import dev.serai.modal.proto.FunctionUpdateSchedulingParamsResponse;
import dev.serai.modal.proto.GenericResult;
import dev.serai.modal.proto.GenericResult.GenericStatus;
import dev.serai.modal.proto.MultiPartUpload;
import dev.serai.modal.proto.ParameterType;
import io.grpc.Status;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The calls of the official client, and what follows from each answer. */
class FunctionsContractTest {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final ScriptedModal server = Clients.server();
    private final BlobStore blobs = new BlobStore(server);
    private final Clients clients = new Clients();
    private final Plane plane = clients.plane(server);
    private final Functions functions = new Functions(plane, new Blobs(plane, clients.http), Clock.systemUTC());
    private final Map<String, FunctionInput> inputs = new ConcurrentHashMap<>();
    private final AtomicInteger calls = new AtomicInteger();

    @BeforeEach
    void anEcho() {
        function(FunctionHandleMetadata.newBuilder());
        server.on(ModalApi.FUNCTION_MAP, question -> {
            var id = "fc-" + calls.incrementAndGet();
            inputs.put(id, question.getPipelinedInputs(0).getInput());
            return FunctionMapResponse.newBuilder()
                    .setFunctionCallId(id)
                    .setFunctionCallJwt("calljwt")
                    .addPipelinedInputs(
                            FunctionPutInputsResponseItem.newBuilder().setInputJwt("injwt"))
                    .build();
        });
        answers(id -> success(Cbor.encode(arguments(inputs.get(id)).get(0))));
    }

    @AfterEach
    void stop() {
        clients.close();
        blobs.close();
        server.close();
    }

    private void function(FunctionHandleMetadata.Builder metadata) {
        metadata.addSupportedInputFormats(DataFormat.DATA_FORMAT_CBOR);
        server.on(
                ModalApi.FUNCTION_GET,
                question -> FunctionGetResponse.newBuilder()
                        .setFunctionId("fu-1")
                        .setHandleMetadata(metadata)
                        .build());
    }

    private void answers(Function<String, FunctionGetOutputsItem.Builder> answer) {
        server.on(
                ModalApi.FUNCTION_GET_OUTPUTS,
                question -> FunctionGetOutputsResponse.newBuilder()
                        .addOutputs(answer.apply(question.getFunctionCallId()))
                        .build());
    }

    private List<?> arguments(FunctionInput input) {
        var bytes = input.hasArgsBlobId()
                ? blobs.blobs.get(input.getArgsBlobId())
                : input.getArgs().toByteArray();
        return (List<?>) Cbor.decode(bytes);
    }

    private static FunctionGetOutputsItem.Builder success(byte[] data) {
        return FunctionGetOutputsItem.newBuilder()
                .setDataFormat(DataFormat.DATA_FORMAT_CBOR)
                .setResult(GenericResult.newBuilder()
                        .setStatus(GenericStatus.GENERIC_STATUS_SUCCESS)
                        .setData(ByteString.copyFrom(data)));
    }

    private static FunctionGetOutputsItem.Builder failure(GenericStatus status, String exception) {
        return FunctionGetOutputsItem.newBuilder()
                .setResult(GenericResult.newBuilder().setStatus(status).setException(exception));
    }

    private FunctionHandle echo() {
        return Clients.get(functions.find("app", "echo", Map.of()));
    }

    private Object call(Object... arguments) {
        return Clients.get(functions.call(echo(), Arguments.of(arguments), PATIENCE));
    }

    @Test
    void aCallGoesThroughTheControlPlane() {
        var arguments = new Arguments(
                Arrays.asList("hi", 1, 2.5, null, true, new byte[] {1, 2}), Map.of("k", Map.of("a", List.of(1))));

        var result = Clients.get(functions.call(echo(), arguments, PATIENCE));

        assertThat(((List<?>) result).subList(0, 5)).isEqualTo(Arrays.asList("hi", 1L, 2.5, null, true));
        assertThat(server.methods())
                .containsExactly("AuthTokenGet", "FunctionGet", "FunctionMap", "FunctionGetOutputs");
        var get = server.received(ModalApi.FUNCTION_GET).get(0);
        assertThat(get.getAppName()).isEqualTo("app");
        assertThat(get.getObjectTag()).isEqualTo("echo");
        var map = server.received(ModalApi.FUNCTION_MAP).get(0);
        assertThat(map.getFunctionCallType()).isEqualTo(FunctionCallType.FUNCTION_CALL_TYPE_UNARY);
        assertThat(map.getFunctionCallInvocationType())
                .isEqualTo(FunctionCallInvocationType.FUNCTION_CALL_INVOCATION_TYPE_SYNC);
        var input = map.getPipelinedInputs(0).getInput();
        assertThat(input.getDataFormat()).isEqualTo(DataFormat.DATA_FORMAT_CBOR);
        assertThat(input.hasMethodName()).isFalse();
        assertThat(arguments(input).get(1)).isEqualTo(Map.of("k", Map.of("a", List.of(1L))));
        var poll = server.received(ModalApi.FUNCTION_GET_OUTPUTS).get(0);
        assertThat(poll.getTimeout()).isBetween(14f, 15f);
        assertThat(poll.getLastEntryId()).isEqualTo("0-0");
        assertThat(poll.getClearOnSuccess()).isTrue();
        assertThat(poll.getInputJwtsList()).containsExactly("injwt");
        assertThat(poll.getMaxValues()).isEqualTo(1);
    }

    @Test
    void aCallGoesThroughTheInputPlaneThatTheFunctionNames() {
        try (var other = new ScriptedModal()) {
            function(FunctionHandleMetadata.newBuilder()
                    .setInputPlaneUrl(other.uri().toString()));
            other.on(ModalApi.ATTEMPT_START, question -> {
                inputs.put("attempt", question.getInput().getInput());
                return AttemptStartResponse.newBuilder().setAttemptToken("t1").build();
            });
            var waits = new AtomicInteger();
            other.on(ModalApi.ATTEMPT_AWAIT, question -> switch (waits.incrementAndGet()) {
                case 1 -> AttemptAwaitResponse.getDefaultInstance();
                case 2 ->
                    AttemptAwaitResponse.newBuilder()
                            .setOutput(failure(GenericStatus.GENERIC_STATUS_INTERNAL_FAILURE, "lost"))
                            .build();
                default ->
                    AttemptAwaitResponse.newBuilder()
                            .setOutput(success(Cbor.encode(question.getAttemptToken())))
                            .build();
            });
            other.on(
                    ModalApi.ATTEMPT_RETRY,
                    question -> AttemptRetryResponse.newBuilder()
                            .setAttemptToken(question.getAttemptToken() + "+")
                            .build());

            assertThat(call("x")).isEqualTo("t1+");

            assertThat(arguments(inputs.get("attempt"))).isEqualTo(List.of(List.of("x"), Map.of()));
            assertThat(other.methods())
                    .containsExactly("AttemptStart", "AttemptAwait", "AttemptAwait", "AttemptRetry", "AttemptAwait");
            assertThat(other.received().get(0).metadata("x-modal-auth-token")).isEqualTo(Clients.TOKEN);
            assertThat(server.methods()).doesNotContain("FunctionMap");
        }
    }

    @Test
    void aSpawnedCallIsFoundAgainByItsIdentifier() {
        var id = Clients.get(functions.spawn(echo(), Arguments.of("a")));

        assertThat(id).isEqualTo("fc-1");
        assertThat(server.received(ModalApi.FUNCTION_MAP).get(0).getFunctionCallInvocationType())
                .isEqualTo(FunctionCallInvocationType.FUNCTION_CALL_INVOCATION_TYPE_ASYNC);
        assertThat(Clients.get(functions.result(id, Duration.ZERO))).isEqualTo(List.of("a"));
        var poll = server.received(ModalApi.FUNCTION_GET_OUTPUTS).get(0);
        assertThat(poll.getTimeout()).isEqualTo(55f);
        assertThat(poll.getClearOnSuccess()).as("others may ask too").isFalse();
        assertThat(poll.getInputJwtsList()).isEmpty();
    }

    @Test
    void aCallIsCancelled() {
        server.on(ModalApi.FUNCTION_CALL_CANCEL, question -> Empty.getDefaultInstance());

        Clients.get(functions.cancel("fc-9", true));

        var question = server.received(ModalApi.FUNCTION_CALL_CANCEL).get(0);
        assertThat(question.getFunctionCallId()).isEqualTo("fc-9");
        assertThat(question.getTerminateContainers()).isTrue();
    }

    @Test
    void largeInputsGoThroughTheStorage() {
        var text = "x".repeat(3 << 20);
        blobs.failures.set(1);

        assertThat((List<?>) call(text)).hasSize(1);

        var input = inputs.get("fc-1");
        assertThat(input.getArgsBlobId()).isEqualTo("bl-1");
        assertThat(input.getArgs().isEmpty()).isTrue();
        assertThat(server.received(ModalApi.BLOB_CREATE).get(0).getContentLength())
                .isEqualTo(blobs.blobs.get("bl-1").length);
        assertThat(blobs.md5.get("bl-1"))
                .isEqualTo(server.received(ModalApi.BLOB_CREATE).get(0).getContentMd5());
    }

    @Test
    void whatIsCalledLaterGoesThroughTheStorageSooner() {
        Clients.get(functions.spawn(echo(), Arguments.of("x".repeat(9000))));
        call("x".repeat(9000));

        assertThat(inputs.get("fc-1").hasArgsBlobId()).isTrue();
        assertThat(inputs.get("fc-2").hasArgsBlobId()).isFalse();
    }

    @Test
    void theFunctionsOwnLimitsWin() {
        function(FunctionHandleMetadata.newBuilder().setMaxObjectSizeBytes(10).setMaxAsyncObjectSizeBytes(100_000));
        call("twelve bytes");
        Clients.get(functions.spawn(echo(), Arguments.of("x".repeat(5))));

        assertThat(inputs.get("fc-1").hasArgsBlobId()).isTrue();
        assertThat(inputs.get("fc-2").hasArgsBlobId()).isFalse();
    }

    @Test
    void largeResultsComeFromTheStorage() {
        blobs.blobs.put("bl-9", Cbor.encode("large"));
        answers(id -> FunctionGetOutputsItem.newBuilder()
                .setDataFormat(DataFormat.DATA_FORMAT_CBOR)
                .setResult(GenericResult.newBuilder()
                        .setStatus(GenericStatus.GENERIC_STATUS_SUCCESS)
                        .setDataBlobId("bl-9")));

        assertThat(call()).isEqualTo("large");
    }

    @Test
    void aLargeValueIsSentInPartsIfTheStorageWantsIt() {
        var parts = List.of("p1", "p2", "p3");
        server.on(
                ModalApi.BLOB_CREATE,
                question -> BlobCreateResponse.newBuilder()
                        .setBlobId("bl-parts")
                        .setMultipart(MultiPartUpload.newBuilder()
                                .setPartLength(4000)
                                .addAllUploadUrls(parts.stream().map(blobs::url).toList())
                                .setCompletionUrl(blobs.url("done")))
                        .build());
        var text = "0123456789".repeat(900);

        Clients.get(functions.spawn(echo(), Arguments.of(text)));

        var whole = new java.io.ByteArrayOutputStream();
        parts.forEach(part -> whole.writeBytes(blobs.blobs.get(part)));
        assertThat(whole.toByteArray()).isEqualTo(Arguments.of(text).encoded());
        assertThat(blobs.blobs.get("p1")).hasSize(4000);
        assertThat(new String(blobs.blobs.get("done")))
                .isEqualTo("<CompleteMultipartUpload>"
                        + "<Part><PartNumber>1</PartNumber><ETag>\"tag-p1\"</ETag></Part>"
                        + "<Part><PartNumber>2</PartNumber><ETag>\"tag-p2\"</ETag></Part>"
                        + "<Part><PartNumber>3</PartNumber><ETag>\"tag-p3\"</ETag></Part>"
                        + "</CompleteMultipartUpload>");
        assertThat(inputs.get("fc-1").getArgsBlobId()).isEqualTo("bl-parts");
    }

    @Test
    void partsThatDoNotFitTheValueAreRefused() {
        server.on(
                ModalApi.BLOB_CREATE,
                question -> BlobCreateResponse.newBuilder()
                        .setMultipart(
                                MultiPartUpload.newBuilder().setPartLength(5).addUploadUrls(blobs.url("p1")))
                        .build());

        assertThat(Clients.failure(functions.spawn(echo(), Arguments.of("x".repeat(9000))))
                        .error())
                .isEqualTo(ModalError.BAD_ANSWER);
    }

    @Test
    void aStorageThatFailsIsNamedWithoutItsKey() {
        blobs.failures.set(99);

        assertThat(Clients.failure(functions.spawn(echo(), Arguments.of("x".repeat(9000)))))
                .hasMessageStartingWith("[MODAL-115] the storage at 127.0.0.1 took no value (status 503)")
                .hasMessageNotContaining("as-signed");
    }

    @Test
    void aMethodOfAClassIsBoundToItsParameters() {
        function(FunctionHandleMetadata.newBuilder()
                .setClassParameterInfo(ClassParameterInfo.newBuilder()
                        .addSchema(
                                ClassParameterSpec.newBuilder().setName("size").setType(ParameterType.PARAM_TYPE_INT))
                        .addSchema(ClassParameterSpec.newBuilder()
                                .setName("kind")
                                .setType(ParameterType.PARAM_TYPE_STRING)
                                .setHasDefault(true)
                                .setStringDefault("small")))
                .putMethodHandleMetadata(
                        "greet",
                        FunctionHandleMetadata.newBuilder()
                                .addSupportedInputFormats(DataFormat.DATA_FORMAT_CBOR)
                                .build()));
        server.on(
                ModalApi.FUNCTION_BIND_PARAMS,
                question -> FunctionBindParamsResponse.newBuilder()
                        .setBoundFunctionId("fu-bound")
                        .build());

        var method = Clients.get(functions.find("app", "Greeter.greet", Map.of("size", 3)));
        Clients.get(functions.call(method, Arguments.of("bob"), PATIENCE));

        assertThat(server.received(ModalApi.FUNCTION_GET).get(0).getObjectTag()).isEqualTo("Greeter.*");
        var bound = server.received(ModalApi.FUNCTION_BIND_PARAMS).get(0);
        assertThat(bound.getFunctionId()).isEqualTo("fu-1");
        assertThat(HexFormat.of().formatHex(bound.getSerializedParams().toByteArray()))
                .as("sorted by name, as Python does")
                .isEqualTo("0a0f0a046b696e6410011a05736d616c6c" + "0a0a0a0473697a6510022003");
        assertThat(server.received(ModalApi.FUNCTION_MAP).get(0).getFunctionId())
                .isEqualTo("fu-bound");
        assertThat(inputs.get("fc-1").getMethodName()).isEqualTo("greet");

        assertThat(Clients.failure(functions.find("app", "Greeter.greet", Map.of())))
                .hasMessageContaining("the parameter 'size' of Greeter is missing");
        assertThat(Clients.failure(functions.find("app", "Greeter.greet", Map.of("size", "3"))))
                .hasMessageContaining("must be PARAM_TYPE_INT, not a String");
        assertThat(Clients.failure(functions.find("app", "Greeter.greet", Map.of("size", 3, "sise", 1))))
                .hasMessageContaining("no parameter 'sise'");
        assertThat(Clients.failure(functions.find("app", "Greeter.meet", Map.of("size", 3))))
                .hasMessageContaining("no method 'meet', only greet");
    }

    @Test
    void aClassWithoutParametersIsNotBound() {
        function(FunctionHandleMetadata.newBuilder()
                .putMethodHandleMetadata(
                        "greet",
                        FunctionHandleMetadata.newBuilder()
                                .addSupportedInputFormats(DataFormat.DATA_FORMAT_CBOR)
                                .build()));

        var method = Clients.get(functions.find("app", "Greeter.greet", Map.of()));

        assertThat(method.id()).isEqualTo("fu-1");
        assertThat(server.methods()).doesNotContain("FunctionBindParams");
    }

    @Test
    void parametersKeepTheirForm() throws Exception {
        var schema = List.of(
                ClassParameterSpec.newBuilder()
                        .setName("b")
                        .setType(ParameterType.PARAM_TYPE_BYTES)
                        .build(),
                ClassParameterSpec.newBuilder()
                        .setName("a")
                        .setType(ParameterType.PARAM_TYPE_BOOL)
                        .build());

        var set = ClassParameterSet.parseFrom(Parameters.encoded("C", schema, Map.of("a", true, "b", new byte[] {7})));

        assertThat(set.getParameters(0).getBoolValue()).isTrue();
        assertThat(set.getParameters(1).getBytesValue().byteAt(0)).isEqualTo((byte) 7);
        var pickled = List.of(ClassParameterSpec.newBuilder()
                .setName("p")
                .setType(ParameterType.PARAM_TYPE_PICKLE)
                .build());
        assertThatThrownBy(() -> Parameters.encoded("C", pickled, Map.of("p", 1)))
                .hasMessageContaining("only Python knows");
    }

    @ParameterizedTest
    @CsvSource({
        "GENERIC_STATUS_FAILURE, FUNCTION_FAILED",
        "GENERIC_STATUS_TIMEOUT, FUNCTION_TIMEOUT",
        "GENERIC_STATUS_TERMINATED, FUNCTION_TERMINATED",
        "GENERIC_STATUS_INIT_FAILURE, FUNCTION_FAILED"
    })
    void aFailedFunctionTellsItsException(GenericStatus status, ModalError error) {
        answers(id -> failure(status, "ValueError('boom')"));

        var failure = Clients.failure(functions.call(echo(), Arguments.of(), PATIENCE));

        assertThat(failure.error()).isEqualTo(error);
        assertThat(failure).hasMessageContaining("ValueError('boom')");
    }

    @Test
    void aLostInputIsHandedInAgain() {
        var times = new AtomicInteger();
        server.on(
                ModalApi.FUNCTION_RETRY_INPUTS,
                question -> FunctionRetryInputsResponse.newBuilder()
                        .addInputJwts("injwt" + times.get())
                        .build());
        answers(id -> times.incrementAndGet() < 3
                ? failure(GenericStatus.GENERIC_STATUS_INTERNAL_FAILURE, "lost")
                : success(Cbor.encode("found")));

        assertThat(call("x")).isEqualTo("found");

        var retries = server.received(ModalApi.FUNCTION_RETRY_INPUTS);
        assertThat(retries).hasSize(2);
        assertThat(retries.get(0).getFunctionCallJwt()).isEqualTo("calljwt");
        assertThat(retries.get(0).getInputs(0).getInputJwt()).isEqualTo("injwt");
        assertThat(retries.get(0).getInputs(0).getRetryCount()).isEqualTo(1);
        assertThat(retries.get(1).getInputs(0).getInputJwt()).isEqualTo("injwt1");
        assertThat(retries.get(1).getInputs(0).getInput()).isEqualTo(inputs.get("fc-1"));
        assertThat(server.received(ModalApi.FUNCTION_GET_OUTPUTS).get(2).getInputJwtsList())
                .containsExactly("injwt2");
    }

    @Test
    void anInputThatIsLostEachTimeIsGivenUp() {
        server.on(ModalApi.FUNCTION_RETRY_INPUTS, question -> FunctionRetryInputsResponse.getDefaultInstance());
        answers(id -> failure(GenericStatus.GENERIC_STATUS_INTERNAL_FAILURE, "lost"));

        assertThat(Clients.failure(functions.call(echo(), Arguments.of(), PATIENCE))
                        .error())
                .isEqualTo(ModalError.FUNCTION_LOST);
        assertThat(server.received(ModalApi.FUNCTION_RETRY_INPUTS)).hasSize(8);
        assertThat(Clients.failure(functions.result("fc-1", PATIENCE)).error()).isEqualTo(ModalError.FUNCTION_LOST);
        assertThat(server.received(ModalApi.FUNCTION_RETRY_INPUTS))
                .as("a call of others is not handed in again")
                .hasSize(8);
    }

    @Test
    void whoWaitsInVainEndsTheCall() {
        server.on(ModalApi.FUNCTION_GET_OUTPUTS, question -> FunctionGetOutputsResponse.getDefaultInstance());
        server.on(ModalApi.FUNCTION_CALL_CANCEL, question -> Empty.getDefaultInstance());

        var failure = Clients.failure(functions.call(echo(), Arguments.of(), Duration.ofMillis(300)));

        assertThat(failure.error()).isEqualTo(ModalError.WAIT_ENDED);
        await().until(() -> server.received(ModalApi.FUNCTION_CALL_CANCEL).size() == 1);
        assertThat(server.received(ModalApi.FUNCTION_GET_OUTPUTS)).hasSizeLessThan(10);

        assertThat(Clients.failure(functions.result("fc-1", Duration.ofMillis(100)))
                        .error())
                .isEqualTo(ModalError.WAIT_ENDED);
        assertThat(server.received(ModalApi.FUNCTION_CALL_CANCEL))
                .as("who only looks ends nothing")
                .hasSize(1);
    }

    @Test
    void aServiceThatIsAwayForAWhileEndsNoCall() {
        var away = new AtomicInteger(6);
        server.script(ModalApi.FUNCTION_GET_OUTPUTS, (question, reply) -> {
            if (away.getAndDecrement() > 0) {
                reply.fail(Status.UNAVAILABLE);
            } else {
                reply.answer(FunctionGetOutputsResponse.newBuilder()
                        .addOutputs(success(Cbor.encode("found")))
                        .build());
            }
        });

        assertThat(call("x")).isEqualTo("found");
        assertThat(server.received(ModalApi.FUNCTION_MAP)).hasSize(1);
    }

    @Test
    void aCallWhoseResultCannotBeHadIsEnded() {
        server.on(ModalApi.FUNCTION_CALL_CANCEL, question -> Empty.getDefaultInstance());
        server.script(ModalApi.FUNCTION_GET_OUTPUTS, (question, reply) -> reply.fail(Status.PERMISSION_DENIED));

        assertThat(Clients.failure(functions.call(echo(), Arguments.of(), PATIENCE))
                        .error())
                .isEqualTo(ModalError.DENIED);
        await().until(() -> server.received(ModalApi.FUNCTION_CALL_CANCEL).size() == 1);

        server.script(ModalApi.FUNCTION_GET_OUTPUTS, (question, reply) -> reply.fail(Status.UNAVAILABLE));
        assertThat(Clients.failure(functions.call(echo(), Arguments.of(), Duration.ofSeconds(1))))
                .hasMessageStartingWith("[MODAL-205] the function gave no result within 1000 ms, at last: ");
        await().until(() -> server.received(ModalApi.FUNCTION_CALL_CANCEL).size() == 2);
    }

    @Test
    void whoStopsWaitingEndsTheCall() {
        server.script(ModalApi.FUNCTION_GET_OUTPUTS, (question, reply) -> {});
        server.on(ModalApi.FUNCTION_CALL_CANCEL, question -> Empty.getDefaultInstance());
        var call = functions.call(echo(), Arguments.of(), Duration.ZERO);
        await().until(() -> server.methods().contains("FunctionGetOutputs"));

        call.cancel(true);

        await().until(() -> server.received(ModalApi.FUNCTION_CALL_CANCEL).size() == 1);
        await().until(() -> clients.network.inFlight() == 0);
    }

    @Test
    void aMapKeepsTheOrderAndDoesSomeAtOnce() {
        var items = IntStream.range(0, 200).mapToObj(Arguments::of).toList();
        var open = new AtomicInteger();
        var most = new AtomicInteger();
        server.on(ModalApi.FUNCTION_GET_OUTPUTS, question -> {
            most.accumulateAndGet(open.get(), Math::max);
            open.decrementAndGet();
            var input = arguments(inputs.get(question.getFunctionCallId()));
            return FunctionGetOutputsResponse.newBuilder()
                    .addOutputs(success(Cbor.encode(((List<?>) input.get(0)).get(0))))
                    .build();
        });
        var echo = echo();
        server.on(ModalApi.FUNCTION_MAP, question -> {
            open.incrementAndGet();
            var id = "fc-" + calls.incrementAndGet();
            inputs.put(id, question.getPipelinedInputs(0).getInput());
            return FunctionMapResponse.newBuilder().setFunctionCallId(id).build();
        });

        var results = Clients.get(functions.map(echo, items, 10, false, PATIENCE));

        assertThat(results)
                .isEqualTo(
                        IntStream.range(0, 200).mapToObj(i -> (Object) (long) i).toList());
        assertThat(most.get()).isBetween(1, 10);
        assertThat(Clients.get(functions.map(echo, List.of(), 10, false, PATIENCE)))
                .isEmpty();
    }

    @Test
    void aFailedItemEndsTheMapOrIsKept() {
        server.on(ModalApi.FUNCTION_CALL_CANCEL, question -> Empty.getDefaultInstance());
        answers(id -> {
            var value = ((List<?>) arguments(inputs.get(id)).get(0)).get(0);
            return value.equals(3L)
                    ? failure(GenericStatus.GENERIC_STATUS_FAILURE, "three")
                    : success(Cbor.encode(value));
        });
        var items = IntStream.range(0, 6).mapToObj(Arguments::of).toList();

        assertThat(Clients.failure(functions.map(echo(), items, 2, false, PATIENCE)))
                .hasMessageContaining("three");
        var kept = Clients.get(functions.map(echo(), items, 2, true, PATIENCE));
        assertThat(kept).hasSize(6).element(5).isEqualTo(5L);
        assertThat(kept.get(3)).isInstanceOf(ModalException.class);
    }

    @Test
    void whatIsNotCallableFromHereIsSaid() {
        server.script(ModalApi.FUNCTION_GET, (question, reply) -> reply.fail(Status.NOT_FOUND.withDescription("nope")));
        assertThat(Clients.failure(functions.find("app", "nope", Map.of())))
                .hasMessageStartingWith("[MODAL-108] there is no nope in the app app.");

        function(FunctionHandleMetadata.newBuilder().setWebUrl("https://me--app-web.modal.run"));
        assertThat(Clients.failure(functions.find("app", "web", Map.of())))
                .hasMessageContaining("https://me--app-web.modal.run");

        server.on(
                ModalApi.FUNCTION_GET,
                question ->
                        FunctionGetResponse.newBuilder().setFunctionId("fu-old").build());
        assertThat(Clients.failure(functions.find("app", "old", Map.of())).error())
                .isEqualTo(ModalError.NO_CBOR);
    }

    @Test
    void resultsInOtherFormats() {
        answers(id -> success(Pickle.encode(List.of(1L))).setDataFormat(DataFormat.DATA_FORMAT_PICKLE));
        assertThat(call()).isEqualTo(List.of(1L));

        answers(id -> success(new byte[0]).setDataFormat(DataFormat.DATA_FORMAT_GENERATOR_DONE));
        assertThat(Clients.failure(functions.call(echo(), Arguments.of(), PATIENCE)))
                .hasMessageContaining("generator");

        answers(id -> success(new byte[] {1, 2, 3}));
        assertThat(Clients.failure(functions.call(echo(), Arguments.of(), PATIENCE))
                        .error())
                .isEqualTo(ModalError.UNREADABLE);
    }

    @Test
    void statsTellHowBusyAFunctionIs() {
        server.on(
                ModalApi.FUNCTION_GET_CURRENT_STATS,
                question -> dev.serai.modal.proto.FunctionStats.newBuilder()
                        .setBacklog(3)
                        .setNumTotalTasks(2)
                        .build());

        assertThat(Clients.get(functions.stats(echo()))).isEqualTo(new FunctionStats(3, 2));
    }

    @Test
    void aGeneratorIsRefusedBeforeItIsCalled() {
        function(FunctionHandleMetadata.newBuilder()
                .setFunctionType(dev.serai.modal.proto.Function.FunctionType.FUNCTION_TYPE_GENERATOR));

        assertThat(Clients.failure(functions.find("app", "f", Map.of())))
                .hasMessageStartingWith("[MODAL-208] app/f is a generator");
        assertThat(server.methods()).doesNotContain("FunctionMap");
    }

    @Test
    void aWebEndpointHasAnAddress() {
        function(FunctionHandleMetadata.newBuilder().setWebUrl("https://w--app-f.example.org"));
        assertThat(Clients.get(functions.webUrl("app", "f"))).hasToString("https://w--app-f.example.org");

        function(FunctionHandleMetadata.newBuilder()
                .putMethodHandleMetadata(
                        "m",
                        FunctionHandleMetadata.newBuilder()
                                .setWebUrl("https://w--app-c-m.example.org")
                                .build()));
        assertThat(Clients.get(functions.webUrl("app", "C.m"))).hasToString("https://w--app-c-m.example.org");
        assertThat(Clients.failure(functions.webUrl("app", "C.n")))
                .hasMessageStartingWith("[MODAL-108] app/C.n is no web endpoint");
    }

    @Test
    void theNumberOfContainersIsSet() {
        server.on(
                ModalApi.FUNCTION_UPDATE_SCHEDULING_PARAMS,
                question -> FunctionUpdateSchedulingParamsResponse.newBuilder()
                        .setCurrentSettings(question.getSettings().toBuilder().setMaxContainers(9))
                        .build());
        var function = Clients.get(functions.find("app", "f", Map.of()));

        var now = Clients.get(functions.scale(function, new Scaling(1, null, null, Duration.ofMinutes(2))));

        assertThat(now).isEqualTo(new Scaling(1, 9, null, Duration.ofMinutes(2)));
        var asked = server.received(ModalApi.FUNCTION_UPDATE_SCHEDULING_PARAMS).get(0);
        assertThat(asked.getFunctionId()).isEqualTo("fu-1");
        assertThat(asked.getSettings().hasMaxContainers()).isFalse();
    }

    @Test
    void aCallThatIsGivenUpWhileItBeginsIsEnded() {
        var begun = new AtomicReference<ScriptedModal.Reply<FunctionMapResponse>>();
        server.script(ModalApi.FUNCTION_MAP, (question, reply) -> begun.set(reply));
        server.on(ModalApi.FUNCTION_CALL_CANCEL, question -> Empty.getDefaultInstance());
        var call = functions.call(echo(), Arguments.of("x"), Duration.ZERO);
        await().until(() -> begun.get() != null);

        call.cancel(true);
        begun.get()
                .answer(FunctionMapResponse.newBuilder()
                        .setFunctionCallId("fc-late")
                        .build());

        await().untilAsserted(() -> assertThat(server.received(ModalApi.FUNCTION_CALL_CANCEL))
                .extracting(FunctionCallCancelRequest::getFunctionCallId)
                .containsExactly("fc-late"));
    }
}
