package dev.serai.offline.daytona.toolbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.offline.daytona.wire.Refusal;
import dev.serai.offline.http.Json;
import dev.serai.offline.process.Pipe;
import dev.serai.offline.process.Running;
import dev.serai.offline.process.Shell;
import dev.serai.offline.process.Tail;
import io.vertx.core.http.ServerWebSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.UUID;

/** A Python that keeps its names from one piece of code to the next. */
final class Context {
    private static final short TIMED_OUT = 4008;
    private static final long GRACE_MILLIS = 2000;

    /** One piece of code and who waits for it. */
    private record Job(Path file, long seconds, ServerWebSocket socket) {}

    private final String id;
    private final Box box;
    private final String shownFolder;
    private final Path folder;
    private final Instant created;
    private final Deque<Job> waiting = new ArrayDeque<>();
    private Worker worker;
    private Job current;
    private boolean timedOut;
    private long began;

    Context(String id, Box box, String shownFolder, Path folder) {
        this.id = id;
        this.box = box;
        this.shownFolder = shownFolder;
        this.folder = folder;
        created = box.machine().now().get();
        start();
    }

    String id() {
        return id;
    }

    synchronized ObjectNode toJson() {
        return Json.object()
                .put("id", id)
                .put("cwd", shownFolder)
                .put("createdAt", created.toString())
                .put("active", worker != null)
                .put("language", "python");
    }

    /** Runs code after what came before; its output goes to the socket. */
    synchronized void run(String code, Map<String, String> environment, long seconds, ServerWebSocket socket) {
        start();
        try {
            var file = worker.job.resolve(UUID.randomUUID() + ".json");
            var order = Json.object().put("code", code);
            order.set("envs", Json.MAPPER.valueToTree(environment));
            Files.writeString(file, Json.write(order));
            waiting.addLast(new Job(file, seconds, socket));
            next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete() {
        Worker left;
        synchronized (this) {
            left = worker;
        }
        if (left != null) {
            left.python.kill();
        }
    }

    private void start() {
        if (worker == null) {
            worker = new Worker();
        }
    }

    private void next() {
        if (current == null && !waiting.isEmpty()) {
            current = waiting.removeFirst();
            timedOut = false;
            began = worker.written;
            worker.input.write((current.file + "\n").getBytes(StandardCharsets.UTF_8));
            if (current.seconds > 0) {
                var job = current;
                box.machine().looks().later(current.seconds * 1000, () -> timeOut(job));
            }
        }
    }

    /** How much the worker had written before the code that runs now. */
    private synchronized long beganAt() {
        return began;
    }

    private synchronized void timeOut(Job job) {
        if (current == job) {
            timedOut = true;
            var slow = worker;
            slow.python.signal("INT");
            box.machine().looks().later(GRACE_MILLIS, () -> killIfBusy(job, slow));
        }
    }

    private synchronized void killIfBusy(Job job, Worker slow) {
        if (current == job) {
            slow.python.kill();
        }
    }

    private synchronized void told(byte[] line) {
        if (current == null) {
            return;
        }
        JsonNode message = Json.parse(new String(line, StandardCharsets.UTF_8));
        var socket = current.socket;
        Sockets.whileOpen(socket, () -> socket.writeTextMessage(Json.write(message)));
        if (message.path("type").asText().equals("control")) {
            current = null;
            close(socket, (short) 1000, "");
            next();
        }
    }

    private synchronized void ended(Worker gone) {
        if (worker == gone) {
            worker = null;
        }
        if (current != null) {
            waiting.addFirst(current);
            current = null;
        }
        waiting.forEach(job -> close(job.socket, (short) 1001, "worker process ended"));
        waiting.clear();
    }

    private void close(ServerWebSocket socket, short code, String reason) {
        Sockets.whileOpen(socket, () -> socket.close(timedOut ? TIMED_OUT : code, timedOut ? "" : reason));
    }

    /** The process behind it; a new one is started when it is needed and the old one has gone. */
    private final class Worker {
        private final Path job = box.newJob();
        private final Pipe input =
                new Pipe(job.resolve("in"), box.machine().launcher().ticker());
        private final Lines lines = new Lines(Context.this::told);
        private final Tail output = new Tail(job.resolve("out"), this::written);
        private final Runnable look = output::look;
        private final Running python;
        private volatile long written;

        Worker() {
            if (!Language.isPresent("python3")) {
                throw Refusal.notDone("interpreters without python3, which is not on this machine");
            }
            try (var source = Context.class.getResourceAsStream("interpreter.py")) {
                Files.createDirectories(job);
                Files.write(job.resolve("interpreter.py"), source.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            python = box.start(
                    job,
                    folder,
                    Map.of("PYTHONDONTWRITEBYTECODE", "1"),
                    "mkfifo " + quoted("in") + "\nprintf 'say %s ready\\n' \"$JOB\" >&3\nexec python3 -u "
                            + quoted("interpreter.py") + " <" + quoted("in") + " 4>" + quoted("out")
                            + " >/dev/null 2>&1 3>&-",
                    null,
                    null,
                    report -> input.ready());
            box.machine().looks().add(look);
            python.end()
                    .thenAccept(end -> box.machine().looks().once(() -> {
                        box.machine().looks().remove(look);
                        output.look();
                        output.close();
                        input.close();
                        ended(this);
                    }));
        }

        private void written(byte[] bytes) {
            written += bytes.length;
            lines.add(bytes);
            if (written - beganAt() > box.machine().launcher().limits().output()) {
                python.kill();
            }
        }

        private String quoted(String file) {
            return Shell.quote(job.resolve(file).toString());
        }
    }
}
