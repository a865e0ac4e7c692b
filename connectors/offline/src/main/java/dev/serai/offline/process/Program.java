package dev.serai.offline.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * What is to run.
 *
 * @param folder an empty folder for its script and its output
 * @param workingFolder where it runs
 * @param environment all of its environment; nothing is inherited
 * @param script lines of bash; the last one should replace the shell by {@code exec}, since only then the process shows
 *     its environment to those who look for leftovers
 * @param watched the file whose size counts as its output, or null
 * @param time how long it may run, or null for as long as it likes
 */
public record Program(
        Path folder, Path workingFolder, Map<String, String> environment, String script, Path watched, Duration time) {
    public Program {
        environment = Map.copyOf(environment);
    }
}
