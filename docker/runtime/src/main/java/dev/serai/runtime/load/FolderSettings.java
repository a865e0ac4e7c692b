package dev.serai.runtime.load;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Where the files are and what is asked of them.
 *
 * @param folders the folders, in the order in which they are looked at
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
    }

    public static FolderSettings of(Path... folders) {
        return new FolderSettings(
                List.of(folders),
                null,
                1 << 20,
                200,
                1000,
                Duration.ofMillis(250),
                Duration.ofSeconds(10),
                Duration.ofSeconds(5));
    }

    public FolderSettings withSwitches(Path file) {
        return new FolderSettings(folders, file, maxFileBytes, maxRoutes, maxFiles, interval, drain, startLimit);
    }

    public FolderSettings withLimits(int fileBytes, int routes, int files) {
        return new FolderSettings(folders, switches, fileBytes, routes, files, interval, drain, startLimit);
    }

    public FolderSettings withTimes(Duration look, Duration drainTime, Duration start) {
        return new FolderSettings(folders, switches, maxFileBytes, maxRoutes, maxFiles, look, drainTime, start);
    }
}
