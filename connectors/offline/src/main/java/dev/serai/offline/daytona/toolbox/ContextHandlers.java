package dev.serai.offline.daytona.toolbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.offline.daytona.wire.Call;
import dev.serai.offline.daytona.wire.Fields;
import dev.serai.offline.daytona.wire.Refusal;
import dev.serai.offline.http.Json;
import io.vertx.core.http.ServerWebSocket;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** Interpreters; code comes by a WebSocket. */
final class ContextHandlers {
    private static final long DEFAULT_SECONDS = 600;

    private final Box box;

    ContextHandlers(Box box) {
        this.box = box;
    }

    void create(Call call) {
        var body = call.json();
        var language = Fields.text(body, "language");
        if (language != null && !language.equals("python")) {
            throw Refusal.silent(400);
        }
        var folder = Fields.text(body, "cwd");
        if (folder != null && !Files.isDirectory(box.tree().resolve(folder))) {
            throw Refusal.silent(500);
        }
        call.reply(box.contexts().create(folder).toJson());
    }

    void list(Call call) {
        var answer = Json.object();
        answer.set("contexts", box.contexts().toJson());
        call.reply(answer);
    }

    void delete(Call call) {
        if (call.word(0).equals(Contexts.DEFAULT)) {
            throw Refusal.silent(400);
        }
        if (!box.contexts().delete(call.word(0))) {
            throw Refusal.silent(404);
        }
        call.reply(Json.object().put("message", "Context deleted successfully"));
    }

    /** The first message says what to run. */
    void connect(ServerWebSocket socket) {
        socket.accept();
        box.machine().sockets().add(box, socket, () -> {});
        socket.textMessageHandler(text -> {
            socket.textMessageHandler(ignored -> {});
            begin(socket, text);
        });
    }

    private void begin(ServerWebSocket socket, String text) {
        try {
            run(socket, Json.parse(text));
        } catch (UncheckedIOException e) {
            socket.close((short) 1002, "invalid JSON payload");
        } catch (Refusal e) {
            socket.close((short) 1008, e.getMessage() == null ? "refused" : e.getMessage());
        }
    }

    private void run(ServerWebSocket socket, JsonNode order) {
        var code = Fields.text(order, "code");
        var seconds = Fields.number(order, "timeout");
        if (code == null || code.isEmpty()) {
            throw Refusal.badRequest("code is required");
        }
        if (seconds != null && seconds < 0) {
            throw Refusal.badRequest("timeout must be greater than or equal to 0");
        }
        var id = Fields.text(order, "contextId");
        var context = box.contexts().get(id);
        if (context == null) {
            throw Refusal.notFound("context not found: " + id);
        }
        context.run(code, Fields.texts(order, "envs"), seconds == null ? DEFAULT_SECONDS : seconds, socket);
    }
}
