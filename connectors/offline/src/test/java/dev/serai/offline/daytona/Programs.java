package dev.serai.offline.daytona;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Programs that not every machine has. */
final class Programs {
    private Programs() {}

    static boolean has(String name) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }

    /** Skips a test where a program is missing. */
    static void need(String name) {
        assumeTrue(has(name), name + " is not on this machine");
    }

    /** Skips a test where Python lacks a library. */
    static void needPython(String library) {
        need("python3");
        try {
            var python = new ProcessBuilder("python3", "-c", "import " + library)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            assumeTrue(python.waitFor() == 0, "Python has no " + library + " on this machine");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** True for recorded code that can't run here because its program is missing. */
    static boolean areMissingFor(String request) {
        return request.contains("/process/code-run")
                && (request.contains("\"python\"") && !has("python3")
                        || request.contains("\"javascript\"") && !has("node"));
    }
}
