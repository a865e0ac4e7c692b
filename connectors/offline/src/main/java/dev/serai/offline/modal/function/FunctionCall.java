package dev.serai.offline.modal.function;

import dev.serai.modal.proto.DataFormat;
import dev.serai.modal.proto.FunctionGetOutputsItem;
import dev.serai.modal.proto.FunctionGetOutputsRequest;
import dev.serai.modal.proto.FunctionGetOutputsResponse;
import dev.serai.modal.proto.GenericResult;
import dev.serai.modal.proto.GenericResult.GenericStatus;
import dev.serai.offline.modal.wire.Call;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A call with its inputs, and what came of them so far. */
final class FunctionCall {
    private record Waiting(FunctionGetOutputsRequest question, CompletableFuture<FunctionGetOutputsResponse> answer) {}

    private final String id;
    private final String token;
    private final Target target;
    private final List<Input> inputs;
    private final Map<Long, FunctionGetOutputsItem> outputs = new LinkedHashMap<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private long entries;

    FunctionCall(String id, String token, Target target, List<Input> inputs) {
        this.id = id;
        this.token = token;
        this.target = target;
        this.inputs = List.copyOf(inputs);
    }

    String id() {
        return id;
    }

    String token() {
        return token;
    }

    Target target() {
        return target;
    }

    List<Input> inputs() {
        return inputs;
    }

    /** The outputs that a client does not know yet; completes later where there are none. */
    synchronized CompletableFuture<FunctionGetOutputsResponse> outputs(FunctionGetOutputsRequest question) {
        var found = look(question);
        if (found.getOutputsCount() > 0 || question.getTimeout() <= 0) {
            return CompletableFuture.completedFuture(found);
        }
        var answer = new CompletableFuture<FunctionGetOutputsResponse>();
        waiting.add(new Waiting(question, answer));
        return answer;
    }

    /** What a client gets when nothing came in time. */
    synchronized FunctionGetOutputsResponse nothing(FunctionGetOutputsRequest question) {
        return FunctionGetOutputsResponse.newBuilder()
                .setLastEntryId(question.getLastEntryId())
                .setNumUnfinishedInputs(unfinished())
                .build();
    }

    void ended(Input input, GenericResult result, DataFormat format, double began, double now) {
        var ready = new ArrayList<Runnable>();
        synchronized (this) {
            if (input.isDone()) {
                return;
            }
            input.done();
            outputs.put(
                    ++entries,
                    FunctionGetOutputsItem.newBuilder()
                            .setResult(result)
                            .setIdx(input.index())
                            .setInputId(input.id())
                            .setDataFormat(format)
                            .setInputStartedAt(began)
                            .setOutputCreatedAt(now)
                            .setRetryCount(input.attempt())
                            .build());
            waiting.removeIf(one -> {
                if (one.answer.isDone()) {
                    return true;
                }
                var found = look(one.question);
                if (found.getOutputsCount() == 0) {
                    return false;
                }
                ready.add(() -> one.answer.complete(found));
                return true;
            });
        }
        ready.forEach(Runnable::run);
    }

    /** Forgets what came of an input that begins anew. */
    synchronized void again(Input input) {
        outputs.values().removeIf(output -> output.getIdx() == input.index());
        input.again();
    }

    private FunctionGetOutputsResponse look(FunctionGetOutputsRequest question) {
        var last = question.getLastEntryId();
        var after = Call.entry(last);
        var most = question.getMaxValues() == 0 ? Integer.MAX_VALUE : question.getMaxValues();
        var answer = FunctionGetOutputsResponse.newBuilder().setLastEntryId(last);
        for (var entry : List.copyOf(outputs.entrySet())) {
            var item = entry.getValue();
            if (entry.getKey() > after && answer.getOutputsCount() < most && isWanted(question, item)) {
                answer.addOutputs(item).addIdxs(item.getIdx()).setLastEntryId(entry.getKey() + "-0");
                if (question.getClearOnSuccess()
                        && item.getResult().getStatus() == GenericStatus.GENERIC_STATUS_SUCCESS) {
                    outputs.remove(entry.getKey());
                }
            }
        }
        return answer.setNumUnfinishedInputs(unfinished()).build();
    }

    private boolean isWanted(FunctionGetOutputsRequest question, FunctionGetOutputsItem item) {
        var tokens = question.getInputJwtsList();
        return (tokens.isEmpty() || tokens.contains(inputs.get(item.getIdx()).token()))
                && (!question.hasStartIdx() || item.getIdx() >= question.getStartIdx())
                && (!question.hasEndIdx() || item.getIdx() <= question.getEndIdx());
    }

    private int unfinished() {
        return (int) inputs.stream().filter(input -> !input.isDone()).count();
    }
}
