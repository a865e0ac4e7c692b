package dev.serai.runtime.load;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Looks at the folders: which files may hold routes, which were left alone, which folders there are to watch. */
final class FolderScan {

    private static final int DEPTH = 16;
    private static final int ENTRIES = 50_000;

    private final FolderSettings settings;
    private final Map<Path, String> names = new HashMap<>();
    private final Set<Path> found = new HashSet<>();
    private Sighting last;

    FolderScan(FolderSettings settings) {
        this.settings = settings;
        if (settings.folders().size() > 1) {
            var taken = new HashSet<String>();
            for (var folder : settings.folders()) {
                var name = folder.getFileName() == null
                        ? "root"
                        : folder.getFileName().toString();
                var free = name;
                for (var i = 2; !taken.add(free); i++) {
                    free = name + "-" + i;
                }
                names.put(folder, free + "/");
            }
        }
        if (settings.imported() != null) {
            // The whole path, which no file of another folder can have.
            names.put(settings.imported(), settings.imported() + "/");
        }
    }

    /**
     * What one look has found.
     *
     * @param properties the files of properties, with what tells that they have changed
     */
    record Sighting(
            SortedMap<String, Source> sources,
            SortedMap<String, String> skipped,
            Set<Path> folders,
            SortedMap<Path, Source.Stamp> properties) {}

    /** What stands before the paths of a folder's files: nothing where it is the only one. */
    String prefix(Path folder) {
        return names.getOrDefault(folder, "");
    }

    /** An exception means that nothing is known: whoever asks keeps what is loaded. */
    Sighting look() throws IOException {
        var sighting = new Sighting(new TreeMap<>(), new TreeMap<>(), new HashSet<>(), new TreeMap<>());
        for (var folder : settings.all()) {
            var prefix = prefix(folder);
            if (Files.isDirectory(folder)) {
                found.add(folder);
                new Walk(folder, folder.toRealPath(), prefix, sighting).directory(folder, 0);
            } else {
                var place = prefix.isEmpty() ? folder.toString() : prefix;
                if (found.contains(folder) && last != null) {
                    // A folder that is mounted anew is away for a moment.
                    known(folder, sighting);
                    sighting.skipped().put(place, "The folder is not there any more; what was loaded from it stays.");
                } else if (!folder.equals(settings.imported())) {
                    sighting.skipped().put(place, "The folder is not there.");
                }
            }
        }
        last = sighting;
        return sighting;
    }

    private boolean wasFolder(Path entry) {
        return last != null && last.folders().contains(entry);
    }

    /** What was there when it was last seen is taken to be there still. */
    private void known(Path place, Sighting sighting) {
        if (last != null) {
            last.sources().values().stream()
                    .filter(source -> source.file().startsWith(place))
                    .forEach(source -> sighting.sources().putIfAbsent(source.path(), source));
            last.properties().forEach((file, stamp) -> {
                if (file.startsWith(place)) {
                    sighting.properties().putIfAbsent(file, stamp);
                }
            });
        }
    }

    private final class Walk {

        private final Path folder;
        private final Path real;
        private final String prefix;
        private final Sighting sighting;
        private final Set<Path> seen = new HashSet<>();
        private int entries;

        Walk(Path folder, Path real, String prefix, Sighting sighting) {
            this.folder = folder;
            this.real = real;
            this.prefix = prefix;
            this.sighting = sighting;
        }

        void directory(Path directory, int depth) throws IOException {
            // Links may form a ring; each real folder is looked at once.
            if (depth > DEPTH || !seen.add(directory.toRealPath())) {
                return;
            }
            sighting.folders().add(directory);
            var project = Files.exists(directory.resolve("pom.xml"));
            try (var listing = Files.newDirectoryStream(directory)) {
                for (var entry : listing) {
                    if (++entries > ENTRIES) {
                        skip(directory, "The folder has too many entries; the rest was not looked at.");
                        return;
                    }
                    entry(entry, depth, project);
                }
            } catch (DirectoryIteratorException broken) {
                throw broken.getCause();
            } catch (AccessDeniedException closed) {
                skip(directory, "The folder may not be read; what was loaded from it stays.");
                known(directory, sighting);
            } catch (NoSuchFileException | NotDirectoryException gone) {
                // It went away between two steps of this look; the next look tells.
                seen.remove(directory);
            }
        }

        private void entry(Path entry, int depth, boolean project) throws IOException {
            var name = entry.getFileName().toString();
            if (name.startsWith(".") || name.equals("target") || name.equals("node_modules")) {
                return;
            }
            var kind = FileKind.of(name);
            var properties = name.equals(FolderProperties.FILE);
            // A folder that cannot be read for a moment does not look like one.
            if (kind.isEmpty() && !properties && !Files.isDirectory(entry) && !wasFolder(entry)) {
                if (name.endsWith(".yml")) {
                    skip(entry, "Routes are read from files that end in .yaml.");
                }
                return;
            }
            try {
                // A link that leaves the folder would make the runtime run what somebody else may write.
                if (!entry.toRealPath().startsWith(real)) {
                    skip(entry, "The link leads out of the folder.");
                    return;
                }
                var attributes = Files.readAttributes(entry, BasicFileAttributes.class);
                if (attributes.isDirectory()) {
                    if (project && name.equals("src")) {
                        skip(entry, "It holds the sources of a Maven project.");
                    } else {
                        directory(entry, depth + 1);
                    }
                } else if (properties && attributes.isRegularFile()) {
                    sighting.properties().put(entry, stamp(entry, attributes));
                } else if (kind.isPresent() && attributes.isRegularFile()) {
                    file(entry, kind.get(), attributes);
                }
            } catch (NoSuchFileException gone) {
                // Gone, or a link to nothing.
                if (Files.exists(entry, LinkOption.NOFOLLOW_LINKS)) {
                    skip(entry, "The link leads to nothing.");
                }
            } catch (FileSystemException unreadable) {
                // Such as a link to itself: one entry must not keep all others from being seen.
                skip(entry, "It cannot be read: " + unreadable.getReason() + "; what was loaded from it stays.");
                known(entry, sighting);
                if (wasFolder(entry)) {
                    sighting.folders().add(entry);
                }
            }
        }

        private void file(Path file, FileKind kind, BasicFileAttributes attributes) {
            var name = file.getFileName().toString();
            if (kind == FileKind.YAML && (name.equals("application.yaml") || name.startsWith("application-"))) {
                skip(file, "It holds settings, not routes.");
            } else if (name.equals("pom.xml")) {
                skip(file, "It is a Maven project's file.");
            } else if (sighting.sources().size() >= settings.maxFiles()) {
                skip(file, "There are more than " + settings.maxFiles() + " files; raise serai.load.max-files.");
            } else {
                sighting.sources().put(path(file), new Source(path(file), real, file, kind, stamp(file, attributes)));
            }
        }

        private void skip(Path entry, String reason) {
            sighting.skipped().put(path(entry), reason);
        }

        private String path(Path entry) {
            return prefix + folder.relativize(entry).toString().replace('\\', '/');
        }
    }

    private static Source.Stamp stamp(Path file, BasicFileAttributes attributes) {
        return new Source.Stamp(
                attributes.size(),
                attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
                changed(file),
                attributes.fileKey());
    }

    private static long changed(Path file) {
        try {
            return ((FileTime) Files.getAttribute(file, "unix:ctime")).to(TimeUnit.NANOSECONDS);
        } catch (IOException | RuntimeException notHere) {
            return 0;
        }
    }
}
