package dev.serai.offline.daytona.toolbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.offline.http.Json;
import dev.serai.offline.process.Pipe;
import dev.serai.offline.process.Running;
import dev.serai.offline.process.Shell;
import dev.serai.offline.process.Tail;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** A shell on a terminal, which the program {@code script} makes. */
final class Terminal {
    private static final int MOST_UNSEEN = 64 << 10;

    private final String id;
    private final Box box;
    private final Path folder;
    private final Map<String, String> environment;
    private final Instant created;
    private final boolean lazy;
    private final String shownFolder;
    private final Set<ServerWebSocket> clients = new LinkedHashSet<>();
    private final ByteArrayOutputStream unseen = new ByteArrayOutputStream();
    private final Path job;
    private final Pipe input;
    private final Tail output;
    private final Runnable look;
    private Running shell;
    private boolean seen;
    private boolean over;
    private int columns;
    private int rows;

    Terminal(String id, Box box, TerminalWish wish) {
        this.id = id;
        this.box = box;
        environment = new LinkedHashMap<>(wish.environment());
        environment.putIfAbsent("TERM", "xterm-256color");
        columns = wish.columns();
        rows = wish.rows();
        lazy = wish.lazy();
        shownFolder = wish.folder() == null ? box.home().toString() : wish.folder();
        folder = wish.folder() == null ? box.home() : box.tree().resolve(wish.folder());
        created = box.machine().now().get();
        job = box.newJob();
        input = new Pipe(job.resolve("in"), box.machine().launcher().ticker());
        output = new Tail(job.resolve("out"), this::written);
        look = output::look;
        if (!lazy) {
            start();
        }
    }

    synchronized ObjectNode toJson() {
        var json = Json.object().put("id", id).put("cwd", shownFolder);
        json.set("envs", Json.MAPPER.valueToTree(environment));
        return json.put("cols", columns)
                .put("rows", rows)
                .put("createdAt", created.toString())
                .put("active", shell != null && shell.isAlive())
                .put("lazyStart", lazy);
    }

    synchronized boolean isOver() {
        return over;
    }

    /** Lets a client see and type; what was written before anybody saw it comes first. */
    synchronized void connect(ServerWebSocket socket) {
        // Before another thread writes to it.
        socket.accept();
        start();
        clients.add(socket);
        box.machine().sockets().add(box, socket, () -> leave(socket));
        socket.writeTextMessage(
                Json.write(Json.object().put("status", "connected").put("type", "control")));
        if (!seen && unseen.size() > 0) {
            socket.writeBinaryMessage(Buffer.buffer(unseen.toByteArray()));
        }
        seen = true;
        unseen.reset();
        socket.handler(bytes -> input.write(bytes.getBytes()));
    }

    synchronized void resize(int newColumns, int newRows) {
        columns = newColumns;
        rows = newRows;
        if (shell != null) {
            var script = "exec stty -F \"$(cat " + quoted("tty") + ")\" cols " + columns + " rows " + rows
                    + " >/dev/null 2>&1 3>&-";
            box.start(box.newJob(), box.home(), Map.of(), script, null, Duration.ofSeconds(10), report -> {});
        }
    }

    void kill() {
        Running running;
        synchronized (this) {
            running = shell;
        }
        if (running != null) {
            running.signal("HUP");
            running.kill();
        }
    }

    private void start() {
        if (shell != null) {
            return;
        }
        var command = "tty >" + quoted("tty") + "; stty cols " + columns + " rows " + rows + "; exec \"$BASH\" -l";
        shell = box.start(
                job,
                folder,
                environment,
                "export BASH\nexport SHELL=\"$BASH\"\nmkfifo " + quoted("in")
                        + "\nprintf 'say %s ready\\n' \"$JOB\" >&3\nexec script -q -e -f -c " + Shell.quote(command)
                        + " /dev/null <" + quoted("in") + " >" + quoted("out") + " 2>&1 3>&-",
                job.resolve("out"),
                box.machine().launcher().limits().time(),
                report -> input.ready());
        box.machine().looks().add(look);
        shell.end().thenAccept(end -> box.machine().looks().once(() -> ended(end.status())));
    }

    private synchronized void leave(ServerWebSocket socket) {
        clients.remove(socket);
    }

    private synchronized void written(byte[] bytes) {
        if (!seen && unseen.size() < MOST_UNSEEN) {
            unseen.writeBytes(bytes);
        }
        clients.forEach(client -> Sockets.whileOpen(client, () -> client.writeBinaryMessage(Buffer.buffer(bytes))));
    }

    private void ended(int status) {
        box.machine().looks().remove(look);
        output.look();
        output.close();
        input.close();
        Set<ServerWebSocket> left;
        synchronized (this) {
            over = true;
            left = Set.copyOf(clients);
            clients.clear();
        }
        var reason = Json.object().put("exitCode", status);
        if (status != 0) {
            reason.put("exitReason", reason(status));
        }
        left.forEach(client -> Sockets.whileOpen(client, () -> tellEnd(client, status, reason)));
        box.terminals().remove(id, this);
    }

    private static void tellEnd(ServerWebSocket client, int status, ObjectNode reason) {
        if (TerminalHandlers.EXIT_CONTROL.equals(client.subProtocol())) {
            var control = Json.object().put("type", "control").put("status", "exited");
            client.writeTextMessage(Json.write(control.setAll(reason)));
        }
        client.close((short) (status == 0 ? 1000 : 1011), Json.write(reason));
    }

    private static String reason(int status) {
        return switch (status) {
            case 130 -> "Ctrl+C";
            case 137 -> "SIGKILL";
            case 143 -> "SIGTERM";
            default -> status > 128 ? "signal " + (status - 128) : "non-zero exit";
        };
    }

    private String quoted(String file) {
        return Shell.quote(job.resolve(file).toString());
    }
}
