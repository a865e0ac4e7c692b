package dev.serai.runtime.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The texts that routes have read when they were made, so that a changed text can be read again. */
final class ReadResources {

    private final Map<Path, FileTime> known = new HashMap<>();

    /** The files that have read a resource which is another one now than when this was asked last. */
    List<Unit> changed(Collection<Unit> units) {
        var now = new HashMap<Path, FileTime>();
        var changed = new ArrayList<Unit>();
        for (var unit : units) {
            var live = unit.live;
            if (live != null) {
                var other = false;
                for (var file : live.resources) {
                    var time = now.computeIfAbsent(file, ReadResources::time);
                    other |= known.containsKey(file) && !known.get(file).equals(time);
                }
                if (other) {
                    changed.add(unit);
                }
            }
        }
        known.clear();
        known.putAll(now);
        return changed;
    }

    private static FileTime time(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException gone) {
            return FileTime.fromMillis(0);
        }
    }
}
