package dev.serai.offline.modal.function;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.offline.http.Json;
import dev.serai.offline.modal.machine.Machine;
import dev.serai.offline.modal.wire.Refusal;
import dev.serai.offline.process.Environments;
import dev.serai.offline.process.Program;
import dev.serai.offline.process.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** What the sources of apps offer; each is looked at once, unless it changes. */
final class Sources {
    private record Version(Path file, FileTime changed) {}

    private final Machine machine;
    private final Map<Version, CompletableFuture<JsonNode>> known = new ConcurrentHashMap<>();

    Sources(Machine machine) {
        this.machine = machine;
    }

    CompletableFuture<JsonNode> describe(Path source) {
        try {
            var version = new Version(source, Files.getLastModifiedTime(source));
            return known.computeIfAbsent(version, this::look);
        } catch (IOException e) {
            return CompletableFuture.failedFuture(Refusal.precondition("the app's source cannot be read: " + e));
        }
    }

    private CompletableFuture<JsonNode> look(Version version) {
        var job = machine.newJob();
        var output = job.resolve("shape.json");
        var script =
                "exec python3 -B " + Shell.quote(machine.script("describe.py").toString()) + " "
                        + Shell.quote(version.file.toString()) + " >" + Shell.quote(output.toString()) + " 3>&-";
        var limits = machine.limits();
        return machine.launcher()
                .start(new Program(job, machine.folder(), Environments.bare(), script, output, limits.time()))
                .end()
                .thenApplyAsync(end -> read(version.file, output, end.status()), machine.disk());
    }

    private static JsonNode read(Path source, Path output, int status) {
        try {
            var shape = status == 0 ? Json.parse(Files.readString(output)) : Json.object();
            var problem = status == 0 ? Json.text(shape, "error") : "python3 ended with " + status;
            if (problem != null) {
                throw Refusal.precondition("the app " + source.getFileName() + " cannot be read: " + problem);
            }
            return shape;
        } catch (IOException e) {
            throw Refusal.precondition("the app " + source.getFileName() + " cannot be read: " + e);
        }
    }
}
