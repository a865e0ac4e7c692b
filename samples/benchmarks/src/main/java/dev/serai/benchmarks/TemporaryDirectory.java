package dev.serai.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** Is gone, with all that is in it, after the measurement. */
record TemporaryDirectory(Path path) implements AutoCloseable {

    TemporaryDirectory() throws IOException {
        this(Files.createTempDirectory("benchmarks"));
    }

    /** The bytes of all files in it. */
    long size() throws IOException {
        try (var files = Files.walk(path)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    @Override
    public void close() throws IOException {
        try (var files = Files.walk(path)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
