package dev.serai.offline.supabase.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** One thread for files: what is asked first is done first, so nobody sees a file before what was written to it. */
final class Disk implements AutoCloseable {
    /** Something to do with files. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        var created = new Thread(task, "supabase-storage");
        created.setDaemon(true);
        return created;
    });

    <T> CompletableFuture<T> work(Work<T> work) {
        try {
            return CompletableFuture.supplyAsync(() -> run(work), thread);
        } catch (RejectedExecutionException e) {
            // What ends together with the server may still want to clean up; its folder is deleted anyway.
            return CompletableFuture.failedFuture(e);
        }
    }

    private static <T> T run(Work<T> work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            // The folder is deleted next, and not while a file is written there.
            if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("a file of the storage service is not written to its end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
