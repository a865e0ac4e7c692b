package dev.serai.offline.modal.function;

import com.google.protobuf.Empty;
import dev.serai.modal.proto.AttemptAwaitRequest;
import dev.serai.modal.proto.AttemptAwaitResponse;
import dev.serai.modal.proto.AttemptRetryRequest;
import dev.serai.modal.proto.AttemptRetryResponse;
import dev.serai.modal.proto.AttemptStartRequest;
import dev.serai.modal.proto.AttemptStartResponse;
import dev.serai.modal.proto.FunctionCallCancelRequest;
import dev.serai.modal.proto.FunctionCallFromIdRequest;
import dev.serai.modal.proto.FunctionCallFromIdResponse;
import dev.serai.modal.proto.FunctionCallHandleMetadata;
import dev.serai.modal.proto.FunctionGetCurrentStatsRequest;
import dev.serai.modal.proto.FunctionGetOutputsRequest;
import dev.serai.modal.proto.FunctionGetOutputsResponse;
import dev.serai.modal.proto.FunctionInput;
import dev.serai.modal.proto.FunctionMapRequest;
import dev.serai.modal.proto.FunctionMapResponse;
import dev.serai.modal.proto.FunctionPutInputsItem;
import dev.serai.modal.proto.FunctionPutInputsResponseItem;
import dev.serai.modal.proto.FunctionRetryInputsRequest;
import dev.serai.modal.proto.FunctionRetryInputsResponse;
import dev.serai.modal.proto.FunctionStats;
import dev.serai.offline.modal.wire.Call;
import dev.serai.offline.modal.wire.Ids;
import dev.serai.offline.modal.wire.Refusal;
import dev.serai.offline.modal.wire.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Calls of functions, by both planes. */
public final class Calls {
    private final Apps apps;
    private final Shapes shapes;
    private final Runner runner;
    private final Map<String, FunctionCall> calls = new ConcurrentHashMap<>();

    public Calls(Apps apps, Shapes shapes, Runner runner) {
        this.apps = apps;
        this.shapes = shapes;
        this.runner = runner;
    }

    public void offer(Table table) {
        table.on("FunctionMap", FunctionMapRequest.parser(), this::map);
        table.later("FunctionGetOutputs", FunctionGetOutputsRequest.parser(), this::outputs);
        table.on("FunctionRetryInputs", FunctionRetryInputsRequest.parser(), this::retry);
        table.on("FunctionCallFromId", FunctionCallFromIdRequest.parser(), this::fromId);
        table.on("FunctionCallCancel", FunctionCallCancelRequest.parser(), this::cancel);
        table.on("FunctionGetCurrentStats", FunctionGetCurrentStatsRequest.parser(), this::stats);
        table.on("AttemptStart", AttemptStartRequest.parser(), this::start);
        table.later("AttemptAwait", AttemptAwaitRequest.parser(), this::await);
        table.on("AttemptRetry", AttemptRetryRequest.parser(), this::retryAttempt);
    }

    public void clear() {
        calls.values().forEach(call -> call.inputs().forEach(input -> runner.cancel(call, input)));
        calls.clear();
    }

    private FunctionMapResponse map(FunctionMapRequest question) {
        var call = begin(question.getFunctionId(), Ids.nextLong("fcjwt"), question.getPipelinedInputsList());
        var answer = FunctionMapResponse.newBuilder()
                .setFunctionCallId(call.id())
                .setFunctionCallJwt(call.token())
                .setMaxInputsOutstanding(1000);
        for (var input : call.inputs()) {
            answer.addPipelinedInputs(FunctionPutInputsResponseItem.newBuilder()
                    .setIdx(input.index())
                    .setInputId(input.id())
                    .setInputJwt(input.token()));
        }
        return answer.build();
    }

    private FunctionCall begin(String function, String token, List<FunctionPutInputsItem> given) {
        var target = apps.target(function);
        var inputs = new ArrayList<Input>();
        for (var item : given) {
            check(target, item.getInput());
            inputs.add(new Input(inputs.size(), item.getInput()));
        }
        var call = new FunctionCall(Ids.next("fc"), token, target, inputs);
        calls.put(call.id(), call);
        inputs.forEach(input -> runner.run(call, input));
        return call;
    }

    private void check(Target target, FunctionInput input) {
        var method = input.getMethodName();
        if (target.isClass() && target.method(method) == null) {
            throw Refusal.invalid("class '" + target.name() + "' has no method '" + method + "'");
        }
        var shape = target.isClass() ? target.method(method) : target.shape();
        var options = target.options(target.isClass() ? method : null);
        if (shape.path("generator").asBoolean()) {
            throw Refusal.notDone("generators, such as '" + shape.path("name").asText() + "'");
        }
        if (options.webUrl() != null) {
            throw Refusal.precondition("Function '" + target.name() + "' is a web endpoint");
        }
        if (input.getArgs().size() > shapes.mostBytes()) {
            throw Refusal.invalid("an input of more than " + shapes.mostBytes() + " bytes goes by a blob");
        }
        switch (input.getDataFormat()) {
            case DATA_FORMAT_PICKLE -> {}
            case DATA_FORMAT_CBOR -> {
                if (options.pickleOnly()) {
                    throw Refusal.invalid("Function '" + target.name() + "' takes no CBOR");
                }
            }
            default -> throw Refusal.notDone("inputs of the format " + input.getDataFormat());
        }
    }

    private CompletableFuture<FunctionGetOutputsResponse> outputs(FunctionGetOutputsRequest question, Call call) {
        var found = call(question.getFunctionCallId());
        return call.within(seconds(question.getTimeout()), found.outputs(question), found.nothing(question));
    }

    private FunctionRetryInputsResponse retry(FunctionRetryInputsRequest question) {
        var call = calls.values().stream()
                .filter(one -> one.token().equals(question.getFunctionCallJwt()))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("no call of this token"));
        var answer = FunctionRetryInputsResponse.newBuilder();
        for (var item : question.getInputsList()) {
            var input = call.inputs().stream()
                    .filter(one -> one.token().equals(item.getInputJwt()))
                    .findFirst()
                    .orElseThrow(() -> Refusal.notFound("no input of this token"));
            again(call, input);
            answer.addInputJwts(input.token());
        }
        return answer.build();
    }

    private void again(FunctionCall call, Input input) {
        if (!input.isDone()) {
            throw Refusal.precondition("input '" + input.id() + "' has not ended");
        }
        call.again(input);
        runner.run(call, input);
    }

    private FunctionCallFromIdResponse fromId(FunctionCallFromIdRequest question) {
        var call = call(question.getFunctionCallId());
        return FunctionCallFromIdResponse.newBuilder()
                .setFunctionCallId(call.id())
                .setNumInputs(call.inputs().size())
                .setMetadata(FunctionCallHandleMetadata.newBuilder()
                        .setAppId(call.target().app())
                        .setFunctionId(call.target().id()))
                .build();
    }

    private Empty cancel(FunctionCallCancelRequest question) {
        var call = call(question.getFunctionCallId());
        call.inputs().forEach(input -> runner.cancel(call, input));
        return Empty.getDefaultInstance();
    }

    private FunctionStats stats(FunctionGetCurrentStatsRequest question) {
        var target = apps.target(question.getFunctionId());
        return FunctionStats.newBuilder()
                .setBacklog(runner.waiting(target))
                .setNumTotalTasks(runner.busy(target))
                .setNumRunningInputs(runner.busy(target))
                .build();
    }

    private AttemptStartResponse start(AttemptStartRequest question) {
        var call = begin(question.getFunctionId(), "", List.of(question.getInput()));
        return AttemptStartResponse.newBuilder().setAttemptToken(token(call)).build();
    }

    private CompletableFuture<AttemptAwaitResponse> await(AttemptAwaitRequest question, Call call) {
        var found = attempt(question.getAttemptToken());
        var outputs = FunctionGetOutputsRequest.newBuilder()
                .setMaxValues(1)
                .setTimeout(question.getTimeoutSecs())
                .build();
        return call.within(seconds(question.getTimeoutSecs()), found.outputs(outputs), found.nothing(outputs))
                .thenApply(answer -> {
                    var result = AttemptAwaitResponse.newBuilder();
                    answer.getOutputsList().forEach(result::setOutput);
                    return result.build();
                });
    }

    private AttemptRetryResponse retryAttempt(AttemptRetryRequest question) {
        var call = attempt(question.getAttemptToken());
        again(call, call.inputs().get(0));
        return AttemptRetryResponse.newBuilder().setAttemptToken(token(call)).build();
    }

    private static String token(FunctionCall call) {
        return call.id() + "." + call.inputs().get(0).token();
    }

    private FunctionCall attempt(String token) {
        var dot = token.indexOf('.');
        var call = dot < 0 ? null : calls.get(token.substring(0, dot));
        if (call == null || !token(call).equals(token)) {
            throw Refusal.notFound("no attempt of this token");
        }
        return call;
    }

    private FunctionCall call(String id) {
        var call = calls.get(id);
        if (call == null) {
            throw Refusal.notFound("FunctionCall '" + id + "' not found");
        }
        return call;
    }

    private static Duration seconds(float seconds) {
        return Duration.ofMillis((long) (seconds * 1000));
    }
}
