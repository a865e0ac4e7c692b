package dev.serai.offline.modal.data;

import dev.serai.modal.proto.VolumeFsVersion;
import java.nio.file.Path;

/** A volume is a folder. */
final class Volume {
    private final Path folder;
    private final double created;
    private volatile VolumeFsVersion version = VolumeFsVersion.VOLUME_FS_VERSION_V1;

    Volume(Path folder, double created) {
        this.folder = folder;
        this.created = created;
    }

    Path folder() {
        return folder;
    }

    double created() {
        return created;
    }

    VolumeFsVersion version() {
        return version;
    }

    void version(VolumeFsVersion value) {
        version = value;
    }
}
