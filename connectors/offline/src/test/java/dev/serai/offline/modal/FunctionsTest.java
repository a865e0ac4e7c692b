package dev.serai.offline.modal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.serai.modal.proto.AppGetOrCreateRequest;
import dev.serai.modal.proto.DataFormat;
import dev.serai.modal.proto.Function.FunctionType;
import dev.serai.modal.proto.FunctionCallCancelRequest;
import dev.serai.modal.proto.FunctionCallInvocationType;
import dev.serai.modal.proto.FunctionCallType;
import dev.serai.modal.proto.FunctionGetCurrentStatsRequest;
import dev.serai.modal.proto.FunctionGetOutputsItem;
import dev.serai.modal.proto.FunctionGetOutputsRequest;
import dev.serai.modal.proto.FunctionGetOutputsResponse;
import dev.serai.modal.proto.FunctionGetRequest;
import dev.serai.modal.proto.FunctionGetResponse;
import dev.serai.modal.proto.FunctionInput;
import dev.serai.modal.proto.FunctionMapRequest;
import dev.serai.modal.proto.FunctionMapResponse;
import dev.serai.modal.proto.FunctionPutInputsItem;
import dev.serai.modal.proto.FunctionRetryInputsItem;
import dev.serai.modal.proto.FunctionRetryInputsRequest;
import dev.serai.modal.proto.FunctionRetryInputsResponse;
import dev.serai.modal.proto.FunctionStats;
import dev.serai.modal.proto.GenericResult.GenericStatus;
import dev.serai.modal.proto.RPCRetryPolicy;
import dev.serai.modal.proto.RPCStatus;
import dev.serai.offline.junit.ModalServerExtension;
import dev.serai.offline.modal.wire.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class FunctionsTest {
    private static final String SOURCE = """
            import os, subprocess, time
            modal_options = {
                "again": {"retries": 2},
                "hidden": {"secrets": ["db"]},
            }

            def echo(*args, **kwargs):
                return [list(args), kwargs]

            def again(file):
                with open(file, "a") as out:
                    out.write("x")
                if os.path.getsize(file) < 3:
                    raise RuntimeError("not yet")
                return "at last"

            def hidden():
                return os.environ["PASSWORD"]

            def gone():
                os._exit(3)

            def talks():
                while True:
                    print("x" * 1000)

            def sleeps():
                time.sleep(600)

            def leaves():
                return subprocess.Popen(["sleep", "600"], start_new_session=True).pid

            def many():
                yield 1
            """;

    /** [[], {}] in CBOR. */
    private static final String NOTHING = "8280a0";

    @RegisterExtension
    static ModalServerExtension modal = new ModalServerExtension(ModalStandIn.builder()
            .app("shop", SOURCE)
            .containers(2)
            .commandOutput(100_000)
            .commandTime(Duration.ofSeconds(30)));

    private Client client;

    @BeforeEach
    void open() {
        Programs.need("python3");
        client = new Client(modal.server()).signedIn();
    }

    @AfterEach
    void close() {
        if (client != null) {
            client.close();
        }
    }

    @Test
    void bothFormatsComeBackAsTheyWent() {
        var cbor = "8281626869a0";
        assertThat(result("echo", DataFormat.DATA_FORMAT_CBOR, cbor)).isEqualTo(cbor);
        // The same as Python pickles it: a tuple goes in, a list comes out.
        assertThat(result("echo", DataFormat.DATA_FORMAT_PICKLE, "8004950c000000000000008c0268699485947d9486942e"))
                .isEqualTo("8004950f000000000000005d94285d948c02686994617d94652e");
    }

    @Test
    void aFunctionThatFailsIsRunAgainAsOftenAsItSays(@TempDir Path folder) {
        var file = folder.resolve("attempts").toString();
        var text = HexFormat.of().formatHex(file.getBytes(StandardCharsets.UTF_8));
        // A text of 24 to 255 bytes has its length in one byte.
        var input = "828178" + HexFormat.of().toHexDigits((byte) file.length()) + text + "a0";
        var item = outcome("again", DataFormat.DATA_FORMAT_CBOR, input);
        assertThat(item.getResult().getStatus()).isEqualTo(GenericStatus.GENERIC_STATUS_SUCCESS);
        assertThat(Path.of(file)).hasContent("xxx");
    }

    @Test
    void aFunctionGetsTheVariablesOfItsSecretsOnly() {
        modal.server().secret("db", Map.of("PASSWORD", "hush"));
        assertThat(result("hidden", DataFormat.DATA_FORMAT_CBOR, NOTHING)).isEqualTo("6468757368");
    }

    @Test
    void aMissingSecretIsAFailureOfTheStart() {
        var result = outcome("hidden", DataFormat.DATA_FORMAT_CBOR, NOTHING).getResult();
        assertThat(result.getStatus()).isEqualTo(GenericStatus.GENERIC_STATUS_INIT_FAILURE);
        assertThat(result.getException()).contains("Secret 'db' not found");
    }

    @Test
    void aContainerThatEndsOnItsOwnIsAnInternalFailure() {
        var result = outcome("gone", DataFormat.DATA_FORMAT_CBOR, NOTHING).getResult();
        assertThat(result.getStatus()).isEqualTo(GenericStatus.GENERIC_STATUS_INTERNAL_FAILURE);
        assertThat(result.getException()).isEqualTo("the container ended with status 3");
    }

    @Test
    void aFunctionThatWritesWithoutEndIsEnded() {
        var result = outcome("talks", DataFormat.DATA_FORMAT_CBOR, NOTHING).getResult();
        assertThat(result.getStatus()).isEqualTo(GenericStatus.GENERIC_STATUS_INTERNAL_FAILURE);
        assertThat(result.getException()).contains("more output");
    }

    @Test
    void aLostInputIsRetriedByItsToken() {
        modal.server().faults().loseInputs(1);
        var call = map("echo", DataFormat.DATA_FORMAT_CBOR, NOTHING);
        var first = call.getPipelinedInputs(0).getInputJwt();
        assertThat(output(call, first).getResult().getStatus())
                .isEqualTo(GenericStatus.GENERIC_STATUS_INTERNAL_FAILURE);
        var retried = client.call(
                "FunctionRetryInputs",
                FunctionRetryInputsRequest.newBuilder()
                        .setFunctionCallJwt(call.getFunctionCallJwt())
                        .addInputs(FunctionRetryInputsItem.newBuilder().setInputJwt(first))
                        .build(),
                FunctionRetryInputsResponse.parser());
        var second = output(call, retried.getInputJwts(0));
        assertThat(second.getResult().getStatus()).isEqualTo(GenericStatus.GENERIC_STATUS_SUCCESS);
        assertThat(second.getRetryCount()).isEqualTo(1);
    }

    @Test
    void aCallWhoseAnswerWasLostIsNotMadeTwice() {
        modal.server().faults().loseAnswers("FunctionMap", 1);
        var question = question("echo", DataFormat.DATA_FORMAT_CBOR, NOTHING);
        client.with("x-idempotency-key", "the same");
        assertThat(client.answer("FunctionMap", question).status()).isEqualTo(-1);
        var call = client.call("FunctionMap", question, FunctionMapResponse.parser());
        var again = client.call("FunctionMap", question, FunctionMapResponse.parser());
        assertThat(again.getFunctionCallId()).isEqualTo(call.getFunctionCallId());
        assertThat(modal.server().calls("FunctionMap")).hasSize(3);
    }

    @Test
    void outputsThatAreNotThereYetAreWaitedForAsLongAsTheClientSays() {
        var call = map("sleeps", DataFormat.DATA_FORMAT_CBOR, NOTHING);
        var answer = outputs(call, "", 0.1f);
        assertThat(answer.getOutputsCount()).isZero();
        assertThat(answer.getNumUnfinishedInputs()).isEqualTo(1);
    }

    @Test
    void whatCannotRunAtOnceWaitsAndIsCounted() {
        var id = function("sleeps").getFunctionId();
        var calls = List.of(
                map("sleeps", DataFormat.DATA_FORMAT_CBOR, NOTHING),
                map("sleeps", DataFormat.DATA_FORMAT_CBOR, NOTHING),
                map("sleeps", DataFormat.DATA_FORMAT_CBOR, NOTHING));
        await().atMost(Client.LONG).untilAsserted(() -> {
            var stats = client.call(
                    "FunctionGetCurrentStats",
                    FunctionGetCurrentStatsRequest.newBuilder()
                            .setFunctionId(id)
                            .build(),
                    FunctionStats.parser());
            assertThat(stats.getNumTotalTasks()).isEqualTo(2);
            assertThat(stats.getBacklog()).isEqualTo(1);
        });
        calls.forEach(call -> client.call(
                "FunctionCallCancel",
                FunctionCallCancelRequest.newBuilder()
                        .setFunctionCallId(call.getFunctionCallId())
                        .build(),
                Empty.parser()));
        for (var call : calls) {
            assertThat(output(call, "").getResult().getStatus()).isEqualTo(GenericStatus.GENERIC_STATUS_TERMINATED);
        }
        await().atMost(Client.LONG).until(() -> modal.server().runningPrograms() == 0);
    }

    @Test
    void whatAFunctionHasLeftRunningEndsWithItsContainer() {
        // A number of more than 23 has its length in the first byte.
        var process = Long.parseLong(
                result("leaves", DataFormat.DATA_FORMAT_CBOR, NOTHING).substring(2), 16);
        await().atMost(Client.LONG).until(() -> !isSleep(process));
    }

    /** One that has ended has no command, even if nobody has asked for its status. */
    private static boolean isSleep(long process) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(process), "cmdline"))
                    .startsWith("sleep");
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void generatorsAreNamedAndRefused() {
        assertThat(function("many").getHandleMetadata().getFunctionType())
                .isEqualTo(FunctionType.FUNCTION_TYPE_GENERATOR);
        var answer = client.answer("FunctionMap", question("many", DataFormat.DATA_FORMAT_CBOR, NOTHING));
        assertThat(answer.status()).isEqualTo(Status.UNIMPLEMENTED.code());
        assertThat(answer.message()).contains("generators, such as 'many'");
    }

    @Test
    void sourceThatCannotBeReadIsRefusedWithTheReason() {
        modal.server().deploy("broken", "def f(:");
        var answer = client.answer(
                "FunctionGet",
                FunctionGetRequest.newBuilder()
                        .setAppName("broken")
                        .setObjectTag("f")
                        .build());
        assertThat(answer.status()).isEqualTo(Status.FAILED_PRECONDITION.code());
        assertThat(answer.message()).contains("SyntaxError");
    }

    @Test
    void whoComesTooFastIsToldWhenToComeBack() throws InvalidProtocolBufferException {
        modal.server().faults().throttle("AppGetOrCreate", 1, Duration.ofSeconds(7));
        var answer = client.answer(
                "AppGetOrCreate",
                AppGetOrCreateRequest.newBuilder().setAppName("shop").build());
        assertThat(answer.status()).isEqualTo(Status.RESOURCE_EXHAUSTED.code());
        var details = RPCStatus.parseFrom(Base64.getDecoder().decode(answer.details()));
        assertThat(details.getDetails(0).getTypeUrl()).endsWith("/modal.client.RPCRetryPolicy");
        assertThat(RPCRetryPolicy.parseFrom(details.getDetails(0).getValue()).getRetryAfterSecs())
                .isEqualTo(7);
    }

    @Test
    void nobodyGetsThroughWhileTheServiceIsUnreachable() {
        modal.server().unreachable(Duration.ofMinutes(1));
        var question = AppGetOrCreateRequest.newBuilder().setAppName("shop").build();
        assertThat(client.answer("AppGetOrCreate", question).status()).isEqualTo(-1);
        modal.server().advance(Duration.ofMinutes(1));
        assertThat(client.answer("AppGetOrCreate", question).status()).isZero();
    }

    @Test
    void tokensEnd() {
        var question = AppGetOrCreateRequest.newBuilder().setAppName("shop").build();
        assertThat(client.answer("AppGetOrCreate", question).status()).isZero();
        modal.server().advance(Duration.ofHours(1));
        assertThat(client.answer("AppGetOrCreate", question).status()).isEqualTo(Status.UNAUTHENTICATED.code());
        client.with("x-modal-token-secret", "as-wrong");
        assertThat(client.answer("AuthTokenGet", question).status()).isEqualTo(Status.UNAUTHENTICATED.code());
    }

    @Test
    void whatIsNotDoneIsNamed() {
        var answer = client.answer("SandboxCreate", Empty.getDefaultInstance());
        assertThat(answer.status()).isEqualTo(Status.UNIMPLEMENTED.code());
        assertThat(answer.message()).endsWith(": SandboxCreate");
        var page = Client.http("GET", modal.baseUrl() + "/pricing", new byte[0]);
        assertThat(page.statusCode()).isEqualTo(501);
        assertThat(new String(page.body(), StandardCharsets.UTF_8)).endsWith("GET /pricing");
    }

    private FunctionGetResponse function(String name) {
        return client.call(
                "FunctionGet",
                FunctionGetRequest.newBuilder()
                        .setAppName("shop")
                        .setObjectTag(name)
                        .build(),
                FunctionGetResponse.parser());
    }

    private FunctionMapRequest question(String name, DataFormat format, String input) {
        return FunctionMapRequest.newBuilder()
                .setFunctionId(function(name).getFunctionId())
                .setFunctionCallType(FunctionCallType.FUNCTION_CALL_TYPE_UNARY)
                .setFunctionCallInvocationType(FunctionCallInvocationType.FUNCTION_CALL_INVOCATION_TYPE_SYNC)
                .addPipelinedInputs(FunctionPutInputsItem.newBuilder()
                        .setInput(FunctionInput.newBuilder()
                                .setArgs(ByteString.copyFrom(HexFormat.of().parseHex(input)))
                                .setDataFormat(format)))
                .build();
    }

    private FunctionMapResponse map(String name, DataFormat format, String input) {
        return client.call("FunctionMap", question(name, format, input), FunctionMapResponse.parser());
    }

    private FunctionGetOutputsResponse outputs(FunctionMapResponse call, String token, float time) {
        var question = FunctionGetOutputsRequest.newBuilder()
                .setFunctionCallId(call.getFunctionCallId())
                .setMaxValues(1)
                .setTimeout(time)
                .setLastEntryId("0-0");
        if (!token.isEmpty()) {
            question.addInputJwts(token);
        }
        return client.call("FunctionGetOutputs", question.build(), FunctionGetOutputsResponse.parser());
    }

    private FunctionGetOutputsItem output(FunctionMapResponse call, String token) {
        return outputs(call, token, 50).getOutputs(0);
    }

    private FunctionGetOutputsItem outcome(String name, DataFormat format, String input) {
        return output(map(name, format, input), "");
    }

    private String result(String name, DataFormat format, String input) {
        var item = outcome(name, format, input);
        assertThat(item.getResult().getException()).isEmpty();
        return HexFormat.of().formatHex(item.getResult().getData().toByteArray());
    }
}
