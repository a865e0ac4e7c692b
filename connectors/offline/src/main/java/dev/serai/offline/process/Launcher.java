package dev.serai.offline.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Runs any number of programs with three threads: a helper process starts them and tells when they end. They write into
 * files, so that no thread waits for a pipe. What is still running when the JVM dies is killed by the helper.
 */
public final class Launcher implements AutoCloseable {
    private static final long WATCH_MILLIS = 25;
    private static final String MARK = "SERAI_STANDIN";

    private final Map<Long, Running> running = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();
    private final Limits limits;
    private final String mark;
    private final Process helper;
    private final OutputStream orders;
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "standin-processes-ticker");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean closed;

    /**
     * Starts the helper.
     *
     * @param folder where it keeps its script
     * @param remove a folder that the helper removes at the end, or null
     */
    public Launcher(Path folder, Path remove, Limits limits) {
        this.limits = limits;
        this.mark = folder.toString();
        try (var script = Launcher.class.getResourceAsStream("launcher.sh")) {
            var file = folder.resolve("launcher.sh");
            Files.write(file, script.readAllBytes());
            // In a session of its own, so that a terminal's Ctrl-C leaves it the time to clean up.
            var builder = new ProcessBuilder(
                    List.of("setsid", "bash", file.toString(), MARK + "=" + mark, remove == null ? "" : remove + ""));
            builder.directory(folder.toFile());
            builder.environment().clear();
            builder.environment().putAll(Environments.bare());
            builder.redirectError(ProcessBuilder.Redirect.DISCARD);
            helper = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("programs can be run only where bash and setsid are", e);
        }
        orders = helper.getOutputStream();
        var reader = new Thread(this::read, "standin-processes-reader");
        reader.setDaemon(true);
        reader.start();
        ticker.scheduleWithFixedDelay(this::watch, WATCH_MILLIS, WATCH_MILLIS, TimeUnit.MILLISECONDS);
    }

    public Limits limits() {
        return limits;
    }

    /** A thread for short work at intervals, such as looking at files that grow. */
    public ScheduledExecutorService ticker() {
        return ticker;
    }

    public Running start(Program program) {
        return start(program, report -> {});
    }

    /** Starts a program; what it writes to descriptor 3 as {@code say $JOB text} is given to {@code reports}. */
    public Running start(Program program, Consumer<String> reports) {
        var id = ids.incrementAndGet();
        var time = program.time() == null
                ? TimeUnit.DAYS.toNanos(3650)
                : program.time().toNanos();
        var started = new Running(this, id, program.watched(), System.nanoTime() + time, reports);
        running.put(id, started);
        try {
            Files.createDirectories(program.folder());
            var script = program.folder().resolve("start.sh");
            Files.writeString(script, script(id, program));
            order("start " + id + " " + script);
        } catch (IOException e) {
            running.remove(id);
            throw new UncheckedIOException(e);
        }
        return started;
    }

    /** How many programs run. */
    public int count() {
        return running.size();
    }

    @Override
    public void close() {
        closed = true;
        ticker.shutdownNow();
        try {
            orders.close();
            // The helper kills what is left and goes; it is not worth waiting for longer.
            helper.waitFor(10, TimeUnit.SECONDS);
        } catch (IOException e) {
            helper.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        helper.destroyForcibly();
    }

    synchronized void order(String line) {
        try {
            orders.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            orders.flush();
        } catch (IOException e) {
            if (!closed) {
                throw new UncheckedIOException("the helper that starts programs is gone", e);
            }
        }
    }

    private String script(long id, Program program) {
        var text = new StringBuilder();
        program.environment()
                .forEach((name, value) -> text.append("export ")
                        .append(name)
                        .append('=')
                        .append(Shell.quote(value))
                        .append('\n'));
        return text.append("export ")
                .append(MARK)
                .append('=')
                .append(Shell.quote(mark))
                .append("\nJOB=")
                .append(id)
                .append("\numask 022\nulimit -c 0\nulimit -f ")
                .append(Math.max(1, limits.fileBytes() / 1024))
                .append("\ncd -- ")
                .append(Shell.quote(program.workingFolder().toString()))
                .append(" || exit 125\n")
                .append(program.script())
                .append('\n')
                .toString();
    }

    private void read() {
        try (var reports = new BufferedReader(new InputStreamReader(helper.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = reports.readLine(); line != null; line = reports.readLine()) {
                report(line);
            }
        } catch (IOException e) {
            // The helper is gone; what follows ends those who wait.
        }
        running.values().forEach(program -> program.exited(137));
        running.clear();
    }

    private void report(String line) {
        var words = line.split(" ", 3);
        if (words.length < 3 || !words[1].matches("\\d{1,18}")) {
            return;
        }
        var program = running.get(Long.parseLong(words[1]));
        if (program == null) {
            return;
        }
        switch (words[0]) {
            case "started" -> program.started(Long.parseLong(words[2]));
            case "say" -> program.said(words[2]);
            case "exited" -> {
                running.remove(program.id());
                program.exited(Integer.parseInt(words[2]));
            }
            default -> {}
        }
    }

    private void watch() {
        var now = System.nanoTime();
        running.values().forEach(program -> program.watch(now, limits.output()));
    }
}
