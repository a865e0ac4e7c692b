package dev.serai.offline.daytona.api;

import dev.serai.offline.daytona.toolbox.Box;
import dev.serai.offline.daytona.toolbox.Machine;
import dev.serai.offline.daytona.toolbox.Toolbox;
import dev.serai.offline.daytona.wire.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** All sandboxes, and how they get from one state to another. */
public final class Sandboxes {
    private final Map<String, Sandbox> all = new ConcurrentHashMap<>();
    private final Machine machine;
    private final Faults faults;
    private final Quota quota;
    private final Pace pace;
    private final Snapshots snapshots;
    private final Volumes volumes;
    private final String limitsPage;

    public Sandboxes(
            Machine machine,
            Faults faults,
            Quota quota,
            Pace pace,
            Snapshots snapshots,
            Volumes volumes,
            String limitsPage) {
        this.machine = machine;
        this.faults = faults;
        this.quota = quota;
        this.pace = pace;
        this.snapshots = snapshots;
        this.volumes = volumes;
        this.limitsPage = limitsPage;
    }

    public Collection<Sandbox> all() {
        return List.copyOf(all.values());
    }

    /** The sandbox of an id or a name; the API's refusal where there is none. */
    public Sandbox get(String idOrName) {
        var sandbox = find(idOrName);
        if (sandbox == null) {
            throw Refusal.notFound("Sandbox with ID or name " + idOrName + " not found");
        }
        return sandbox;
    }

    /** The sandbox of an id or a name, or null. */
    public Sandbox find(String idOrName) {
        var sandbox = all.get(idOrName);
        return sandbox != null
                ? sandbox
                : all.values().stream()
                        .filter(candidate -> candidate.name().equals(idOrName))
                        .findFirst()
                        .orElse(null);
    }

    /** Lets everything happen whose time has come. */
    public void tick() {
        var now = machine.now().get();
        all.values().forEach(sandbox -> {
            sandbox.advance(now);
            if (!sandbox.isBusy()) {
                onItsOwn(sandbox);
            }
        });
    }

    synchronized Sandbox create(Wish wish) {
        if (wish.name() != null && find(wish.name()) != null) {
            throw Refusal.conflict("Sandbox with name " + wish.name() + " already exists");
        }
        var snapshot = wish.dockerfile() == null ? snapshots.active(wish.snapshot()) : null;
        var filled = snapshot == null ? wish : withSnapshot(wish, snapshot.name());
        var resources =
                wish.resources() != null ? wish.resources() : snapshot == null ? Resources.USUAL : snapshot.resources();
        quota.checkOne(resources);
        quota.checkAll(used(null).plus(resources), limitsPage);
        var targets = volumes.folders(wish.mounts());
        var now = machine.now().get();
        var sandbox = new Sandbox(filled, resources, now);
        var box = new Box(machine, sandbox.id(), wish.environment());
        sandbox.toolbox(new Toolbox(box));
        sandbox.go(sandbox.state(), SandboxState.STARTED, now);
        if (wish.dockerfile() != null) {
            sandbox.then(SandboxState.BUILDING_SNAPSHOT, Duration.ZERO, () -> {})
                    .then(SandboxState.CREATING, pace.build(), () -> build(sandbox));
        }
        var files = snapshot == null ? null : snapshot.files();
        sandbox.then(SandboxState.STARTED, pace.start(), () -> begin(sandbox, () -> fill(box, files, targets)));
        all.put(sandbox.id(), sandbox);
        return sandbox;
    }

    void start(Sandbox sandbox) {
        mustNotBeBroken(sandbox);
        var archived = sandbox.state() == SandboxState.ARCHIVED;
        if (!archived && sandbox.state() != SandboxState.STOPPED) {
            sandbox.mustBeIdle();
            throw Refusal.badRequest("Sandbox is not in valid state");
        }
        sandbox.mustBeIdle();
        quota.checkAll(used(sandbox).plus(sandbox.resources()), limitsPage);
        sandbox.go(
                        archived ? SandboxState.RESTORING : SandboxState.STARTING,
                        SandboxState.STARTED,
                        machine.now().get())
                .then(SandboxState.STARTED, pace.start(), () -> begin(sandbox, () -> {}));
    }

    void stop(Sandbox sandbox) {
        mustNotBeBroken(sandbox);
        sandbox.mustBeIdle();
        if (sandbox.state() != SandboxState.STARTED) {
            throw Refusal.badRequest("Sandbox is not in a stoppable state");
        }
        sandbox.go(SandboxState.STOPPING, SandboxState.STOPPED, machine.now().get())
                .then(SandboxState.STOPPED, pace.stop(), () -> box(sandbox).stop());
    }

    void archive(Sandbox sandbox) {
        mustNotBeBroken(sandbox);
        sandbox.mustBeIdle();
        if (sandbox.state() != SandboxState.STOPPED) {
            throw Refusal.badRequest("Sandbox is not stopped");
        }
        if (sandbox.intervals().isEphemeral()) {
            throw Refusal.badRequest("Ephemeral sandboxes cannot be archived");
        }
        sandbox.go(SandboxState.ARCHIVING, SandboxState.ARCHIVED, machine.now().get())
                .then(SandboxState.ARCHIVED, pace.stop(), () -> {});
    }

    void recover(Sandbox sandbox) {
        if (!sandbox.recoverable()) {
            throw Refusal.badRequest("Sandbox is not in a recoverable state");
        }
        sandbox.go(SandboxState.STARTING, SandboxState.STARTED, machine.now().get())
                .then(SandboxState.STARTED, pace.start(), () -> begin(sandbox, () -> {}));
    }

    void resize(Sandbox sandbox, Resources wanted) {
        mustNotBeBroken(sandbox);
        sandbox.mustBeIdle();
        var has = sandbox.resources();
        var stopped = sandbox.state() == SandboxState.STOPPED;
        if (!stopped && sandbox.state() != SandboxState.STARTED) {
            throw Refusal.badRequest("Sandbox must be in started or stopped state to resize");
        }
        if (wanted.equals(has)) {
            throw Refusal.badRequest("No resource changes specified - sandbox is already at the desired configuration");
        }
        if (wanted.disk() < has.disk()) {
            throw Refusal.badRequest("Sandbox disk size cannot be decreased");
        }
        if (!stopped && wanted.disk() != has.disk()) {
            throw Refusal.badRequest("Disk resize can only be performed on a stopped sandbox");
        }
        quota.checkOne(wanted);
        var before = sandbox.state();
        sandbox.go(SandboxState.RESIZING, before, machine.now().get())
                .then(before, pace.stop(), () -> sandbox.resources(wanted));
    }

    void snapshot(Sandbox sandbox, String name) {
        mustNotBeBroken(sandbox);
        if (sandbox.state() != SandboxState.STARTED && sandbox.state() != SandboxState.STOPPED) {
            throw Refusal.badRequest("Sandbox must be in started or stopped state to create a snapshot");
        }
        sandbox.mustBeIdle();
        var snapshot = snapshots.reserve(name, sandbox.resources());
        var before = sandbox.state();
        sandbox.go(SandboxState.SNAPSHOTTING, before, machine.now().get())
                .then(
                        before,
                        pace.build(),
                        () -> snapshots.fill(snapshot, box(sandbox).root()));
    }

    void destroy(Sandbox sandbox) {
        if (sandbox.state() == SandboxState.DESTROYING) {
            return;
        }
        sandbox.go(
                        SandboxState.DESTROYING,
                        SandboxState.DESTROYED,
                        machine.now().get())
                .then(SandboxState.DESTROYED, pace.stop(), () -> forget(sandbox));
    }

    /** The machine under a sandbox is lost. */
    public void lose(Sandbox sandbox, String reason, Runnable cut) {
        sandbox.fail(SandboxState.ERROR, reason, false, machine.now().get());
        // Before the programs end: a machine that is gone cannot tell about that.
        cut.run();
        box(sandbox).stop();
    }

    /** Deletes everything at once. */
    public void clear() {
        for (var sandbox : all()) {
            forget(sandbox);
        }
    }

    private void onItsOwn(Sandbox sandbox) {
        var now = machine.now().get();
        var intervals = sandbox.intervals();
        if (sandbox.isUsed()) {
            sandbox.touch(now);
        } else if (sandbox.state() == SandboxState.STARTED
                && intervals.stopsAfter(Duration.between(sandbox.active(), now))) {
            stop(sandbox);
        } else if (sandbox.state() == SandboxState.STOPPED) {
            var stopped = Duration.between(sandbox.updated(), now);
            if (intervals.deletesAfter(stopped)) {
                destroy(sandbox);
            } else if (intervals.archivesAfter(stopped)) {
                archive(sandbox);
            }
        }
    }

    private void build(Sandbox sandbox) {
        var failure = faults.takeBuild();
        if (failure != null) {
            sandbox.fail(
                    SandboxState.BUILD_FAILED, failure, false, machine.now().get());
        }
    }

    private void begin(Sandbox sandbox, Runnable work) {
        var failure = faults.takeStart();
        work.run();
        if (failure != null) {
            sandbox.fail(SandboxState.ERROR, failure, true, machine.now().get());
        }
    }

    private void fill(Box box, Path files, Map<String, Path> mounts) {
        try {
            box.create(files);
            for (var mount : mounts.entrySet()) {
                box.mount(mount.getKey(), mount.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void forget(Sandbox sandbox) {
        all.remove(sandbox.id());
        try {
            box(sandbox).delete();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Resources used(Sandbox except) {
        var sum = new Resources(0, 0, 0);
        for (var sandbox : all.values()) {
            if (sandbox != except && sandbox.state() != SandboxState.ARCHIVED) {
                var one = sandbox.resources();
                sum = sum.plus(sandbox.state().isActive() ? one : new Resources(0, 0, one.disk()));
            }
        }
        return sum;
    }

    private static void mustNotBeBroken(Sandbox sandbox) {
        if (sandbox.state().isFailure()) {
            throw Refusal.badRequest("Sandbox is in an errored state");
        }
    }

    private static Box box(Sandbox sandbox) {
        return sandbox.toolbox().box();
    }

    private static Wish withSnapshot(Wish wish, String snapshot) {
        return new Wish(
                wish.name(),
                snapshot,
                null,
                wish.user(),
                wish.environment(),
                wish.labels(),
                wish.isPublic(),
                wish.target(),
                wish.resources(),
                wish.intervals(),
                wish.mounts(),
                wish.network());
    }
}
