package dev.serai.items.state;

import dev.serai.items.ItemsError;
import dev.serai.items.ItemsException;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What workflows remember from one message to the next: texts of JSON under names, in a folder with a file for each, or
 * without a folder for as long as this object lives. Safe for threads; one process writes to a folder.
 */
public final class StateStore {

    /** How many characters a text may have. */
    public static final int LONGEST = 4 << 20;

    private static final int LONGEST_NAME = 200;
    private static final String ENDING = ".json";

    private final Path folder;
    private final boolean secret;
    private final Map<String, String> texts = new LinkedHashMap<>();

    /** A store in a folder, which is made when it is needed; null keeps all in memory. */
    public StateStore(Path folder) {
        this(folder, false);
    }

    private StateStore(Path folder, boolean secret) {
        this.folder = folder;
        this.secret = secret;
    }

    /** One whose names are secrets too: its folder is for its owner alone, and no failure tells a name. */
    public static StateStore ofSecrets(Path folder) {
        return new StateStore(folder, true);
    }

    /** What was kept under a name, or null. */
    public synchronized String read(String name) {
        if (folder == null) {
            return texts.get(name);
        }
        var file = file(name);
        try {
            return Files.exists(file) ? Files.readString(file) : null;
        } catch (IOException e) {
            throw failure(file, "cannot be read", e);
        }
    }

    public synchronized void write(String name, String text) {
        if (text.length() > LONGEST) {
            throw new ItemsException(
                    ItemsError.STATE,
                    (secret ? "what is to be kept" : "'" + name + "'") + " would have " + text.length()
                            + " characters, more than " + LONGEST);
        }
        if (folder == null) {
            texts.put(name, text);
            return;
        }
        var file = file(name);
        try {
            makeFolder();
            // A crash leaves the old text or the new one, never half of it.
            var half = Files.createTempFile(folder, "state", ".tmp");
            Files.writeString(half, text);
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw failure(file, "cannot be written", e);
        }
    }

    private void makeFolder() throws IOException {
        if (!secret || !folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(folder);
            return;
        }
        Files.createDirectories(folder.toAbsolutePath().getParent());
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    private ItemsException failure(Path file, String what, IOException e) {
        // What the cause says has the name of the file in it.
        return secret
                ? new ItemsException(
                        ItemsError.STATE,
                        "a file in '" + folder + "' " + what + ": "
                                + e.getClass().getSimpleName())
                : new ItemsException(ItemsError.STATE, "'" + file + "' " + what + ": " + e.getMessage(), e);
    }

    /** Reads and writes with nobody between. */
    public synchronized void update(String name, UnaryOperator<String> change) {
        var before = read(name);
        var after = change.apply(before);
        if (!after.equals(before)) {
            write(name, after);
        }
    }

    public synchronized void remove(String name) {
        if (folder == null) {
            texts.remove(name);
            return;
        }
        var file = file(name);
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw failure(file, "cannot be removed", e);
        }
    }

    /** The names that begin so, as far as their files can tell: those of long names are left out. */
    public synchronized List<String> names(String prefix) {
        if (folder == null) {
            return texts.keySet().stream()
                    .filter(name -> name.startsWith(prefix))
                    .toList();
        }
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(ENDING) && file.length() <= LONGEST_NAME + ENDING.length())
                    .map(file -> URLDecoder.decode(
                            file.substring(0, file.length() - ENDING.length()), StandardCharsets.UTF_8))
                    .filter(name -> name.startsWith(prefix))
                    .toList();
        } catch (IOException e) {
            throw new ItemsException(ItemsError.STATE, "'" + folder + "' cannot be read: " + e.getMessage(), e);
        }
    }

    /** Names may hold anything; files of long names end in a number of the name. */
    private Path file(String name) {
        var safe = URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("*", "%2A")
                .replace(".", "%2E");
        if (safe.length() > LONGEST_NAME) {
            safe = safe.substring(0, LONGEST_NAME) + "-"
                    + java.util.UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        }
        return folder.resolve(safe + ENDING);
    }
}
