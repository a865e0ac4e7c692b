package dev.serai.offline.daytona.toolbox;

import dev.serai.offline.daytona.wire.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A sandbox's files. A path that a client names is looked for below the sandbox's folder, as if that were the root; the
 * folder's own path on this machine is understood too, since commands see that one. Nothing else can be reached.
 */
final class Tree {
    private final Path root;
    private final Path home;
    private final List<Path> mounts = new CopyOnWriteArrayList<>();

    Tree(Path root, Path home) {
        this.root = root;
        this.home = home;
    }

    /** A folder elsewhere that links may lead to. */
    void mount(Path folder) {
        mounts.add(folder);
    }

    /** The file of a client's path; what lies outside is refused. */
    Path resolve(String path) {
        Path wanted;
        try {
            wanted = Path.of(path);
        } catch (InvalidPathException e) {
            throw Refusal.silent(400);
        }
        Path found;
        if (!wanted.isAbsolute()) {
            found = home.resolve(wanted).normalize();
            found = found.startsWith(root) ? found : below(found);
        } else {
            wanted = wanted.normalize();
            found = wanted.startsWith(root) ? wanted : below(wanted);
        }
        if (!isInside(found)) {
            throw Refusal.silent(403);
        }
        return found;
    }

    /** How a client that asked for {@code asked} calls a file that was found below it. */
    String shown(String asked, Path start, Path file) {
        var rest = start.relativize(file).toString();
        if (rest.isEmpty()) {
            return asked;
        }
        return asked.endsWith("/") ? asked + rest : asked + "/" + rest;
    }

    private Path below(Path absolute) {
        return root.resolve(absolute.getRoot().relativize(absolute).toString()).normalize();
    }

    /** Links must not lead out: the nearest part of the path that exists is inside. */
    private boolean isInside(Path file) {
        try {
            var known = file;
            while (!Files.exists(known)) {
                if (Files.isSymbolicLink(known)) {
                    // A link to nowhere; what would be written there is elsewhere.
                    return false;
                }
                known = known.getParent();
            }
            var real = known.toRealPath();
            return real.startsWith(root) || mounts.stream().anyMatch(real::startsWith);
        } catch (IOException e) {
            return false;
        }
    }
}
