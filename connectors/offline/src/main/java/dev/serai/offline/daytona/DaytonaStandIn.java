package dev.serai.offline.daytona;

import dev.serai.offline.StandIn;
import dev.serai.offline.daytona.api.Api;
import dev.serai.offline.daytona.api.CreateLimit;
import dev.serai.offline.daytona.api.Faults;
import dev.serai.offline.daytona.api.Previews;
import dev.serai.offline.daytona.api.Sandbox;
import dev.serai.offline.daytona.api.Sandboxes;
import dev.serai.offline.daytona.api.Snapshots;
import dev.serai.offline.daytona.api.Volumes;
import dev.serai.offline.daytona.toolbox.Folders;
import dev.serai.offline.daytona.toolbox.Looks;
import dev.serai.offline.daytona.toolbox.Machine;
import dev.serai.offline.daytona.toolbox.Sockets;
import dev.serai.offline.daytona.toolbox.TerminalHandlers;
import dev.serai.offline.http.Hooks;
import dev.serai.offline.http.LoopbackServer;
import dev.serai.offline.http.RequestLog;
import dev.serai.offline.process.Launcher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Daytona on loopback whose sandboxes are folders of this machine and whose commands are its processes, with the
 * rights of who started it. It is no security boundary. What it can't do is answered with 501 and the name of the thing.
 */
public final class DaytonaStandIn implements StandIn {
    private static final Logger LOG = LoggerFactory.getLogger(DaytonaStandIn.class);
    private static final long TICK_MILLIS = 5;
    private static final int MOST_BODY_BYTES = 32 << 20;

    private final Clock clock;
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private final Path folder;
    private final ExecutorService disk = Executors.newSingleThreadExecutor(task -> {
        var thread = new Thread(task, "standin-daytona-disk");
        thread.setDaemon(true);
        return thread;
    });
    private final Launcher launcher;
    private final Sockets sockets = new Sockets();
    private final Faults faults;
    private final Snapshots snapshots;
    private final Volumes volumes;
    private final CreateLimit creates;
    private final Sandboxes sandboxes;
    private final Previews previews;
    private final Gateway gateway;
    private final LoopbackServer server;
    private final String apiKey;
    private final AtomicBoolean ticking = new AtomicBoolean();

    DaytonaStandIn(DaytonaSettings settings) {
        clock = settings.clock();
        apiKey = settings.apiKey();
        folder = temporaryFolder();
        launcher = new Launcher(folder, folder, settings.limits());
        var looks = new Looks(launcher.ticker());
        var machine = new Machine(launcher, disk, looks, sockets, folder.resolve("sandboxes"), this::now);
        faults = new Faults(this::now);
        snapshots = new Snapshots(folder.resolve("snapshots"), settings.pace().build(), this::now);
        volumes = new Volumes(folder.resolve("volumes"), this::now);
        creates = new CreateLimit(settings.createsPerMinute());
        sandboxes = new Sandboxes(
                machine,
                faults,
                settings.quota(),
                settings.pace(),
                snapshots,
                volumes,
                "https://app.daytona.io/dashboard");
        previews = new Previews(sandboxes, this::baseUrl, this::now, apiKey);
        var api =
                new Api(sandboxes, snapshots, volumes, previews, settings.quota(), creates, this::toolboxUrl, machine);
        gateway = new Gateway(api, sandboxes, previews, faults, apiKey, this::now);
        server = LoopbackServer.start(
                settings.host(),
                settings.port(),
                new RequestLog(settings.keptRequests()),
                gateway::handle,
                gateway::failed,
                new Hooks(gateway::streams, gateway::connect, MOST_BODY_BYTES, List.of(TerminalHandlers.EXIT_CONTROL)));
        launcher.ticker().scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
        LOG.warn(
                "The Daytona stand-in on {} runs commands as this user on this machine: it is no security boundary.",
                baseUrl());
    }

    /** Starts a server on a free port of 127.0.0.1. */
    public static DaytonaStandIn start() {
        return builder().start();
    }

    public static DaytonaStandInBuilder builder() {
        return new DaytonaStandInBuilder();
    }

    @Override
    public String baseUrl() {
        return "http://" + server.host() + ":" + server.port();
    }

    /** What clients call the API's address. */
    public String apiUrl() {
        return baseUrl() + "/api";
    }

    public String apiKey() {
        return apiKey;
    }

    @Override
    public RequestLog requests() {
        return server.requests();
    }

    /** What goes wrong is told here. */
    public Faults faults() {
        return faults;
    }

    public Collection<Sandbox> sandboxes() {
        return sandboxes.all();
    }

    /** The sandbox of an id or a name. */
    public Sandbox sandbox(String idOrName) {
        return sandboxes.get(idOrName);
    }

    /** The sandbox's machine breaks down in the middle of what it does: nobody gets an answer, and streams break off. */
    public void lose(String idOrName, String reason) {
        var sandbox = sandboxes.get(idOrName);
        sandboxes.lose(sandbox, reason, () -> {
            gateway.cut(sandbox);
            sockets.cut(sandbox.id());
        });
    }

    /** Breaks off all streams: logs, terminals, interpreters. */
    public void cutStreams() {
        sockets.cutAll();
    }

    /** Lets the next stream of a log break off after so many bytes. */
    public void cutNextLogAfter(long bytes) {
        sockets.cutNextLogAfter(bytes);
    }

    /** Nobody can reach the service for a time of its clock: open connections break, new ones too. */
    public void unreachable(Duration time) {
        faults.unreachable(time);
        server.hangUp();
        sockets.cutAll();
    }

    /** Lets the stand-in's time go on, and everything happen that is due by then. */
    public void advance(Duration time) {
        ahead.updateAndGet(time::plus);
        CompletableFuture.runAsync(sandboxes::tick, disk).join();
    }

    /** The programs that run in all sandboxes. */
    public int runningPrograms() {
        return launcher.count();
    }

    /** Hangs up, deletes everything, and forgets what tests told it and what it received. */
    @Override
    public void reset() {
        server.hangUp();
        sockets.cutAll();
        sockets.forget();
        faults.forget();
        creates.forget();
        previews.forget();
        CompletableFuture.runAsync(
                        () -> {
                            sandboxes.clear();
                            snapshots.forget();
                            volumes.forget();
                        },
                        disk)
                .join();
        ahead.set(Duration.ZERO);
        server.requests().clear();
    }

    @Override
    public void close() {
        server.close();
        CompletableFuture.runAsync(sandboxes::clear, disk).join();
        launcher.close();
        disk.shutdownNow();
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Instant now() {
        return clock.instant().plus(ahead.get());
    }

    private String toolboxUrl() {
        return baseUrl() + "/toolbox";
    }

    private void tick() {
        if (ticking.compareAndSet(false, true)) {
            disk.execute(() -> {
                try {
                    sandboxes.tick();
                } catch (RuntimeException e) {
                    LOG.warn("a sandbox could not change its state", e);
                } finally {
                    ticking.set(false);
                }
            });
        }
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("daytona-standin").toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
