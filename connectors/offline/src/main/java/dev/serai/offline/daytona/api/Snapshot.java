package dev.serai.offline.daytona.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.offline.http.Json;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;

/** Files that sandboxes begin with. */
final class Snapshot {
    private final String id = UUID.randomUUID().toString();
    private final String name;
    private final String image;
    private final Resources resources;
    private final boolean general;
    private final Instant created;
    private final Path files;
    private String state;
    private Instant due;

    /**
     * A snapshot.
     *
     * @param general whether it is the service's own
     * @param files where its files are, or null where it has none
     */
    Snapshot(String name, String image, Resources resources, boolean general, Instant now, Path files) {
        this.name = name;
        this.image = image;
        this.resources = resources;
        this.general = general;
        this.created = now;
        this.files = files;
        state = general ? "active" : "pending";
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    Resources resources() {
        return resources;
    }

    boolean isGeneral() {
        return general;
    }

    Path files() {
        return files;
    }

    synchronized String state() {
        return state;
    }

    synchronized void state(String value) {
        state = value;
        due = null;
    }

    /** Becomes active at a time. */
    synchronized void activeAt(String until, Instant time) {
        state = until;
        due = time;
    }

    synchronized void tick(Instant now) {
        if (due != null && !now.isBefore(due)) {
            state("active");
        }
    }

    synchronized ObjectNode toJson() {
        var json = Json.object()
                .put("id", id)
                .put("organizationId", SandboxShape.ORGANIZATION)
                .put("general", general)
                .put("name", name);
        if (image != null) {
            json.put("imageName", image);
        }
        return json.put("state", state)
                .putNull("size")
                .putNull("entrypoint")
                .put("cpu", resources.cpu())
                .put("gpu", 0)
                .put("mem", resources.memory())
                .put("disk", resources.disk())
                .putNull("errorReason")
                .put("createdAt", created.toString())
                .put("updatedAt", created.toString())
                .putNull("lastUsedAt");
    }
}
