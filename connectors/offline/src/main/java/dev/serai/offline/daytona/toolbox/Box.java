package dev.serai.offline.daytona.toolbox;

import dev.serai.offline.daytona.wire.Refusal;
import dev.serai.offline.process.Environments;
import dev.serai.offline.process.Leftovers;
import dev.serai.offline.process.Program;
import dev.serai.offline.process.Running;
import dev.serai.offline.process.Shell;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** What a sandbox is on this machine: a folder, and programs that run in it. */
public final class Box {
    private static final String VARIABLE = "DAYTONA_SANDBOX_ID";
    private static final int MOST_ATTEMPTS = 20;

    private final Machine machine;
    private final String id;
    private final Path folder;
    private final Path root;
    private final Path home;
    private final Tree tree;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final AtomicLong jobs = new AtomicLong();
    private final Sessions sessions;
    private final Terminals terminals;
    private final Contexts contexts;

    public Box(Machine machine, String id, Map<String, String> environment) {
        this.machine = machine;
        this.id = id;
        folder = machine.folder().resolve(id);
        root = folder.resolve("root");
        home = root.resolve("home").resolve("daytona");
        tree = new Tree(root, home);
        this.environment.putAll(Environments.bare());
        this.environment.putAll(Map.of(
                "HOME",
                home.toString(),
                "USER",
                "daytona",
                "LOGNAME",
                "daytona",
                "TMPDIR",
                root.resolve("tmp").toString()));
        this.environment.putAll(environment);
        this.environment.put(VARIABLE, id);
        sessions = new Sessions(this);
        terminals = new Terminals(this);
        contexts = new Contexts(this);
    }

    /** Makes the folder, with the files of another one where there is one. */
    public void create(Path from) throws IOException {
        if (from != null) {
            Folders.copy(from, root);
        }
        Files.createDirectories(home);
        Files.createDirectories(root.resolve("tmp"));
        Files.createDirectories(root.resolve("workspace"));
        Files.createDirectories(folder.resolve("jobs"));
    }

    /** Makes another folder reachable at a path of the sandbox. */
    public void mount(String path, Path target) throws IOException {
        var link = tree.resolve(path);
        Files.createDirectories(link.getParent());
        Files.createDirectories(target);
        tree.mount(target.toRealPath());
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, target);
    }

    /** Kills everything that runs; the files stay. */
    public void stop() {
        sessions.clear();
        terminals.clear();
        contexts.clear();
        Leftovers.kill(VARIABLE, id);
    }

    public void delete() throws IOException {
        for (var attempt = 1; ; attempt++) {
            stop();
            try {
                Folders.delete(folder);
                return;
            } catch (DirectoryNotEmptyException e) {
                // A process that was killed wrote something more before it was gone.
                if (attempt == MOST_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** The folder that is the sandbox's root. */
    public Path root() {
        return root;
    }

    public Path home() {
        return home;
    }

    /** True while somebody follows a log, sits at a terminal or waits for an interpreter. */
    public boolean isConnected() {
        return machine.sockets().isConnected(this);
    }

    /** The processes that belong to the sandbox now. */
    public long processes() {
        return Leftovers.with(VARIABLE, id).size();
    }

    String id() {
        return id;
    }

    String variable() {
        return VARIABLE;
    }

    Machine machine() {
        return machine;
    }

    Tree tree() {
        return tree;
    }

    Sessions sessions() {
        return sessions;
    }

    Terminals terminals() {
        return terminals;
    }

    Contexts contexts() {
        return contexts;
    }

    /** A new folder for a program's script and output, out of reach of the file operations. */
    Path newJob() {
        return folder.resolve("jobs").resolve(String.valueOf(jobs.incrementAndGet()));
    }

    /** Starts a program in the sandbox. */
    Running start(
            Path job,
            Path workingFolder,
            Map<String, String> more,
            String script,
            Path watched,
            Duration time,
            Consumer<String> reports) {
        var all = new LinkedHashMap<>(environment);
        more.forEach((name, value) -> {
            if (!Shell.isName(name)) {
                throw Refusal.badRequest("invalid environment variable name: " + name);
            }
            all.put(name, value);
        });
        all.put(VARIABLE, id);
        return machine.launcher().start(new Program(job, workingFolder, all, script, watched, time), reports);
    }
}
