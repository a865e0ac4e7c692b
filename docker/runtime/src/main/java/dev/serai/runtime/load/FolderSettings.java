package dev.serai.runtime.load;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the files are and what is asked of them.
 *
 * @param folders the folders, in the order in which they are looked at
 * @param imported where imports go if none of the folders may be written; read like them, null for nowhere
 * @param switches the file that keeps which routes a person has switched; null keeps it in memory only
 * @param maxFileBytes the size up to which a file is read
 * @param maxRoutes how many routes one file may have
 * @param maxFiles how many files with routes or Kamelets all folders may have together
 * @param interval how often the folders are looked at; a change is loaded at the second look that finds it the same
 * @param drain how long running exchanges have to end before their route is replaced or stopped
 * @param startLimit how long a route may take to start before it is reported; it goes on starting
 */
public record FolderSettings(
        List<Path> folders,
        Path imported,
        Path switches,
        int maxFileBytes,
        int maxRoutes,
        int maxFiles,
        Duration interval,
        Duration drain,
        Duration startLimit) {

    public FolderSettings {
        folders = folders.stream()
                .map(folder -> folder.toAbsolutePath().normalize())
                .toList();
        var place = imported == null ? null : imported.toAbsolutePath().normalize();
        // What lies in one of the folders is read there.
        imported = place == null || folders.stream().anyMatch(place::startsWith) ? null : place;
    }

    /** Everything that is looked at. */
    public List<Path> all() {
        return Stream.concat(folders.stream(), Stream.ofNullable(imported)).toList();
    }

    public static FolderSettings of(Path... folders) {
        return new FolderSettings(
                List.of(folders),
                null,
                null,
                1 << 20,
                200,
                1000,
                Duration.ofMillis(250),
                Duration.ofSeconds(10),
                Duration.ofSeconds(5));
    }

    public FolderSettings withImported(Path folder) {
        return new FolderSettings(
                folders, folder, switches, maxFileBytes, maxRoutes, maxFiles, interval, drain, startLimit);
    }

    public FolderSettings withSwitches(Path file) {
        return new FolderSettings(
                folders, imported, file, maxFileBytes, maxRoutes, maxFiles, interval, drain, startLimit);
    }

    public FolderSettings withLimits(int fileBytes, int routes, int files) {
        return new FolderSettings(folders, imported, switches, fileBytes, routes, files, interval, drain, startLimit);
    }

    public FolderSettings withTimes(Duration look, Duration drainTime, Duration start) {
        return new FolderSettings(
                folders, imported, switches, maxFileBytes, maxRoutes, maxFiles, look, drainTime, start);
    }
}
