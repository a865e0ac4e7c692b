package dev.serai.modal.client.function;

import dev.serai.modal.client.plane.ModalApi;
import dev.serai.modal.client.plane.Plane;
import dev.serai.modal.client.plane.Stages;
import dev.serai.modal.proto.AttemptAwaitRequest;
import dev.serai.modal.proto.AttemptRetryRequest;
import dev.serai.modal.proto.AttemptStartRequest;
import dev.serai.modal.proto.FunctionGetOutputsItem;
import dev.serai.modal.proto.FunctionInput;
import dev.serai.modal.proto.FunctionPutInputsItem;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A call that goes to the server that the function names, which is nearer. It has no identifier. */
final class InputInvocation implements Invocation {

    private final Plane plane;
    private final Clock clock;
    private final String functionId;
    private final FunctionPutInputsItem input;
    private volatile String attempt;

    private InputInvocation(Plane plane, Clock clock, String functionId, FunctionPutInputsItem input, String attempt) {
        this.plane = plane;
        this.clock = clock;
        this.functionId = functionId;
        this.input = input;
        this.attempt = attempt;
    }

    static CompletableFuture<InputInvocation> start(
            Plane plane, Clock clock, FunctionHandle function, FunctionInput input) {
        var item = FunctionPutInputsItem.newBuilder().setInput(input).build();
        var question = AttemptStartRequest.newBuilder()
                .setFunctionId(function.id())
                .setInput(item)
                .build();
        return Stages.map(
                plane.call(ModalApi.ATTEMPT_START, question),
                begun -> new InputInvocation(plane, clock, function.id(), item, begun.getAttemptToken()));
    }

    @Override
    public CompletableFuture<Optional<FunctionGetOutputsItem>> poll(Duration wait) {
        var question = AttemptAwaitRequest.newBuilder()
                .setAttemptToken(attempt)
                .setRequestedAt(clock.millis() / 1000.0)
                .setTimeoutSecs(wait.toMillis() / 1000f)
                .build();
        return Stages.map(
                plane.call(ModalApi.ATTEMPT_AWAIT, question, wait),
                answer -> answer.hasOutput() ? Optional.of(answer.getOutput()) : Optional.empty());
    }

    @Override
    public boolean canRepeat() {
        return true;
    }

    @Override
    public CompletableFuture<Void> repeat(int count) {
        var question = AttemptRetryRequest.newBuilder()
                .setFunctionId(functionId)
                .setInput(input)
                .setAttemptToken(attempt)
                .build();
        return Stages.map(plane.call(ModalApi.ATTEMPT_RETRY, question), answer -> {
            attempt = answer.getAttemptToken();
            return null;
        });
    }

    @Override
    public CompletableFuture<Void> cancel() {
        // The service has no call for it; the function runs to its own end.
        return CompletableFuture.completedFuture(null);
    }
}
