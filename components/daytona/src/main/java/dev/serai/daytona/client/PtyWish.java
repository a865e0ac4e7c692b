package dev.serai.daytona.client;

import dev.serai.support.error.Failures;
import dev.serai.support.json.Json;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * What a terminal is to be like.
 *
 * @param cwd null for the sandbox's own
 */
public record PtyWish(String id, int columns, int rows, String cwd, Map<String, String> env) {

    public PtyWish {
        env = Map.copyOf(env);
        // Said before anything is made: such a terminal could not be reached.
        Segment.of(id);
    }

    /** Not the variables, which may have secrets. */
    @Override
    public String toString() {
        return "PtyWish[" + id + "]";
    }

    public CompletableFuture<Void> create(Toolbox toolbox) {
        var body = Json.object().put("id", id).put("cols", columns).put("rows", rows);
        if (cwd != null) {
            body.put("cwd", cwd);
        }
        if (!env.isEmpty()) {
            body.set("envs", Json.tree(env));
        }
        return toolbox.ask(toolbox.post("/process/pty", body).build(), Family.PROCESS)
                .thenAccept(created -> {});
    }

    /** Whether it is a new one; false where there is one of that name. */
    public CompletableFuture<Boolean> createUnlessThere(Toolbox toolbox) {
        return create(toolbox).handle((created, error) -> {
            if (error == null) {
                return true;
            }
            var cause = Failures.unwrap(error);
            if (cause instanceof DaytonaException known && known.code() == ProcessError.SESSION_EXISTS) {
                return false;
            }
            throw cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
        });
    }

    /** Ends a terminal with all that runs in it; nobody waits for that. */
    public static CompletableFuture<?> delete(Toolbox toolbox, String id) {
        return toolbox.farewell(PtySocket.path(id), "the terminal " + id);
    }
}
