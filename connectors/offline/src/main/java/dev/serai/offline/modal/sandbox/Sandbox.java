package dev.serai.offline.modal.sandbox;

import dev.serai.modal.proto.GenericResult;
import dev.serai.modal.proto.GenericResult.GenericStatus;
import dev.serai.offline.modal.wire.Ids;
import dev.serai.offline.modal.wire.Refusal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** A sandbox, from when it was asked for until nobody knows it any more. */
public final class Sandbox {
    private final String id = Ids.nextLong("sb");
    private final String task = Ids.next("ta");
    private final String app;
    private final dev.serai.modal.proto.Sandbox wish;
    private final Box box;
    private final Instant created;
    private final Supplier<Instant> now;
    private final Map<String, Exec> execs = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> started = new CompletableFuture<>();
    private final CompletableFuture<Double> ready = new CompletableFuture<>();
    private final CompletableFuture<GenericResult> end = new CompletableFuture<>();
    private Map<String, String> tags = Map.of();
    private String name;
    private Exec entry;
    private Instant lastUse;
    private boolean lost;

    Sandbox(String app, dev.serai.modal.proto.Sandbox wish, Function<String, Box> box, Supplier<Instant> now) {
        this.app = app;
        this.wish = wish;
        this.box = box.apply(id);
        this.now = now;
        this.name = wish.getName();
        created = now.get();
        lastUse = created;
    }

    public String id() {
        return id;
    }

    public String task() {
        return task;
    }

    /** The folder that stands for the sandbox's root. */
    public Path root() {
        return box.root();
    }

    public synchronized String name() {
        return name;
    }

    public synchronized Map<String, String> tags() {
        return new LinkedHashMap<>(tags);
    }

    public SandboxState state() {
        if (end.isDone()) {
            return SandboxState.ENDED;
        }
        return started.isDone() ? SandboxState.RUNNING : SandboxState.STARTING;
    }

    String app() {
        return app;
    }

    Box box() {
        return box;
    }

    dev.serai.modal.proto.Sandbox wish() {
        return wish;
    }

    Instant created() {
        return created;
    }

    CompletableFuture<Void> started() {
        return started;
    }

    /** Completes with the time, in seconds since 1970. */
    CompletableFuture<Double> ready() {
        return ready;
    }

    CompletableFuture<GenericResult> end() {
        return end;
    }

    Map<String, Exec> execs() {
        return execs;
    }

    synchronized Exec entry() {
        return entry;
    }

    synchronized void entry(Exec value) {
        entry = value;
    }

    synchronized void name(String value) {
        name = value;
    }

    synchronized void tags(Map<String, String> values) {
        tags = Map.copyOf(values);
    }

    synchronized void used() {
        lastUse = now.get();
    }

    /** Its worker is gone, and nothing can be asked of it. */
    synchronized void lose() {
        lost = true;
    }

    synchronized boolean isLost() {
        return lost;
    }

    /** Ends it unless it has ended; false where it had. */
    boolean end(GenericStatus status, int exitCode, String reason) {
        ready.completeExceptionally(Refusal.precondition("Sandbox '" + id + "' has ended"));
        return end.complete(GenericResult.newBuilder()
                .setStatus(status)
                .setExitcode(exitCode)
                .setException(reason)
                .build());
    }

    /** Which limit it has reached, or null. */
    synchronized GenericStatus limit() {
        if (state() != SandboxState.RUNNING) {
            return null;
        }
        // One reading: a test's clock may go on in between.
        var time = now.get();
        var busy = execs.values().stream().anyMatch(exec -> !exec.end().isDone());
        if (busy) {
            lastUse = time;
        }
        var age = Duration.between(created, time);
        if (wish.getTimeoutSecs() > 0 && age.toMillis() >= wish.getTimeoutSecs() * 1000L) {
            return GenericStatus.GENERIC_STATUS_TIMEOUT;
        }
        var idle = Duration.between(lastUse, time);
        return wish.hasIdleTimeoutSecs() && idle.toMillis() >= wish.getIdleTimeoutSecs() * 1000L
                ? GenericStatus.GENERIC_STATUS_IDLE_TIMEOUT
                : null;
    }
}
