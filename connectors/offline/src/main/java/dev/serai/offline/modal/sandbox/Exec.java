package dev.serai.offline.modal.sandbox;

import dev.serai.offline.modal.machine.Machine;
import dev.serai.offline.process.Program;
import dev.serai.offline.process.Running;
import dev.serai.offline.process.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** A command in a sandbox, or the one that the sandbox was made for. */
final class Exec {
    /**
     * How it ended.
     *
     * @param code its exit code, or -1
     * @param signal what ended it, or 0
     */
    record End(int code, int signal, boolean timedOut) {}

    /**
     * What is to run.
     *
     * @param stdout where its output goes: a file of the command, or nowhere
     * @param stderr the same; {@code out} is where the output goes
     * @param spooled whether it begins only when all of its input is there, which is quicker than a pipe
     */
    record Wish(
            List<String> command,
            Path folder,
            Map<String, String> environment,
            String stdout,
            String stderr,
            Duration time,
            boolean spooled) {}

    static final String NOWHERE = "null";
    static final String FILE = "file";
    static final String OUT = "out";

    private static final int SIGNALLED = 128;
    private static final int LAST_SIGNAL = 64;
    private static final int KILL = 9;

    private final Machine machine;
    private final Wish wish;
    private final Path job;
    private final Path out;
    private final Path err;
    private final Stdin stdin;
    private final CompletableFuture<End> end = new CompletableFuture<>();
    private final Running running;
    private volatile boolean over;

    Exec(Machine machine, Wish wish) {
        this.machine = machine;
        this.wish = wish;
        job = machine.newJob();
        out = job.resolve("out");
        err = job.resolve("err");
        stdin = new Stdin(machine, job.resolve("in"), wish.spooled ? job.resolve("in.all") : null);
        running = machine.start(
                new Program(job, wish.folder, wish.environment, script(), out, wish.time), report -> stdin.ready());
        running.end().thenAcceptAsync(this::ended, machine.disk());
    }

    CompletableFuture<End> end() {
        return end;
    }

    Stdin stdin() {
        return stdin;
    }

    /** The file of an output, or null where there is none. */
    Path output(boolean error) {
        var kind = error ? wish.stderr : wish.stdout;
        return kind.equals(FILE) ? error ? err : out : null;
    }

    long mostOutput() {
        return machine.limits().output();
    }

    void kill() {
        running.kill();
    }

    /** Ends it when it has written too much to its second output; the first one is watched by who started it. */
    void look() {
        if (!end.isDone() && err.toFile().length() > mostOutput()) {
            over = true;
            kill();
        }
    }

    /** The command waits for a line before it begins, so that its input is open before it reads. */
    private String script() {
        var input = Shell.quote(job.resolve("in").toString());
        return (wish.spooled ? ">>" + Shell.quote(job.resolve("in.all").toString()) + "\n" : "") + "mkfifo " + input
                + "\nexec 8<>" + input + "\necho \"say $JOB stdin\" >&3\nread -r _ <&8\nexec -- "
                + wish.command.stream().map(Shell::quote).collect(Collectors.joining(" "))
                + " <" + (wish.spooled ? Shell.quote(job.resolve("in.all").toString()) : input) + " >"
                + target(wish.stdout, out) + " 2>" + target(wish.stderr, err)
                + " 3>&- 8>&-";
    }

    private static String target(String kind, Path file) {
        return switch (kind) {
            case FILE -> Shell.quote(file.toString());
            case OUT -> "&1";
            default -> "/dev/null";
        };
    }

    private void ended(Running.End ending) {
        stdin.over();
        if (ending.cut() || over) {
            mark();
        }
        var status = ending.status();
        var signal = ending.timedOut() || ending.cut() || over
                ? KILL
                : status > SIGNALLED && status <= SIGNALLED + LAST_SIGNAL ? status - SIGNALLED : 0;
        end.complete(new End(signal == 0 ? status : -1, signal, ending.timedOut()));
    }

    private void mark() {
        var text = "\n[the stand-in ended the command after " + mostOutput() + " bytes of output]\n";
        try {
            cut(out);
            cut(err);
            var file = output(true) == null ? out : err;
            Files.write(
                    file, text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A quick command writes much more than its limit before it is seen. */
    private void cut(Path file) throws IOException {
        if (Files.exists(file)) {
            try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(mostOutput());
            }
        }
    }
}
