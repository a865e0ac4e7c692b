package dev.serai.offline.daytona.toolbox;

import dev.serai.offline.process.Shell;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Runs single commands to their end. */
final class Commands {
    /**
     * What came of a command.
     *
     * @param status its exit status
     * @param output what it wrote to both outputs, up to the limit
     */
    record Outcome(int status, boolean timedOut, String output) {}

    private final Box box;

    Commands(Box box) {
        this.box = box;
    }

    /** Runs lines of bash, which come to the shell by its input, so that there may be many of them. */
    CompletableFuture<Outcome> run(String lines, Path folder, Map<String, String> environment, Duration time) {
        var limits = box.machine().launcher().limits();
        var job = box.newJob();
        var output = job.resolve("out");
        var input = job.resolve("command");
        try {
            Files.createDirectories(job);
            Files.writeString(input, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var script = "exec \"$BASH\" <" + Shell.quote(input.toString()) + " >" + Shell.quote(output.toString())
                + " 2>&1 3>&-";
        var longest = time == null ? limits.time() : limits.withTime(time).time();
        return box.start(job, folder, environment, script, output, longest, report -> {})
                .end()
                .thenApplyAsync(
                        end -> {
                            try {
                                var text = read(output, limits.output());
                                Folders.delete(job);
                                return new Outcome(end.status(), end.timedOut(), text);
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        },
                        box.machine().disk());
    }

    private static String read(Path file, long most) throws IOException {
        if (!Files.exists(file)) {
            return "";
        }
        try (InputStream bytes = Files.newInputStream(file)) {
            var text =
                    new String(bytes.readNBytes((int) Math.min(most, Integer.MAX_VALUE - 8)), StandardCharsets.UTF_8);
            return Files.size(file) > most ? text + "\n[the stand-in cut the output after " + most + " bytes]\n" : text;
        }
    }
}
