package dev.serai.runtime.load;

import dev.serai.n8n.report.Made;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a folder of files beside those that are there. It touches none of those but what it may have made itself. */
final class NewFolder {

    private static final Logger LOG = LoggerFactory.getLogger(NewFolder.class);

    /** Names come from strangers: nothing that is hidden, that leads elsewhere, or that a system reads otherwise. */
    private static final Pattern FOLDER = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    private static final Pattern FILE =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,119}\\.(?:camel\\.yaml|form\\.html|json|md|properties)");
    private static final String ROUTES = ".camel.yaml";

    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final FolderSettings settings;

    NewFolder(FolderSettings settings) {
        this.settings = settings;
    }

    /** Where a folder of this name would be made; fails where that cannot be. */
    Path place(String name) {
        if (!FOLDER.matcher(name).matches()) {
            throw new LoadException(LoadError.NOT_WRITTEN, "The name of the folder has more than a to z, 0 to 9 and -");
        }
        for (var folder : settings.all()) {
            // Files are found below every folder, so the name may be taken in none of them.
            if (Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
                throw taken(name);
            }
        }
        return Stream.concat(
                        settings.folders().stream()
                                .filter(folder -> Files.isDirectory(folder) && Files.isWritable(folder)),
                        Stream.ofNullable(settings.imported()).filter(NewFolder::canBeMade))
                .findFirst()
                .orElseThrow(() -> new LoadException(
                        LoadError.NO_FOLDER, "None of the folders of routes may be written, nor SERAI_DATA"))
                .resolve(name);
    }

    private static boolean canBeMade(Path folder) {
        var there = folder;
        while (there != null && !Files.exists(there, LinkOption.NOFOLLOW_LINKS)) {
            there = there.getParent();
        }
        return there != null && Files.isDirectory(there) && Files.isWritable(there);
    }

    /** The folder of an earlier import of this name. What somebody else has made is none. */
    Optional<Path> existing(String name) {
        return FOLDER.matcher(name).matches()
                ? settings.all().stream()
                        .map(folder -> folder.resolve(name))
                        .filter(folder -> Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                                && Files.isWritable(folder)
                                && isImport(folder))
                        .findFirst()
                : Optional.empty();
    }

    /** The same, where what is there is of the workflow that these files are of. */
    Optional<Path> existing(String name, Map<String, String> files) {
        return existing(name)
                .filter(there -> Made.in(there).isReplacedBy(Made.of(files.getOrDefault(Made.REPORT, "{}"))));
    }

    private static boolean isImport(Path folder) {
        var routes = folder.getFileName() + ROUTES;
        // Without its routes, it is one whose removal was not ended.
        return Files.isRegularFile(folder.resolve(Made.REPORT), LinkOption.NOFOLLOW_LINKS)
                && (Files.isRegularFile(folder.resolve(routes), LinkOption.NOFOLLOW_LINKS)
                        || Made.in(folder).files().contains(routes));
    }

    /** The folder of an earlier import, which must be there. */
    Path imported(String name) {
        return existing(name)
                .orElseThrow(() -> new LoadException(
                        LoadError.NOT_IMPORTED, "There is no imported folder of this name that may be written"));
    }

    /** Of the values beside the routes those that somebody has set: what an import gave is its own to change. */
    Map<String, String> set(Path folder, Map<String, String> values) {
        var made = Made.in(folder);
        return values.entrySet().stream()
                .filter(one -> made.isSet(one.getKey(), one.getValue()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The text of a file beside the routes; nothing where there is none. */
    String read(Path file) {
        try (var stream = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            var bytes = stream.readNBytes(settings.maxFileBytes() + 1);
            if (bytes.length > settings.maxFileBytes()) {
                throw new LoadException(LoadError.TOO_LARGE, file.getFileName() + " is too large");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (NoSuchFileException none) {
            return "";
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Another text for a file, at once. */
    void replace(Path file, String text) {
        var hidden = file.resolveSibling(hidden(file.getFileName().toString()));
        try {
            write(hidden, text);
            Files.move(hidden, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /**
     * Takes the files of an earlier import away, its routes first, and last the report that names them, so that it can be
     * tried again. What else lies there stays.
     */
    Path remove(String name) {
        var target = imported(name);
        var made = Made.in(target).files();
        try {
            delete(target, name + ROUTES);
            for (var file : made.isEmpty() ? List.of(name + ".n8n.json", FolderProperties.FILE, "REPORT.md") : made) {
                if (!file.equals(Made.REPORT)) {
                    delete(target, file);
                }
            }
            delete(target, Made.REPORT);
            try (var left = Files.list(target)) {
                if (left.findAny().isEmpty()) {
                    Files.delete(target);
                }
            }
            return target;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static void delete(Path folder, String file) throws IOException {
        for (var name : List.of(hidden(file), file)) {
            if (FILE.matcher(file).matches() && Files.isRegularFile(folder.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
                Files.delete(folder.resolve(name));
            }
        }
    }

    /**
     * Routes are moved to their names last, since they are loaded as soon as they are seen.
     *
     * @param replace whether an earlier import of this name may be written over
     */
    Path write(String name, Map<String, String> files, boolean replace) {
        var existing = replace ? existing(name, files) : Optional.<Path>empty();
        var target = existing.isPresent() ? existing.get() : place(name);
        for (var file : files.keySet()) {
            if (!FILE.matcher(file).matches()) {
                throw new LoadException(LoadError.NOT_WRITTEN, "A file has a name that is not allowed");
            }
        }
        try {
            if (existing.isEmpty()) {
                Files.createDirectories(target.getParent());
                // Fails if somebody else was faster.
                Files.createDirectory(target);
            }
        } catch (FileAlreadyExistsException e) {
            throw taken(name);
        } catch (IOException e) {
            throw failed(e);
        }
        var before = existing.isEmpty() ? List.<String>of() : Made.in(target).files();
        try {
            for (var file : files.entrySet()) {
                write(target.resolve(hidden(file.getKey())), file.getValue());
            }
            for (var file : files.keySet().stream()
                    .sorted(Comparator.comparing((String one) -> one.endsWith(ROUTES)))
                    .toList()) {
                Files.move(target.resolve(hidden(file)), target.resolve(file), StandardCopyOption.ATOMIC_MOVE);
            }
            for (var file : before) {
                // What somebody may have set is not the import's.
                if (!files.containsKey(file) && !file.equals(FolderProperties.FILE)) {
                    delete(target, file);
                }
            }
            return target;
        } catch (IOException e) {
            if (existing.isEmpty()) {
                remove(target);
            }
            throw failed(e);
        }
    }

    private static String hidden(String file) {
        return "." + file + ".new";
    }

    private static void write(Path file, String text) throws IOException {
        // What a stopped process has left there, and never what a link leads to.
        Files.deleteIfExists(file);
        if (file.endsWith(hidden(FolderProperties.FILE))
                && Files.getFileStore(file.getParent()).supportsFileAttributeView("posix")) {
            // It may hold secrets, which are nobody else's.
            Files.createFile(file, OWNER_ONLY);
            Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.WRITE);
            return;
        }
        Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    private static void remove(Path target) {
        try (var all = Files.walk(target)) {
            for (var entry : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(entry);
            }
        } catch (IOException e) {
            LOG.warn("What was begun in {} stays there", target, e);
        }
    }

    private static LoadException taken(String name) {
        return new LoadException(LoadError.FOLDER_TAKEN, "There is a folder " + name + " already");
    }

    private static LoadException failed(IOException e) {
        LOG.warn("A folder of routes cannot be written", e);
        return new LoadException(
                LoadError.NOT_WRITTEN,
                "The folder cannot be written (" + e.getClass().getSimpleName() + ")");
    }
}
