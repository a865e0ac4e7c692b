package dev.serai.offline.modal.sandbox;

import dev.serai.modal.proto.GenericResult;
import dev.serai.modal.proto.GenericResult.GenericStatus;
import dev.serai.modal.proto.NetworkAccess.NetworkAccessType;
import dev.serai.modal.proto.SandboxCreateV2Request;
import dev.serai.modal.proto.SandboxTag;
import dev.serai.modal.proto.VolumeMount;
import dev.serai.offline.modal.data.Images;
import dev.serai.offline.modal.data.Secrets;
import dev.serai.offline.modal.data.Volumes;
import dev.serai.offline.modal.machine.Machine;
import dev.serai.offline.modal.wire.Refusal;
import dev.serai.offline.modal.wire.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All sandboxes, and how they begin and end. */
public final class Sandboxes {
    private static final Logger LOG = LoggerFactory.getLogger(Sandboxes.class);
    private static final int KILLED = 137;
    private static final Duration COME_BACK = Duration.ofSeconds(1);

    private final Machine machine;
    private final Images images;
    private final Volumes volumes;
    private final Secrets secrets;
    private final Duration startTime;
    private final int most;
    private final Map<String, Sandbox> all = new ConcurrentHashMap<>();

    /**
     * Makes one.
     *
     * @param startTime how long a sandbox takes to start
     * @param most how many may run at once
     */
    public Sandboxes(Machine machine, Images images, Volumes volumes, Secrets secrets, Duration startTime, int most) {
        this.machine = machine;
        this.images = images;
        this.volumes = volumes;
        this.secrets = secrets;
        this.startTime = startTime;
        this.most = most;
    }

    /** All that were made, also those that have ended. */
    public Collection<Sandbox> all() {
        return List.copyOf(all.values());
    }

    /** The sandbox of an identifier; refuses what is not there. */
    public Sandbox get(String id) {
        var found = all.get(id);
        if (found == null) {
            throw Refusal.notFound("Sandbox '" + id + "' not found");
        }
        return found;
    }

    /** The worker of a sandbox breaks down in the middle of what it does. */
    public void lose(String id) {
        var sandbox = get(id);
        sandbox.lose();
        end(sandbox, GenericStatus.GENERIC_STATUS_INTERNAL_FAILURE, KILLED, "the worker was lost");
    }

    /** Ends all and forgets them. */
    public void clear() {
        all().forEach(sandbox ->
                end(sandbox, GenericStatus.GENERIC_STATUS_TERMINATED, KILLED, "the stand-in was reset"));
        all.clear();
    }

    /** Ends those whose time is over. */
    public void tick() {
        for (var sandbox : all.values()) {
            var limit = sandbox.limit();
            if (limit != null) {
                end(sandbox, limit, limit == GenericStatus.GENERIC_STATUS_TIMEOUT ? 124 : 0, "the time is over");
            }
            sandbox.execs().values().forEach(Exec::look);
            if (sandbox.entry() != null) {
                sandbox.entry().look();
            }
        }
    }

    Sandbox create(SandboxCreateV2Request question) {
        var wish = question.getDefinition();
        check(wish);
        var running = all.values().stream().filter(one -> !one.end().isDone()).toList();
        if (running.size() >= most) {
            throw Refusal.throttled("the workspace may run " + most + " sandboxes at once", COME_BACK);
        }
        free(question.getAppId(), wish.getName(), null);
        var environment = new LinkedHashMap<>(wish.getEnvironmentVariables().getContentsMap());
        environment.putAll(secrets.variables(wish.getSecretIdsList(), question.getSecretSourcesList()));
        var image = images.files(wish.getImageId());
        var mounts =
                wish.getVolumeMountsList().stream().collect(Collectors.toMap(VolumeMount::getMountPath, this::folder));
        var sandbox = new Sandbox(question.getAppId(), wish, id -> new Box(machine, id), machine::now);
        sandbox.tags(tags(question.getTagsList()));
        all.put(sandbox.id(), sandbox);
        machine.later(startTime, () -> start(sandbox, image, mounts, environment));
        return sandbox;
    }

    /** Refuses a name that another running sandbox of the app has. */
    void free(String app, String name, Sandbox owner) {
        if (!name.isEmpty() && named(app, name) != null && named(app, name) != owner) {
            throw Refusal.of(Status.ALREADY_EXISTS, "Sandbox with name '" + name + "' already exists");
        }
    }

    /** The running sandbox of a name, or null. */
    Sandbox named(String app, String name) {
        return all.values().stream()
                .filter(one -> !one.end().isDone()
                        && one.app().equals(app)
                        && one.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    Sandbox ofTask(String task) {
        for (var sandbox : all.values()) {
            if (sandbox.task().equals(task)) {
                if (sandbox.isLost()) {
                    throw Refusal.of(Status.UNAVAILABLE, "the worker cannot be reached");
                }
                return sandbox;
            }
        }
        throw Refusal.notFound("Task '" + task + "' not found");
    }

    void terminate(Sandbox sandbox) {
        end(sandbox, GenericStatus.GENERIC_STATUS_TERMINATED, KILLED, "");
    }

    static Map<String, String> tags(List<SandboxTag> tags) {
        var found = new LinkedHashMap<String, String>();
        tags.forEach(tag -> found.put(tag.getTagName(), tag.getTagValue()));
        return found;
    }

    private void start(Sandbox sandbox, Path image, Map<String, Path> mounts, Map<String, String> environment) {
        if (sandbox.end().isDone()) {
            return;
        }
        var wish = sandbox.wish();
        sandbox.box()
                .create(image, wish.getWorkdir(), environment, mounts)
                .thenRun(() -> {
                    if (sandbox.end().isDone()) {
                        sandbox.box().delete();
                        return;
                    }
                    if (wish.getEntrypointArgsCount() > 0) {
                        enter(sandbox);
                    }
                    sandbox.started().complete(null);
                    new Readiness(machine, sandbox).look();
                })
                .exceptionally(failure -> {
                    LOG.warn("a sandbox could not be started", failure);
                    end(sandbox, GenericStatus.GENERIC_STATUS_INIT_FAILURE, 1, String.valueOf(failure.getMessage()));
                    return null;
                });
    }

    private void enter(Sandbox sandbox) {
        var wish = sandbox.wish();
        var box = sandbox.box();
        var entry = new Exec(
                machine,
                new Exec.Wish(
                        box.command(wish.getEntrypointArgsList()),
                        box.workingFolder(""),
                        box.environment(Map.of()),
                        Exec.FILE,
                        Exec.FILE,
                        null,
                        false));
        sandbox.entry(entry);
        entry.end().thenAccept(ended -> {
            var code = ended.signal() == 0 ? ended.code() : 128 + ended.signal();
            end(
                    sandbox,
                    code == 0 ? GenericStatus.GENERIC_STATUS_SUCCESS : GenericStatus.GENERIC_STATUS_FAILURE,
                    code,
                    "");
        });
    }

    private void end(Sandbox sandbox, GenericResult.GenericStatus status, int code, String reason) {
        if (sandbox.end(status, code, reason)) {
            // First those that are known, since what is only about to begin does not show yet whose it is.
            sandbox.execs().values().forEach(Exec::kill);
            if (sandbox.entry() != null) {
                sandbox.entry().kill();
            }
            machine.onDisk(() -> {
                sandbox.box().kill();
                sandbox.box().delete();
                return null;
            });
        }
    }

    private Path folder(VolumeMount mount) {
        if (mount.getReadOnly()) {
            throw Refusal.notDone("volumes that can only be read");
        }
        var folder = volumes.folder(mount.getVolumeId());
        var found = folder.resolve(mount.getSubPath().replaceFirst("^/+", "")).normalize();
        if (!found.startsWith(folder)) {
            throw Refusal.invalid("the path " + mount.getSubPath() + " leads out of the volume");
        }
        return found;
    }

    private static void check(dev.serai.modal.proto.Sandbox wish) {
        var network = wish.getNetworkAccess().getNetworkAccessType();
        if (wish.getBlockNetwork()
                || network == NetworkAccessType.BLOCKED
                || network == NetworkAccessType.ALLOWLIST
                || wish.getInboundCidrAllowlistCount() > 0) {
            throw Refusal.notDone("limits of a sandbox's network");
        }
        if (wish.getPtyInfo().getEnabled()) {
            throw Refusal.notDone("terminals of sandboxes");
        }
        if (wish.getCloudBucketMountsCount() > 0) {
            throw Refusal.notDone("buckets in sandboxes");
        }
        if (!wish.getResources().getGpuConfig().getGpuType().isEmpty()) {
            throw Refusal.notDone("GPUs");
        }
    }
}
