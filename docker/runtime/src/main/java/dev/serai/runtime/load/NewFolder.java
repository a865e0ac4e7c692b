package dev.serai.runtime.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a folder of files beside those that are there, and never touches one of those. */
final class NewFolder {

    private static final Logger LOG = LoggerFactory.getLogger(NewFolder.class);

    /** Names come from strangers: nothing that is hidden, that leads elsewhere, or that a system reads otherwise. */
    private static final Pattern FOLDER = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    private static final Pattern FILE =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,119}\\.(?:camel\\.yaml|json|md|properties)");
    private static final String ROUTES = ".camel.yaml";

    private final List<Path> folders;

    NewFolder(List<Path> folders) {
        this.folders = folders;
    }

    /** Where a folder of this name would be made; fails where that cannot be. */
    Path place(String name) {
        if (!FOLDER.matcher(name).matches()) {
            throw new LoadException(LoadError.NOT_WRITTEN, "The name of the folder has more than a to z, 0 to 9 and -");
        }
        for (var folder : folders) {
            // Files are found below every folder, so the name may be taken in none of them.
            if (Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
                throw taken(name);
            }
        }
        return folders.stream()
                .filter(folder -> Files.isDirectory(folder) && Files.isWritable(folder))
                .findFirst()
                .orElseThrow(() -> new LoadException(
                        LoadError.NO_FOLDER,
                        folders.isEmpty()
                                ? "SERAI_ROUTES names no folder"
                                : "None of the folders of routes may be written"))
                .resolve(name);
    }

    /** Routes are moved to their names last, since they are loaded as soon as they are seen. */
    Path write(String name, Map<String, String> files) {
        var target = place(name);
        for (var file : files.keySet()) {
            if (!FILE.matcher(file).matches()) {
                throw new LoadException(LoadError.NOT_WRITTEN, "A file has a name that is not allowed");
            }
        }
        try {
            // Fails if somebody else was faster.
            Files.createDirectory(target);
        } catch (FileAlreadyExistsException e) {
            throw taken(name);
        } catch (IOException e) {
            throw failed(e);
        }
        try {
            for (var file : files.entrySet()) {
                write(target.resolve(hidden(file.getKey())), file.getValue());
            }
            for (var file : files.keySet()) {
                if (file.endsWith(ROUTES)) {
                    Files.move(target.resolve(hidden(file)), target.resolve(file), StandardCopyOption.ATOMIC_MOVE);
                }
            }
            return target;
        } catch (IOException e) {
            remove(target);
            throw failed(e);
        }
    }

    private static String hidden(String file) {
        return file.endsWith(ROUTES) ? "." + file + ".new" : file;
    }

    private static void write(Path file, String text) throws IOException {
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
