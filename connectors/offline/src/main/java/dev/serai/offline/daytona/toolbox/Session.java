package dev.serai.offline.daytona.toolbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.offline.daytona.wire.Refusal;
import dev.serai.offline.http.Json;
import dev.serai.offline.process.Pipe;
import dev.serai.offline.process.Running;
import dev.serai.offline.process.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A shell that runs one command after another. A command that says {@code exit} ends the shell: it never gets an exit
 * status, and nothing tells those who wait, as in the service.
 */
final class Session {
    private static final long GRACE_MILLIS = 500;

    private final String id;
    private final Box box;
    private final Map<String, SessionCommand> commands = new LinkedHashMap<>();
    private final CompletableFuture<Void> deleted = new CompletableFuture<>();
    private final Path folder;
    private final Running shell;
    private final Pipe input;

    Session(String id, Box box) {
        this.id = id;
        this.box = box;
        folder = box.newJob();
        var pipe = folder.resolve("in");
        input = new Pipe(pipe, box.machine().launcher().ticker());
        var quoted = Shell.quote(pipe.toString());
        shell = box.start(
                folder,
                box.home(),
                Map.of(),
                "mkfifo " + quoted + "\nprintf 'say %s ready\\n' \"$JOB\" >&3\nexec \"$BASH\" <" + quoted
                        + " >/dev/null 2>&1",
                null,
                null,
                this::reported);
    }

    Box box() {
        return box;
    }

    synchronized SessionCommand run(String text, boolean async, boolean echo) {
        if (!shell.isAlive()) {
            throw Refusal.badRequest("failed to execute command: failed to write command: broken pipe");
        }
        var command = new SessionCommand(this, text, async, echo);
        commands.put(command.id(), command);
        try {
            input.write(command.prepare(shell.id()).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return command;
    }

    synchronized SessionCommand command(String commandId) {
        var command = commands.get(commandId);
        if (command == null) {
            throw Refusal.notFound("command not found");
        }
        return command;
    }

    void send(String commandId, String data) {
        if (!shell.isAlive()) {
            throw Refusal.of(410, "session process has exited");
        }
        var command = command(commandId);
        if (command.isDone()) {
            throw Refusal.of(
                    410,
                    "command has already completed with exit code "
                            + command.end().getNow(0));
        }
        command.send(data);
    }

    /** Completes when the session is deleted. */
    CompletableFuture<Void> deleted() {
        return deleted;
    }

    void kill() {
        shell.kill();
    }

    /** Ends the shell and what it started: first politely, soon after by force. */
    void delete() {
        shell.signal("TERM");
        input.close();
        box.machine().looks().later(GRACE_MILLIS, shell::kill);
        shell.end().thenRunAsync(this::forget, box.machine().disk());
        synchronized (this) {
            commands.values().forEach(SessionCommand::cancel);
        }
        deleted.complete(null);
    }

    synchronized ObjectNode toJson() {
        var json = Json.object().put("sessionId", id);
        var list = json.putArray("commands");
        commands.values().forEach(command -> list.add(command.toJson()));
        return json;
    }

    private void forget() {
        try {
            Folders.delete(folder);
            List<SessionCommand> all;
            synchronized (this) {
                all = List.copyOf(commands.values());
            }
            for (var command : all) {
                command.forget();
            }
        } catch (IOException e) {
            // Goes with the sandbox.
        }
    }

    private void reported(String report) {
        var words = report.split(" ");
        if (words[0].equals("ready")) {
            input.ready();
            return;
        }
        SessionCommand command;
        synchronized (this) {
            command = words.length > 1 ? commands.get(words[1]) : null;
        }
        if (command != null && words[0].equals("began")) {
            command.began();
        } else if (command != null && words[0].equals("done") && words.length == 3) {
            command.done(Integer.parseInt(words[2]));
        }
    }
}
