package dev.serai.offline.modal;

import com.google.protobuf.MessageLite;
import dev.serai.offline.StandIn;
import dev.serai.offline.http.Hooks;
import dev.serai.offline.http.LoopbackServer;
import dev.serai.offline.http.RequestLog;
import dev.serai.offline.modal.data.Blobs;
import dev.serai.offline.modal.data.Blocks;
import dev.serai.offline.modal.data.Dicts;
import dev.serai.offline.modal.data.Images;
import dev.serai.offline.modal.data.Queues;
import dev.serai.offline.modal.data.Secrets;
import dev.serai.offline.modal.data.Volumes;
import dev.serai.offline.modal.function.Apps;
import dev.serai.offline.modal.function.Calls;
import dev.serai.offline.modal.function.Runner;
import dev.serai.offline.modal.function.Shapes;
import dev.serai.offline.modal.machine.Machine;
import dev.serai.offline.modal.sandbox.Control;
import dev.serai.offline.modal.sandbox.Router;
import dev.serai.offline.modal.sandbox.Sandbox;
import dev.serai.offline.modal.sandbox.Sandboxes;
import dev.serai.offline.modal.wire.Call;
import dev.serai.offline.modal.wire.Faults;
import dev.serai.offline.modal.wire.Table;
import dev.serai.offline.modal.wire.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Modal on loopback whose functions and sandboxes are processes of this machine, with the rights of who started it. It
 * is no security boundary. What it can't do is answered with the status UNIMPLEMENTED and the name of the thing.
 */
public final class ModalStandIn implements StandIn {
    private static final Logger LOG = LoggerFactory.getLogger(ModalStandIn.class);
    private static final long TICK_MILLIS = 20;
    private static final long MOST_KEPT_BYTES = 256L << 20;

    private final ModalSettings settings;
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private final Machine machine;
    private final Faults faults = new Faults(this::now);
    private final Table controlPlane = new Table();
    private final Table taskRouter = new Table();
    private final Secrets secrets;
    private final Apps apps;
    private final Calls calls;
    private final Images images;
    private final Volumes volumes;
    private final Queues queues;
    private final Dicts dicts;
    private final Sandboxes sandboxes;
    private final Router router;
    private final LoopbackServer server;
    private final Deque<ReceivedCall> received = new ArrayDeque<>();
    private long receivedBytes;

    ModalStandIn(ModalSettings settings) {
        this.settings = settings;
        machine = new Machine(settings.limits(), this::now);
        var tokens = new Tokens(this::now);
        var shapes = new Shapes(this::baseUrl, settings.mostBytes(), settings.mostAsyncBytes());
        var blobs = new Blobs(machine, tokens, this::baseUrl);
        var blocks = new Blocks(machine, tokens, this::baseUrl);
        secrets = new Secrets(machine);
        queues = new Queues(machine);
        dicts = new Dicts(machine);
        volumes = new Volumes(machine, blocks);
        images = new Images(machine, faults);
        apps = new Apps(machine, shapes);
        var runner = new Runner(machine, blobs, secrets, faults, shapes, settings.startTime(), settings.containers());
        calls = new Calls(apps, shapes, runner);
        sandboxes = new Sandboxes(machine, images, volumes, secrets, settings.startTime(), settings.sandboxes());
        var control = new Control(sandboxes, apps, tokens, settings.routerTokenLife(), this::baseUrl);
        router = new Router(machine, sandboxes, images, secrets, tokens, faults);
        List.<Consumer<Table>>of(
                        blobs::offer,
                        secrets::offer,
                        queues::offer,
                        dicts::offer,
                        volumes::offer,
                        images::offer,
                        apps::offer,
                        calls::offer,
                        control::offer)
                .forEach(part -> part.accept(controlPlane));
        router.offer(taskRouter);
        deploy();
        machine.launcher().ticker().scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
        var gateway = new Gateway(
                controlPlane,
                taskRouter,
                Map.of("/blob/", blobs::handle, "/block/", blocks::handle),
                faults,
                tokens,
                settings,
                this::received);
        server = LoopbackServer.start(
                settings.host(),
                settings.port(),
                new RequestLog(settings.keptRequests()),
                gateway::handle,
                gateway::failed,
                Hooks.grpc(gateway::streams));
        LOG.warn(
                "The Modal stand-in on {} runs code as this user on this machine: it is no security boundary.",
                baseUrl());
    }

    /** Starts a server on a free port of 127.0.0.1. */
    public static ModalStandIn start() {
        return builder().start();
    }

    public static ModalStandInBuilder builder() {
        return new ModalStandInBuilder();
    }

    @Override
    public String baseUrl() {
        return "http://" + server.host() + ":" + server.port();
    }

    public String tokenId() {
        return settings.tokenId();
    }

    public String tokenSecret() {
        return settings.tokenSecret();
    }

    @Override
    public RequestLog requests() {
        return server.requests();
    }

    /** The messages that clients have sent, oldest first; the number kept is bounded. */
    public List<ReceivedCall> calls() {
        synchronized (received) {
            return List.copyOf(received);
        }
    }

    /** The messages that came for one method. */
    public List<MessageLite> calls(String method) {
        return calls().stream()
                .filter(call -> call.method().equals(method))
                .map(ReceivedCall::message)
                .toList();
    }

    /** What goes wrong is told here. */
    public Faults faults() {
        return faults;
    }

    /** Deploys an app from its source in Python; a second time, it is another version. */
    public void deploy(String app, String source) {
        apps.deploy(app, source);
    }

    /** Makes a secret, or changes it. */
    public void secret(String name, Map<String, String> variables) {
        secrets.put(name, variables);
    }

    /** The folder of a volume, which is made unless it is there. */
    public Path volume(String name) {
        return volumes.named(name);
    }

    public Collection<Sandbox> sandboxes() {
        return sandboxes.all();
    }

    /** The sandbox of an identifier. */
    public Sandbox sandbox(String id) {
        return sandboxes.get(id);
    }

    /** The worker of a sandbox breaks down in the middle of what it does; open connections break. */
    public void lose(String sandboxId) {
        sandboxes.lose(sandboxId);
        server.hangUp();
    }

    /** Breaks off all connections. */
    public void hangUp() {
        server.hangUp();
    }

    /** Nobody can reach the service for a time of its clock: open connections break, new ones too. */
    public void unreachable(Duration time) {
        faults.unreachable(time);
        server.hangUp();
    }

    /** Lets the stand-in's time go on, and end what is due by then. */
    public void advance(Duration time) {
        ahead.updateAndGet(time::plus);
        tick();
    }

    /** The programs that run for functions and in sandboxes. */
    public int runningPrograms() {
        return machine.count();
    }

    /** Hangs up, deletes everything but the apps it was started with, and forgets what tests told it. */
    @Override
    public void reset() {
        server.hangUp();
        faults.forget();
        controlPlane.forget();
        taskRouter.forget();
        calls.clear();
        sandboxes.clear();
        machine.endAll();
        router.clear();
        images.clear();
        volumes.clear();
        queues.clear();
        dicts.clear();
        secrets.clear();
        apps.clear();
        deploy();
        ahead.set(Duration.ZERO);
        synchronized (received) {
            received.clear();
            receivedBytes = 0;
        }
        server.requests().clear();
    }

    @Override
    public void close() {
        server.close();
        machine.close();
    }

    private void deploy() {
        settings.sources().forEach(apps::deploy);
        if (settings.folder() != null) {
            try (var files = Files.list(settings.folder())) {
                files.filter(file -> file.toString().endsWith(".py")).forEach(file -> apps.deploy(name(file), file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void tick() {
        try {
            sandboxes.tick();
        } catch (RuntimeException e) {
            LOG.warn("a sandbox could not be looked at", e);
        }
    }

    private static String name(Path file) {
        var name = file.getFileName().toString();
        return name.substring(0, name.length() - ".py".length());
    }

    private Instant now() {
        return settings.clock().instant().plus(ahead.get());
    }

    private void received(Call call, MessageLite message) {
        synchronized (received) {
            received.addLast(new ReceivedCall(call.method(), message));
            receivedBytes += message.getSerializedSize();
            while (received.size() > settings.keptRequests() || receivedBytes > MOST_KEPT_BYTES) {
                receivedBytes -= received.removeFirst().message().getSerializedSize();
            }
        }
    }
}
