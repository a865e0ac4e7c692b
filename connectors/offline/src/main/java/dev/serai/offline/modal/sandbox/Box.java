package dev.serai.offline.modal.sandbox;

import dev.serai.offline.modal.machine.Machine;
import dev.serai.offline.modal.wire.Refusal;
import dev.serai.offline.process.Environments;
import dev.serai.offline.process.Leftovers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What a sandbox is on this machine: a folder that stands for its root. */
final class Box {
    private static final String VARIABLE = "MODAL_SANDBOX_ID";
    private static final String HOME = "/root";
    static final String FILE_TOOLS = "/__modal/.bin/modal-sandbox-fs-tools";

    private final Machine machine;
    private final String id;
    private final Path folder;
    private final Path root;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private String workdir = HOME;

    Box(Machine machine, String id) {
        this.machine = machine;
        this.id = id;
        folder = machine.folder().resolve("sandboxes").resolve(id);
        root = folder.resolve("root");
        environment.putAll(Environments.bare());
        environment.put("HOME", resolve(HOME).toString());
        environment.put("TMPDIR", resolve("/tmp").toString());
        environment.put("USER", "root");
    }

    /** Makes the folder, with what an image holds, and the paths that lead to volumes. */
    CompletableFuture<Void> create(
            Path image, String wantedWorkdir, Map<String, String> variables, Map<String, Path> volumes) {
        environment.putAll(variables);
        workdir = wantedWorkdir.isEmpty() ? HOME : wantedWorkdir;
        var copied = image == null ? CompletableFuture.<Void>completedFuture(null) : machine.copy(image, root);
        return copied.thenCompose(nothing -> machine.onDisk(() -> {
            for (var path : List.of(HOME, "/tmp", workdir)) {
                Files.createDirectories(resolve(path));
            }
            for (var mount : volumes.entrySet()) {
                mount(resolve(mount.getKey()), mount.getValue());
            }
            return null;
        }));
    }

    Path root() {
        return root;
    }

    /** The file that a path within the sandbox means; the machine's own path of it is understood too. */
    Path resolve(String path) {
        var wanted = Path.of(path).normalize();
        if (wanted.startsWith(root)) {
            return wanted;
        }
        return root.resolve(
                        Path.of("/").relativize(Path.of("/").resolve(wanted)).toString())
                .normalize();
    }

    /** Where a command runs that says so or not. */
    Path workingFolder(String wanted) {
        var found = resolve(wanted.isEmpty() ? workdir : wanted);
        if (!Files.isDirectory(found)) {
            throw Refusal.invalid("the working directory " + wanted + " does not exist");
        }
        return found;
    }

    /** All variables of a program in here. */
    Map<String, String> environment(Map<String, String> more) {
        var all = new LinkedHashMap<>(environment);
        all.putAll(more);
        all.put(VARIABLE, id);
        return all;
    }

    /** The command itself; where it is the service's own program for files, the stand-in's. */
    List<String> command(List<String> wanted) {
        if (!wanted.get(0).equals(FILE_TOOLS)) {
            return wanted;
        }
        if (wanted.size() != 2) {
            throw Refusal.invalid(FILE_TOOLS + " takes one argument");
        }
        return List.of("python3", "-B", machine.script("fs-tools.py").toString(), root.toString(), wanted.get(1));
    }

    /** Whether a command is the one that writes a file: it does nothing before it has read all. */
    static boolean takesAFile(List<String> command) {
        return command.size() == 2
                && command.get(0).equals(FILE_TOOLS)
                && command.get(1).startsWith("{\"WriteFile\"");
    }

    /** Kills all that runs in here, also what has left its group; to be called on the thread for files. */
    void kill() {
        Leftovers.kill(VARIABLE, id);
    }

    void delete() {
        machine.delete(folder);
    }

    private static void mount(Path link, Path target) throws IOException {
        Files.createDirectories(link.getParent());
        Files.createDirectories(target);
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, target);
    }
}
