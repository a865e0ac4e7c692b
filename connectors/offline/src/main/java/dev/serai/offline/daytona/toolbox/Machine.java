package dev.serai.offline.daytona.toolbox;

import dev.serai.offline.process.Launcher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * What all sandboxes share.
 *
 * @param launcher starts programs
 * @param disk the thread for files
 * @param looks what is done at short intervals
 * @param sockets the open WebSockets
 * @param folder where the sandboxes' folders are
 * @param now the stand-in's time
 */
public record Machine(
        Launcher launcher, Executor disk, Looks looks, Sockets sockets, Path folder, Supplier<Instant> now) {
    /** Something to do with files. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws IOException;
    }

    /** Works with files away from the event loop. */
    public <T> CompletableFuture<T> work(Work<T> work) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return work.run();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                disk);
    }
}
