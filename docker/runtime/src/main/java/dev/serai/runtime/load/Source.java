package dev.serai.runtime.load;

import java.nio.file.Path;

/**
 * A file as it was seen in a folder.
 *
 * @param path what it is called in messages, and what tells it from others
 * @param folder the real path of the folder of routes that it was found in
 * @param file the file, which may be a link inside the folder
 */
record Source(String path, Path folder, Path file, FileKind kind, Stamp stamp) {

    /** What differs after a change; the time of the last change of the entry tells copies that keep the old time. */
    record Stamp(long size, long modified, long changed, Object key) {}

    /** The name up to the first dot, from which ids of routes without an id are made. */
    String stem() {
        var name = file.getFileName().toString();
        return name.substring(0, Math.max(1, name.indexOf('.')));
    }
}
