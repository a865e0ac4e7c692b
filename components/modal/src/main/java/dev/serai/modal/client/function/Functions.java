package dev.serai.modal.client.function;

import com.google.protobuf.ByteString;
import dev.serai.modal.client.plane.Blobs;
import dev.serai.modal.client.plane.Mapping;
import dev.serai.modal.client.plane.ModalApi;
import dev.serai.modal.client.plane.Plane;
import dev.serai.modal.client.plane.Stages;
import dev.serai.modal.proto.DataFormat;
import dev.serai.modal.proto.FunctionGetCurrentStatsRequest;
import dev.serai.modal.proto.FunctionInput;
import dev.serai.modal.proto.FunctionUpdateSchedulingParamsRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Deployed functions: finds them, calls them, and follows calls. */
public final class Functions {

    private final Plane plane;
    private final Clock clock;
    private final Lookups lookups;
    private final FoundFunctions found;
    private final Blobs blobs;
    private final Results results;

    public Functions(Plane plane, Blobs blobs, Clock clock) {
        this.plane = plane;
        this.clock = clock;
        this.blobs = blobs;
        this.lookups = new Lookups(plane);
        this.found = new FoundFunctions(clock);
        this.results = new Results(blobs);
    }

    /** A function, or with {@code Class.method} a method of a class with these parameters. */
    public CompletableFuture<FunctionHandle> find(String app, String tag, Map<String, ?> parameters) {
        return found.get(
                new FoundFunctions.Key(app, tag, new HashMap<>(parameters)), () -> lookups.find(app, tag, parameters));
    }

    /**
     * Calls and waits. Who stops waiting, or waits in vain, ends the call.
     *
     * @param limit how long, or zero for as long as it takes
     */
    public CompletableFuture<Object> call(FunctionHandle function, Arguments arguments, Duration limit) {
        return Stages.then(
                input(function, arguments, false),
                input -> Stages.then(
                        begin(function, input), invocation -> new Waiting(invocation, results, limit, true).start()));
    }

    /** A call that nobody waits for when it has begun is ended. */
    private CompletableFuture<Invocation> begin(FunctionHandle function, FunctionInput input) {
        var begun = function.inputPlane()
                .map(server -> Stages.<InputInvocation, Invocation>map(
                        InputInvocation.start(plane.at(server), clock, function, input), started -> started))
                .orElseGet(() ->
                        Stages.map(ControlInvocation.start(plane, clock, function, input, false), started -> started));
        return Stages.undoing(begun, Invocation::cancel);
    }

    /** Calls without waiting; the future gives the call's identifier. */
    public CompletableFuture<String> spawn(FunctionHandle function, Arguments arguments) {
        return Stages.then(
                input(function, arguments, true),
                input -> Stages.map(
                        Stages.undoing(
                                ControlInvocation.start(plane, clock, function, input, true), Invocation::cancel),
                        ControlInvocation::callId));
    }

    /** Waits for a call that was begun before, perhaps by another process. */
    public CompletableFuture<Object> result(String callId, Duration limit) {
        return new Waiting(ControlInvocation.of(plane, clock, callId), results, limit, false).start();
    }

    /** @param containersToo whether other calls that run in the same containers may end too */
    public CompletableFuture<Void> cancel(String callId, boolean containersToo) {
        return ControlInvocation.of(plane, clock, callId).cancel(containersToo);
    }

    /**
     * Calls once per item, some at a time; the results are in the items' order.
     *
     * @param keepFailures whether a failed item leaves its exception in the list instead of ending everything
     */
    public CompletableFuture<List<Object>> map(
            FunctionHandle function, List<Arguments> items, int atOnce, boolean keepFailures, Duration limit) {
        return new Mapping<>(items, item -> call(function, item, limit), atOnce, keepFailures).start();
    }

    /** How many calls wait, and how many containers there are. */
    public CompletableFuture<FunctionStats> stats(FunctionHandle function) {
        var question = FunctionGetCurrentStatsRequest.newBuilder()
                .setFunctionId(function.id())
                .build();
        return Stages.map(
                plane.call(ModalApi.FUNCTION_GET_CURRENT_STATS, question),
                stats -> new FunctionStats(stats.getBacklog(), stats.getNumTotalTasks()));
    }

    /** The address of a function that is called over HTTP, or of such a method of a class. */
    public CompletableFuture<URI> webUrl(String app, String tag) {
        return lookups.webUrl(app, tag);
    }

    /** Sets what is not null, and gives what holds then. */
    public CompletableFuture<Scaling> scale(FunctionHandle function, Scaling wanted) {
        var question = FunctionUpdateSchedulingParamsRequest.newBuilder()
                .setFunctionId(function.id())
                .setSettings(wanted.settings())
                .build();
        return Stages.map(
                plane.call(ModalApi.FUNCTION_UPDATE_SCHEDULING_PARAMS, question),
                answer -> Scaling.of(answer.getCurrentSettings()));
    }

    private CompletableFuture<FunctionInput> input(FunctionHandle function, Arguments arguments, boolean later) {
        var bytes = arguments.encoded();
        var input = FunctionInput.newBuilder().setDataFormat(DataFormat.DATA_FORMAT_CBOR);
        if (function.method() != null) {
            input.setMethodName(function.method());
        }
        if (function.needsBlob(bytes.length, later)) {
            return Stages.map(blobs.upload(bytes), id -> input.setArgsBlobId(id).build());
        }
        return CompletableFuture.completedFuture(
                input.setArgs(ByteString.copyFrom(bytes)).build());
    }
}
