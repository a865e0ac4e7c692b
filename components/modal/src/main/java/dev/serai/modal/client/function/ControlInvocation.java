package dev.serai.modal.client.function;

import dev.serai.modal.client.plane.ModalApi;
import dev.serai.modal.client.plane.Plane;
import dev.serai.modal.client.plane.Stages;
import dev.serai.modal.proto.FunctionCallCancelRequest;
import dev.serai.modal.proto.FunctionCallInvocationType;
import dev.serai.modal.proto.FunctionCallType;
import dev.serai.modal.proto.FunctionGetOutputsItem;
import dev.serai.modal.proto.FunctionGetOutputsRequest;
import dev.serai.modal.proto.FunctionInput;
import dev.serai.modal.proto.FunctionMapRequest;
import dev.serai.modal.proto.FunctionMapResponse;
import dev.serai.modal.proto.FunctionPutInputsItem;
import dev.serai.modal.proto.FunctionRetryInputsItem;
import dev.serai.modal.proto.FunctionRetryInputsRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A call that goes through the control plane and has an identifier under which anybody can ask for its result. */
final class ControlInvocation implements Invocation {

    private final Plane plane;
    private final Clock clock;
    private final String callId;
    private final FunctionInput input;
    private final String callJwt;
    private volatile String inputJwt;

    private ControlInvocation(
            Plane plane, Clock clock, String callId, FunctionInput input, String callJwt, String inputJwt) {
        this.plane = plane;
        this.clock = clock;
        this.callId = callId;
        this.input = input;
        this.callJwt = callJwt;
        this.inputJwt = inputJwt;
    }

    /** @param later whether the result is kept until somebody asks for it */
    static CompletableFuture<ControlInvocation> start(
            Plane plane, Clock clock, FunctionHandle function, FunctionInput input, boolean later) {
        var question = FunctionMapRequest.newBuilder()
                .setFunctionId(function.id())
                .setFunctionCallType(FunctionCallType.FUNCTION_CALL_TYPE_UNARY)
                .setFunctionCallInvocationType(
                        later
                                ? FunctionCallInvocationType.FUNCTION_CALL_INVOCATION_TYPE_ASYNC
                                : FunctionCallInvocationType.FUNCTION_CALL_INVOCATION_TYPE_SYNC)
                .addPipelinedInputs(FunctionPutInputsItem.newBuilder().setInput(input))
                .build();
        return Stages.map(plane.call(ModalApi.FUNCTION_MAP, question), begun -> {
            var jwt = later ? "" : inputJwt(begun);
            return new ControlInvocation(
                    plane, clock, begun.getFunctionCallId(), later ? null : input, begun.getFunctionCallJwt(), jwt);
        });
    }

    private static String inputJwt(FunctionMapResponse begun) {
        return begun.getPipelinedInputsCount() == 0
                ? ""
                : begun.getPipelinedInputs(0).getInputJwt();
    }

    static ControlInvocation of(Plane plane, Clock clock, String callId) {
        return new ControlInvocation(plane, clock, callId, null, "", "");
    }

    String callId() {
        return callId;
    }

    @Override
    public CompletableFuture<Optional<FunctionGetOutputsItem>> poll(Duration wait) {
        var question = FunctionGetOutputsRequest.newBuilder()
                .setFunctionCallId(callId)
                .setMaxValues(1)
                .setTimeout(wait.toMillis() / 1000f)
                .setLastEntryId("0-0")
                // Nobody else asks for what is waited for here.
                .setClearOnSuccess(input != null)
                .setRequestedAt(clock.millis() / 1000.0);
        if (!inputJwt.isEmpty()) {
            question.addInputJwts(inputJwt);
        }
        return Stages.map(
                plane.call(ModalApi.FUNCTION_GET_OUTPUTS, question.build(), wait),
                answer -> answer.getOutputsList().stream().findFirst());
    }

    @Override
    public boolean canRepeat() {
        return input != null;
    }

    @Override
    public CompletableFuture<Void> repeat(int count) {
        var question = FunctionRetryInputsRequest.newBuilder()
                .setFunctionCallJwt(callJwt)
                .addInputs(FunctionRetryInputsItem.newBuilder()
                        .setInputJwt(inputJwt)
                        .setInput(input)
                        .setRetryCount(count))
                .build();
        return Stages.map(plane.call(ModalApi.FUNCTION_RETRY_INPUTS, question), answer -> {
            if (answer.getInputJwtsCount() > 0) {
                inputJwt = answer.getInputJwts(0);
            }
            return null;
        });
    }

    @Override
    public CompletableFuture<Void> cancel() {
        return cancel(false);
    }

    CompletableFuture<Void> cancel(boolean containersToo) {
        return plane.send(
                ModalApi.FUNCTION_CALL_CANCEL,
                FunctionCallCancelRequest.newBuilder()
                        .setFunctionCallId(callId)
                        .setTerminateContainers(containersToo)
                        .build());
    }
}
