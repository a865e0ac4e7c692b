package dev.serai.modal.client.sandbox;

import dev.serai.modal.client.data.Secrets;
import dev.serai.modal.client.data.Volumes;
import dev.serai.modal.client.error.ModalError;
import dev.serai.modal.client.error.ModalException;
import dev.serai.modal.client.plane.ModalApi;
import dev.serai.modal.client.plane.Names;
import dev.serai.modal.client.plane.Plane;
import dev.serai.modal.client.plane.Stages;
import dev.serai.modal.proto.AppGetOrCreateRequest;
import dev.serai.modal.proto.AppGetOrCreateResponse;
import dev.serai.modal.proto.GenericResult;
import dev.serai.modal.proto.GenericResult.GenericStatus;
import dev.serai.modal.proto.ObjectCreationType;
import dev.serai.modal.proto.SandboxCreateConnectTokenRequest;
import dev.serai.modal.proto.SandboxCreateV2Response;
import dev.serai.modal.proto.SandboxGetTunnelsRequest;
import dev.serai.modal.proto.SandboxTerminateRequest;
import dev.serai.modal.proto.SandboxWaitRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** Sandboxes: makes them, runs commands in them, ends them. */
public final class Sandboxes {

    private static final Duration WAIT = Duration.ofSeconds(55);
    private static final int KILLED = 137;
    private static final int TIMED_OUT = 124;

    private final Plane plane;
    private final Images images;
    private final SandboxRequests requests;
    private final Names apps;
    private final Attached attached;
    private final Listing listing;

    public Sandboxes(Plane plane, Secrets secrets, Volumes volumes, Clock clock) {
        this.plane = plane;
        this.attached = new Attached(plane, clock);
        this.listing = new Listing(plane);
        this.images = new Images(plane, secrets);
        this.requests = new SandboxRequests(secrets, volumes);
        this.apps = new Names(
                "app",
                name -> Stages.map(
                        plane.call(
                                ModalApi.APP_GET_OR_CREATE,
                                AppGetOrCreateRequest.newBuilder()
                                        .setAppName(name)
                                        .setEnvironmentName(plane.settings().environment())
                                        .setObjectCreationType(
                                                ObjectCreationType.OBJECT_CREATION_TYPE_CREATE_IF_MISSING)
                                        .build()),
                        AppGetOrCreateResponse::getAppId));
    }

    /** Makes one. If nobody waits for it any more when it is there, it is ended. */
    public CompletableFuture<Sandbox> create(SandboxSpec spec) {
        return apps.with(
                spec.app(),
                app -> Stages.then(
                        images.id(app, spec.image(), spec.imageCommands(), spec.registry()),
                        image -> Stages.then(
                                requests.of(app, image, spec),
                                question -> Stages.then(
                                        Stages.undoing(
                                                plane.call(ModalApi.SANDBOX_CREATE_V2, question),
                                                made -> terminate(made.getSandboxId())),
                                        made -> attached(made, spec)))));
    }

    /** One that cannot be used is ended, since nobody else will. */
    private CompletableFuture<Sandbox> attached(SandboxCreateV2Response made, SandboxSpec spec) {
        try {
            attached.created(made);
            return CompletableFuture.completedFuture(new Sandbox(made.getSandboxId(), spec.name(), spec.tags()));
        } catch (RuntimeException e) {
            var failed = new CompletableFuture<Sandbox>();
            terminate(made.getSandboxId()).whenComplete((done, left) -> {
                if (left != null) {
                    e.addSuppressed(left);
                }
                failed.completeExceptionally(e);
            });
            return failed;
        }
    }

    public CompletableFuture<ExecResult> exec(String sandbox, ExecSpec spec) {
        return exec(sandbox, spec, null, null);
    }

    /** @param listener takes the output while the command runs, all of it, however little is kept */
    public CompletableFuture<ExecResult> exec(String sandbox, ExecSpec spec, OutputListener listener) {
        return exec(sandbox, spec, null, listener);
    }

    /**
     * Runs a command. To cancel the future ends it, as far as the sandbox has a shell.
     *
     * @param input    what the command reads after the bytes of its own, or null
     * @param listener takes the output while the command runs, or null
     */
    public CompletableFuture<ExecResult> exec(String sandbox, ExecSpec spec, ExecInput input, OutputListener listener) {
        return attached.exec(sandbox, spec, input, listener, () -> end(sandbox));
    }

    private CompletableFuture<Optional<ModalException>> end(String sandbox) {
        return Stages.map(
                poll(sandbox),
                code -> code.map(number -> new ModalException(
                        ModalError.SANDBOX_ENDED,
                        "the sandbox " + sandbox + " has ended with the exit code " + number)));
    }

    /**
     * The files of a sandbox.
     *
     * @param limit how long one of them may take
     */
    public SandboxFiles files(String sandbox, Duration limit) {
        return new SandboxFiles((spec, listener) -> exec(sandbox, spec, listener), limit);
    }

    /** Ends it. That it has ended before is no error. */
    public CompletableFuture<Void> terminate(String sandbox) {
        attached.forget(sandbox);
        return Stages.map(
                plane.call(
                        ModalApi.SANDBOX_TERMINATE_V2,
                        SandboxTerminateRequest.newBuilder()
                                .setSandboxId(sandbox)
                                .build()),
                answer -> null);
    }

    /** The exit code if it has ended, else empty. */
    public CompletableFuture<Optional<Integer>> poll(String sandbox) {
        return ended(sandbox, Duration.ZERO);
    }

    /** Waits until it ends, and gives the exit code; empty if it has not ended by then. */
    public CompletableFuture<Optional<Integer>> await(String sandbox, Duration limit) {
        return await(sandbox, limit, System.nanoTime());
    }

    private CompletableFuture<Optional<Integer>> await(String sandbox, Duration limit, long began) {
        var left = limit.minusNanos(System.nanoTime() - began);
        var wait = left.isNegative() ? Duration.ZERO : left.compareTo(WAIT) < 0 ? left : WAIT;
        var asked = System.nanoTime();
        return Stages.then(
                ended(sandbox, wait),
                code -> code.isPresent() || wait.compareTo(WAIT) < 0
                        ? CompletableFuture.completedFuture(code)
                        : Stages.then(Patience.since(asked), paused -> await(sandbox, limit, began)));
    }

    private CompletableFuture<Optional<Integer>> ended(String sandbox, Duration wait) {
        var question = SandboxWaitRequest.newBuilder()
                .setSandboxId(sandbox)
                .setTimeout(wait.toMillis() / 1000f)
                .build();
        return Stages.map(plane.call(ModalApi.SANDBOX_WAIT_V2, question, wait), answer -> code(answer.getResult()));
    }

    private static Optional<Integer> code(GenericResult result) {
        return switch (result.getStatus()) {
            case GENERIC_STATUS_UNSPECIFIED -> Optional.empty();
            case GENERIC_STATUS_TERMINATED -> Optional.of(KILLED);
            case GENERIC_STATUS_TIMEOUT, GENERIC_STATUS_IDLE_TIMEOUT -> Optional.of(TIMED_OUT);
            default -> Optional.of(result.getExitcode());
        };
    }

    /** The addresses of its ports from outside, as {@code host:port} by port. */
    public CompletableFuture<Map<Integer, String>> tunnels(String sandbox, Duration limit) {
        var question = SandboxGetTunnelsRequest.newBuilder()
                .setSandboxId(sandbox)
                .setTimeout(limit.toMillis() / 1000f)
                .build();
        return Stages.map(plane.call(ModalApi.SANDBOX_GET_TUNNELS_V2, question, limit), answer -> {
            if (answer.getResult().getStatus() == GenericStatus.GENERIC_STATUS_TIMEOUT) {
                throw new ModalException(ModalError.WAIT_ENDED, "the ports of " + sandbox + " have no addresses yet");
            }
            var addresses = new TreeMap<Integer, String>();
            answer.getTunnelsList()
                    .forEach(tunnel ->
                            addresses.put(tunnel.getContainerPort(), tunnel.getHost() + ":" + tunnel.getPort()));
            return addresses;
        });
    }

    /**
     * Waits until it answers the question that it was made with.
     *
     * @param limit how long at most
     */
    public CompletableFuture<Void> awaitReady(String sandbox, Duration limit) {
        return attached.awaitReady(sandbox, limit);
    }

    /** Keeps its files as an image; the future gives the image's identifier, which other sandboxes can be made of. */
    public CompletableFuture<String> snapshot(String sandbox) {
        return attached.snapshot(sandbox);
    }

    /** Deletes an image, as a snapshot is one. */
    public CompletableFuture<Void> deleteImage(String image) {
        return images.delete(image);
    }

    /** Which addresses it may reach from now on, as in {@link SandboxSpec#network()}. */
    public CompletableFuture<Void> setNetwork(String sandbox, List<String> ranges) {
        return attached.setNetwork(sandbox, ranges);
    }

    /** An address and a token with which a port of it can be spoken to over HTTP. */
    public record Connection(String url, String token) {
        @Override
        public String toString() {
            return "Connection[" + url + ", ***]";
        }
    }

    public CompletableFuture<Connection> connect(String sandbox, int port) {
        var question = SandboxCreateConnectTokenRequest.newBuilder()
                .setSandboxId(sandbox)
                .setPort(port)
                .build();
        return Stages.map(
                plane.call(ModalApi.SANDBOX_CREATE_CONNECT_TOKEN_V2, question),
                made -> new Connection(made.getUrl(), made.getToken()));
    }

    public CompletableFuture<Map<String, String>> tags(String sandbox) {
        return listing.tags(sandbox);
    }

    /** Gives it these tags instead of those that it has. */
    public CompletableFuture<Void> setTags(String sandbox, Map<String, String> tags) {
        return listing.setTags(sandbox, tags);
    }

    /** A running sandbox by the name that it was made with. */
    public CompletableFuture<Sandbox> find(String app, String name) {
        return listing.find(app, name);
    }

    /**
     * Those that run and have all these tags.
     *
     * @param app the app that they belong to, or null for all apps
     */
    public CompletableFuture<List<Sandbox>> list(String app, Map<String, String> tags) {
        return app == null ? listing.list("", tags) : apps.with(app, id -> listing.list(id, tags));
    }
}
