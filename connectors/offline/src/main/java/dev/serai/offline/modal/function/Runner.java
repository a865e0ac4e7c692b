package dev.serai.offline.modal.function;

import com.google.protobuf.ByteString;
import dev.serai.modal.proto.FunctionInput.ArgsOneofCase;
import dev.serai.modal.proto.GenericResult;
import dev.serai.modal.proto.GenericResult.GenericStatus;
import dev.serai.offline.modal.data.Blobs;
import dev.serai.offline.modal.data.Secrets;
import dev.serai.offline.modal.machine.Machine;
import dev.serai.offline.modal.wire.Faults;
import dev.serai.offline.modal.wire.Refusal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs inputs, so many at once, each in a process of its own. */
public final class Runner {
    private static final Logger LOG = LoggerFactory.getLogger(Runner.class);

    private final Machine machine;
    private final Blobs blobs;
    private final Secrets secrets;
    private final Faults faults;
    private final Shapes shapes;
    private final Duration startTime;
    private final Containers containers;
    private final Map<String, AtomicInteger> busy = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> all = new ConcurrentHashMap<>();

    /**
     * Makes one.
     *
     * @param startTime how long a container takes to start
     * @param most how many run at once
     */
    public Runner(
            Machine machine, Blobs blobs, Secrets secrets, Faults faults, Shapes shapes, Duration startTime, int most) {
        this.machine = machine;
        this.blobs = blobs;
        this.secrets = secrets;
        this.faults = faults;
        this.shapes = shapes;
        this.startTime = startTime;
        this.containers = new Containers(most);
    }

    void run(FunctionCall call, Input input) {
        count(all, call.target()).incrementAndGet();
        containers.submit(() -> {
            if (startTime.isZero()) {
                start(call, input, 0);
            } else {
                machine.later(startTime, () -> start(call, input, 0));
            }
        });
    }

    void cancel(FunctionCall call, Input input) {
        if (input.cancel()) {
            var now = machine.seconds();
            call.ended(
                    input,
                    Work.failed(GenericStatus.GENERIC_STATUS_TERMINATED, "Input was cancelled by user"),
                    input.given().getDataFormat(),
                    now,
                    now);
        }
    }

    int busy(Target target) {
        return count(busy, target).get();
    }

    int waiting(Target target) {
        return count(all, target).get() - busy(target);
    }

    private void start(FunctionCall call, Input input, int failures) {
        var target = call.target();
        var method = target.isClass() ? input.given().getMethodName() : null;
        var began = machine.seconds();
        if (input.isDone()) {
            freed(target, false);
            return;
        }
        count(busy, target).incrementAndGet();
        attempt(target, method, input)
                .exceptionally(failure -> {
                    LOG.warn("an input of {} could not be run", target.name(), failure);
                    return Work.failed(GenericStatus.GENERIC_STATUS_INTERNAL_FAILURE, "stand-in: " + failure);
                })
                .thenAccept(result -> {
                    if (failed(result) && failures < target.options(method).retries() && !input.isDone()) {
                        count(busy, target).decrementAndGet();
                        start(call, input, failures + 1);
                        return;
                    }
                    if (!input.isDone()) {
                        call.ended(input, result, input.given().getDataFormat(), began, machine.seconds());
                    }
                    freed(target, true);
                });
    }

    private CompletableFuture<GenericResult> attempt(Target target, String method, Input input) {
        if (faults.takeLostInput()) {
            return CompletableFuture.completedFuture(
                    Work.failed(GenericStatus.GENERIC_STATUS_INTERNAL_FAILURE, "the worker was lost"));
        }
        var environment = new LinkedHashMap<String, String>();
        try {
            target.options(method).secrets().forEach(name -> environment.putAll(secrets.named(name)));
        } catch (Refusal e) {
            return CompletableFuture.completedFuture(
                    Work.failed(GenericStatus.GENERIC_STATUS_INIT_FAILURE, e.getMessage()));
        }
        var work = new Work(machine, target, method, input.given().getDataFormat(), environment);
        input.work(work);
        return bytes(input).thenCompose(work::run).thenCompose(this::small);
    }

    private CompletableFuture<ByteString> bytes(Input input) {
        var given = input.given();
        return given.getArgsOneofCase() == ArgsOneofCase.ARGS_BLOB_ID
                ? blobs.read(given.getArgsBlobId()).thenApply(ByteString::copyFrom)
                : CompletableFuture.completedFuture(given.getArgs());
    }

    /** A large result goes by a blob. */
    private CompletableFuture<GenericResult> small(GenericResult result) {
        if (result.getData().size() <= shapes.mostBytes()) {
            return CompletableFuture.completedFuture(result);
        }
        return machine.onDisk(() -> result.toBuilder()
                .setDataBlobId(blobs.keep(result.getData().toByteArray()))
                .build());
    }

    private void freed(Target target, boolean ran) {
        if (ran) {
            count(busy, target).decrementAndGet();
        }
        count(all, target).decrementAndGet();
        containers.free();
    }

    private static boolean failed(GenericResult result) {
        return result.getStatus() == GenericStatus.GENERIC_STATUS_FAILURE
                || result.getStatus() == GenericStatus.GENERIC_STATUS_TIMEOUT;
    }

    private static AtomicInteger count(Map<String, AtomicInteger> counts, Target target) {
        return counts.computeIfAbsent(target.id(), id -> new AtomicInteger());
    }
}
