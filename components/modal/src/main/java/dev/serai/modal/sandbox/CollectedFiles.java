package dev.serai.modal.sandbox;

import dev.serai.modal.client.plane.Stages;
import dev.serai.modal.client.sandbox.SandboxFiles;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Fetches files one after the other. One that is not there is told and does not spoil the others. They share one limit
 * of bytes and one of time.
 */
final class CollectedFiles {

    private final SandboxFiles source;
    private final SandboxPaths where;
    private final List<String> paths;
    private final Duration limit;
    private final long began = System.nanoTime();
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final Map<String, String> errors = new LinkedHashMap<>();
    private int left = SandboxFiles.MOST_BYTES;

    CollectedFiles(SandboxFiles source, SandboxPaths where, List<String> paths, Duration limit) {
        this.source = source;
        this.where = where;
        this.paths = paths;
        this.limit = limit;
    }

    CompletableFuture<CollectedFiles> fetch() {
        return fetch(0);
    }

    private CompletableFuture<CollectedFiles> fetch(int index) {
        if (index == paths.size()) {
            return CompletableFuture.completedFuture(this);
        }
        var path = paths.get(index);
        var time = limit.minusNanos(System.nanoTime() - began);
        if (time.isNegative()) {
            errors.put(path, "there was no time left of " + limit.toMillis() + " ms for all files");
            return fetch(index + 1);
        }
        var read = Stages.map(where.with(path, source.within(time, left)::read), content -> {
            files.put(path, content);
            left -= content.length;
            return this;
        });
        return Stages.then(
                Stages.recover(read, error -> {
                    errors.put(path, error.getMessage());
                    return CompletableFuture.completedFuture(this);
                }),
                done -> fetch(index + 1));
    }

    Map<String, byte[]> files() {
        return files;
    }

    /** The reasons in words. */
    Map<String, String> errors() {
        return errors;
    }
}
