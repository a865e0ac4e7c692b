package dev.serai.offline.supabase.storage;

import java.util.List;

/** Removes the bytes of objects whose rows are gone. */
final class Garbage {
    private final Disk disk;
    private final Blobs blobs;

    Garbage(Disk disk, Blobs blobs) {
        this.disk = disk;
        this.blobs = blobs;
    }

    void collect(List<StoredObject> objects) {
        objects.forEach(object -> collect(object.version()));
    }

    void collect(String version) {
        if (version != null) {
            disk.work(() -> {
                blobs.delete(version);
                return null;
            });
        }
    }
}
