package dev.serai.offline.modal.machine;

import dev.serai.offline.process.Environments;
import dev.serai.offline.process.Launcher;
import dev.serai.offline.process.Limits;
import dev.serai.offline.process.Program;
import dev.serai.offline.process.Running;
import dev.serai.offline.process.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder of its own, programs in it, and two threads: one for files and one for what is due later. */
public final class Machine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Machine.class);
    private static final List<String> SCRIPTS = List.of("cbor.py", "container.py", "describe.py", "fs-tools.py");

    private static final Duration LONGEST_END = Duration.ofSeconds(10);

    private final Path folder;
    private final Launcher launcher;
    private final Supplier<Instant> now;
    private final Set<Running> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;
    private final AtomicLong jobs = new AtomicLong();
    private final ExecutorService disk = Executors.newSingleThreadExecutor(task -> {
        var thread = new Thread(task, "standin-modal-disk");
        thread.setDaemon(true);
        return thread;
    });

    public Machine(Limits limits, Supplier<Instant> now) {
        this.now = now;
        try {
            folder = Files.createTempDirectory("modal-standin").toRealPath();
            var scripts = Files.createDirectory(folder.resolve("scripts"));
            for (var name : SCRIPTS) {
                try (var script = Machine.class.getResourceAsStream("/dev/serai/offline/modal/" + name)) {
                    Files.copy(script, scripts.resolve(name));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        launcher = new Launcher(folder, folder, limits);
    }

    public Path folder() {
        return folder;
    }

    public Launcher launcher() {
        return launcher;
    }

    public Limits limits() {
        return launcher.limits();
    }

    public Instant now() {
        return now.get();
    }

    /** Starts a program that is ended, at the latest, when the stand-in is told to forget. */
    public Running start(Program program, Consumer<String> reports) {
        var started = launcher.start(program, reports);
        running.add(started);
        started.end().thenRun(() -> running.remove(started));
        return started;
    }

    /** How many programs of functions and sandboxes run. */
    public int count() {
        return running.size();
    }

    /** Ends all programs, and waits for their ends. */
    public void endAll() {
        onDisk(() -> null).join();
        var ends = running.stream().map(Running::end).toArray(CompletableFuture[]::new);
        running.forEach(Running::kill);
        CompletableFuture.allOf(ends)
                .completeOnTimeout(null, LONGEST_END.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    /** Seconds since 1970, as the protocol counts them. */
    public double seconds() {
        return now().toEpochMilli() / 1000.0;
    }

    /** One of the stand-in's own programs. */
    public Path script(String name) {
        return folder.resolve("scripts").resolve(name);
    }

    /** A new folder for a program's script and output. */
    public Path newJob() {
        return folder.resolve("jobs").resolve(String.valueOf(jobs.incrementAndGet()));
    }

    /** Does something with files on their thread. */
    public <T> CompletableFuture<T> onDisk(Callable<T> action) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return action.call();
                    } catch (RuntimeException e) {
                        throw e;
                    } catch (Exception e) {
                        throw new CompletionException(e);
                    }
                },
                disk);
    }

    /** What takes the ends of programs, whose own thread must not be held up. */
    public ExecutorService disk() {
        return disk;
    }

    public void later(Duration time, Runnable action) {
        try {
            launcher.ticker().schedule(() -> guarded(action), time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // The stand-in is closing, and nobody waits for this any more.
        }
    }

    /** Copies what is in a folder, with links and rights. */
    public CompletableFuture<Void> copy(Path from, Path to) {
        return tool("mkdir -p -- " + quoted(to) + " && exec cp -a -- " + quoted(from) + "/. " + quoted(to));
    }

    public CompletableFuture<Void> delete(Path path) {
        return tool("exec rm -rf -- " + quoted(path));
    }

    @Override
    public void close() {
        closed = true;
        disk.shutdownNow();
        try {
            disk.awaitTermination(LONGEST_END.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        launcher.close();
        // The helper has removed the folder, unless something was just about to write there.
        try (var rest = Files.walk(folder)) {
            rest.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("nothing is left of {}", folder, e);
        }
    }

    private CompletableFuture<Void> tool(String script) {
        if (closed) {
            return CompletableFuture.completedFuture(null);
        }
        var job = newJob();
        return launcher.start(new Program(job, folder, Environments.bare(), script, null, null))
                .end()
                .thenAcceptAsync(Machine::succeeded, disk);
    }

    private static void succeeded(Running.End end) {
        if (end.status() != 0) {
            throw new IllegalStateException("files could not be copied or removed: status " + end.status());
        }
    }

    private static String quoted(Path path) {
        return Shell.quote(path.toString());
    }

    private static void guarded(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.warn("the stand-in failed in the background", e);
        }
    }
}
