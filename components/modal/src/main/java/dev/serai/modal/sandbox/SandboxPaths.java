package dev.serai.modal.sandbox;

import dev.serai.modal.Inputs;
import dev.serai.modal.client.plane.Stages;
import dev.serai.modal.client.sandbox.ExecSpec;
import dev.serai.modal.client.sandbox.Sandboxes;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Paths of a sandbox as commands in it mean them: one that does not begin with a slash begins where they run. */
final class SandboxPaths {

    private final Sandboxes sandboxes;
    private final String sandbox;
    private final String cwd;
    private final Duration limit;
    private CompletableFuture<String> folder;

    /**
     * @param cwd   where commands run, or null for the sandbox's own folder
     * @param limit how long to ask for that folder may take
     */
    SandboxPaths(Sandboxes sandboxes, String sandbox, String cwd, Duration limit) {
        this.sandboxes = sandboxes;
        this.sandbox = sandbox;
        this.cwd = cwd;
        this.limit = limit;
    }

    <T> CompletableFuture<T> with(String path, Function<String, CompletableFuture<T>> task) {
        if (path.startsWith("/")) {
            return task.apply(path);
        }
        return Stages.then(folder(), start -> task.apply(start.endsWith("/") ? start + path : start + "/" + path));
    }

    private CompletableFuture<String> folder() {
        if (folder == null) {
            folder = cwd != null && cwd.startsWith("/")
                    ? CompletableFuture.completedFuture(cwd)
                    : Stages.map(sandboxes.exec(sandbox, ExecSpec.of("pwd").withLimit(limit)), done -> {
                        var where = done.stdout().text().strip();
                        if (done.exitCode() != 0 || !where.startsWith("/")) {
                            throw Inputs.input("the sandbox does not say in which folder its commands run,"
                                    + " so that a path has to begin with a slash");
                        }
                        return cwd == null ? where : where + "/" + cwd;
                    });
        }
        return folder;
    }
}
