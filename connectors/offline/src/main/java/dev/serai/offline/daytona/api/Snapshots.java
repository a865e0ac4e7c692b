package dev.serai.offline.daytona.api;

import dev.serai.offline.daytona.toolbox.Folders;
import dev.serai.offline.daytona.wire.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The snapshots: the service's own, which is empty, those of images, and those of sandboxes, which are copies. */
public final class Snapshots {
    static final String GENERAL = "daytonaio/sandbox:0.6.0";

    private final Map<String, Snapshot> all = new ConcurrentHashMap<>();
    private final Path folder;
    private final Duration build;
    private final Supplier<Instant> now;

    public Snapshots(Path folder, Duration build, Supplier<Instant> now) {
        this.folder = folder;
        this.build = build;
        this.now = now;
        forget();
    }

    /** Leaves only the service's own. */
    public void forget() {
        all.values().forEach(this::remove);
        var general = new Snapshot(GENERAL, GENERAL, Resources.USUAL, true, now.get(), null);
        all.put(general.id(), general);
    }

    /** The active snapshot of a name or an id; null is the service's own. */
    Snapshot active(String idOrName) {
        var snapshot = find(idOrName == null ? GENERAL : idOrName);
        if (snapshot == null) {
            throw Refusal.badRequest(
                    "Snapshot " + idOrName + " not found. Did you add it through the Daytona Dashboard?");
        }
        if (!snapshot.state().equals("active")) {
            throw Refusal.badRequest("Snapshot " + idOrName + " is " + snapshot.state());
        }
        return snapshot;
    }

    Snapshot get(String idOrName) {
        var snapshot = find(idOrName);
        if (snapshot == null) {
            throw Refusal.notFound("Snapshot " + idOrName + " not found");
        }
        return snapshot;
    }

    List<Snapshot> list() {
        var time = now.get();
        return all.values().stream()
                .peek(snapshot -> snapshot.tick(time))
                .sorted(Comparator.comparing(Snapshot::name))
                .toList();
    }

    /** Makes a snapshot of an image, which takes its time. */
    Snapshot ofImage(String name, String image, Resources resources, boolean built) {
        var snapshot = add(name, image, resources, null);
        snapshot.activeAt(built ? "building" : "pulling", now.get().plus(build));
        return snapshot;
    }

    /** A name for a sandbox's files, which are copied later. */
    Snapshot reserve(String name, Resources resources) {
        return add(name, null, resources, folder.resolve(UUID.randomUUID().toString()));
    }

    void fill(Snapshot snapshot, Path files) {
        try {
            Folders.copy(files, snapshot.files());
            snapshot.state("active");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete(Snapshot snapshot) {
        if (snapshot.isGeneral()) {
            throw Refusal.of(403, "You cannot delete a general snapshot");
        }
        remove(snapshot);
    }

    private synchronized Snapshot add(String name, String image, Resources resources, Path files) {
        if (find(name) != null) {
            throw Refusal.conflict("Snapshot with name \"" + name + "\" already exists for this organization");
        }
        var snapshot = new Snapshot(name, image, resources, false, now.get(), files);
        all.put(snapshot.id(), snapshot);
        return snapshot;
    }

    private Snapshot find(String idOrName) {
        return list().stream()
                .filter(snapshot ->
                        snapshot.id().equals(idOrName) || snapshot.name().equals(idOrName))
                .findFirst()
                .orElse(null);
    }

    private void remove(Snapshot snapshot) {
        all.remove(snapshot.id());
        try {
            if (snapshot.files() != null) {
                Folders.delete(snapshot.files());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
