package dev.serai.offline.daytona.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.offline.daytona.toolbox.Folders;
import dev.serai.offline.daytona.wire.Refusal;
import dev.serai.offline.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** Volumes, which are folders that sandboxes share. */
public final class Volumes {
    /** A volume. */
    record Volume(String id, String name, Instant created, Path folder) {
        ObjectNode toJson() {
            return Json.object()
                    .put("id", id)
                    .put("name", name)
                    .put("organizationId", SandboxShape.ORGANIZATION)
                    .put("state", "ready")
                    .put("createdAt", created.toString())
                    .put("updatedAt", created.toString())
                    .putNull("errorReason");
        }
    }

    private final Map<String, Volume> all = new LinkedHashMap<>();
    private final Path folder;
    private final Supplier<Instant> now;

    public Volumes(Path folder, Supplier<Instant> now) {
        this.folder = folder;
        this.now = now;
    }

    synchronized Volume create(String name) {
        var id = UUID.randomUUID().toString();
        var called = name == null || name.isEmpty() ? id : name;
        if (all.values().stream().anyMatch(volume -> volume.name.equals(called))) {
            throw Refusal.badRequest("Volume with name " + called + " already exists");
        }
        var volume = new Volume(id, called, now.get(), folder.resolve(id));
        try {
            Files.createDirectories(volume.folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        all.put(id, volume);
        return volume;
    }

    synchronized List<Volume> list() {
        return List.copyOf(all.values());
    }

    synchronized Volume get(String id) {
        var volume = all.get(id);
        if (volume == null) {
            throw Refusal.notFound("Volume with ID " + id + " not found");
        }
        return volume;
    }

    synchronized Volume named(String name) {
        return all.values().stream()
                .filter(volume -> volume.name.equals(name))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("Volume with name " + name + " not found"));
    }

    synchronized void delete(Volume volume) {
        all.remove(volume.id);
        remove(volume);
    }

    /** Where the volumes of a sandbox are to be seen, by mount path. */
    synchronized Map<String, Path> folders(List<Mount> mounts) {
        var found = new LinkedHashMap<String, Path>();
        for (var mount : mounts) {
            var volume = all.values().stream()
                    .filter(candidate ->
                            candidate.id.equals(mount.volumeId()) || candidate.name.equals(mount.volumeId()))
                    .findFirst()
                    .orElseThrow(() -> Refusal.notFound("Volume '" + mount.volumeId() + "' not found"));
            var target = mount.subpath() == null
                    ? volume.folder
                    : volume.folder.resolve(mount.subpath()).normalize();
            if (!target.startsWith(volume.folder)) {
                throw Refusal.badRequest("Invalid volume subpath " + mount.subpath());
            }
            found.put(mount.mountPath(), target);
        }
        return found;
    }

    public synchronized void forget() {
        all.values().forEach(Volumes::remove);
        all.clear();
    }

    private static void remove(Volume volume) {
        try {
            Folders.delete(volume.folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
