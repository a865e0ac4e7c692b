package dev.serai.offline.supabase;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The folder of this JVM for data and files. A JVM that is killed can't end its PostgreSQL server; the next one does, and
 * takes its files away.
 */
final class Scratch {
    /** Where the server is unpacked and JVMs have their folders. */
    static final Path HOME =
            Path.of(System.getProperty("java.io.tmpdir"), "serai-supabase-" + System.getProperty("user.name"));

    private static final String PREFIX = "run";
    private static final String LOCK = "lock";
    private static final String DATA = "data";
    // Between making a lock file and locking it, a folder looks as if nobody had it.
    private static final Duration YOUNG = Duration.ofMinutes(1);
    private static final int SECONDS_TO_END = 10;
    private static Path mine;
    // Held until the JVM ends.
    private static FileChannel lock;

    private Scratch() {}

    /** Where the PostgreSQL server has its data. */
    static Path data() {
        return folder().resolve(DATA);
    }

    /** A new folder for files. */
    static Path newFolder() {
        try {
            return Files.createTempDirectory(folder(), "files");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException e) {
            // Another JVM was faster.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static synchronized Path folder() {
        if (mine == null) {
            try {
                Files.createDirectories(HOME);
                removeOrphans(HOME, Instant.now().minus(YOUNG));
                var folder = Files.createTempDirectory(HOME, PREFIX);
                lock = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                lock.lock();
                mine = folder;
            } catch (IOException e) {
                throw new UncheckedIOException("no folder for the stand-in below " + HOME, e);
            }
        }
        return mine;
    }

    /** Removes the folders of JVMs that are gone, and ends their servers. */
    static void removeOrphans(Path home, Instant youngest) throws IOException {
        try (var folders = Files.newDirectoryStream(home, PREFIX + "*")) {
            for (var folder : folders) {
                if (isOrphan(folder.resolve(LOCK), youngest)) {
                    postmaster(folder.resolve(DATA)).ifPresent(Scratch::end);
                    delete(folder);
                }
            }
        }
    }

    private static boolean isOrphan(Path file, Instant youngest) throws IOException {
        if (!Files.exists(file) || Files.getLastModifiedTime(file).toInstant().isAfter(youngest)) {
            return false;
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE);
                var taken = channel.tryLock()) {
            return taken != null;
        } catch (OverlappingFileLockException | NoSuchFileException e) {
            return false;
        }
    }

    /** The server of a data folder; another process may have its number by now, and is left alone. */
    private static Optional<ProcessHandle> postmaster(Path data) throws IOException {
        var file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var lines = Files.readAllLines(file);
        var number = lines.isEmpty() ? "" : lines.get(0).strip();
        return number.matches("\\d{1,9}")
                ? ProcessHandle.of(Long.parseLong(number))
                        .filter(process ->
                                process.info().commandLine().orElse("").contains(data.toString()))
                : Optional.empty();
    }

    private static void end(ProcessHandle server) {
        server.destroy();
        try {
            server.onExit().get(SECONDS_TO_END, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            server.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
