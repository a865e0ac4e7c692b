package dev.serai.offline.daytona.toolbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.offline.daytona.wire.Call;
import dev.serai.offline.daytona.wire.Fields;
import dev.serai.offline.daytona.wire.Refusal;
import dev.serai.offline.http.Json;
import dev.serai.offline.http.Query;
import io.vertx.core.http.ServerWebSocket;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.Map;

/** Terminals; their errors have a shape of their own. */
public final class TerminalHandlers {
    /** The sub-protocol of clients that want to be told of the end before the connection closes. */
    public static final String EXIT_CONTROL = "X-Daytona-Pty-Exit-Control";

    private static final String ENVIRONMENT = "X-Daytona-Pty-Envs~";
    private static final int LARGEST = 1000;

    private final Box box;

    TerminalHandlers(Box box) {
        this.box = box;
    }

    void list(Call call) {
        var answer = Json.object();
        answer.set("sessions", box.terminals().toJson());
        call.reply(answer);
    }

    void create(Call call) {
        mustBePossible();
        var body = call.json();
        var id = Fields.text(body, "id");
        var columns = Fields.number(body, "cols");
        var rows = Fields.number(body, "rows");
        if (id == null || id.isEmpty()) {
            refuse(call, 400, "session ID is required");
        } else if (columns != null && columns > LARGEST || rows != null && rows > LARGEST) {
            refuse(call, 400, "invalid value for cols or rows - must be less than " + LARGEST);
        } else if (!isFolder(Fields.text(body, "cwd"))) {
            refuse(call, 500, "failed to start PTY session");
        } else if (box.terminals().create(id, wish(body, columns, rows)) == null) {
            refuse(call, 409, "PTY session with ID '" + id + "' already exists");
        } else {
            call.reply(201, Json.object().put("sessionId", id));
        }
    }

    void get(Call call) {
        var terminal = box.terminals().get(call.word(0));
        if (terminal == null) {
            refuse(call, 404, "PTY session not found");
        } else {
            call.reply(terminal.toJson());
        }
    }

    void delete(Call call) {
        var terminal = box.terminals().get(call.word(0));
        if (terminal == null) {
            refuse(call, 404, "PTY session not found");
            return;
        }
        box.terminals().remove(call.word(0), terminal);
        terminal.kill();
        call.reply(Json.object().put("message", "PTY session deleted"));
    }

    void resize(Call call) {
        var body = call.json();
        var columns = Fields.number(body, "cols");
        var rows = Fields.number(body, "rows");
        var terminal = box.terminals().get(call.word(0));
        if (columns == null || rows == null || !fits(columns) || !fits(rows)) {
            refuse(call, 400, "cols and rows must be between 1 and " + LARGEST);
        } else if (terminal == null) {
            refuse(call, 410, "PTY session " + call.word(0) + " not found");
        } else {
            terminal.resize(columns, rows);
            call.reply(terminal.toJson());
        }
    }

    void connect(ServerWebSocket socket, String id) {
        var terminal = box.terminals().get(id);
        if (terminal == null || terminal.isOver()) {
            fail(socket, "PTY session " + id + " not found");
        } else {
            terminal.connect(socket);
        }
    }

    /** Makes a terminal and connects to it at once. */
    void createAndConnect(ServerWebSocket socket) {
        mustBePossible();
        var query = Query.parse(socket.query());
        var id = query.first("id");
        var folder = query.first("cwd");
        if (id == null || id.isEmpty() || !isFolder(folder)) {
            fail(socket, id == null || id.isEmpty() ? "session ID is required" : "no such folder: " + folder);
            return;
        }
        var wish = new TerminalWish(
                folder, environment(socket), number(query.first("cols"), 80), number(query.first("rows"), 24), true);
        var terminal = box.terminals().create(id, wish);
        if (terminal == null) {
            fail(socket, "PTY session with ID '" + id + "' already exists");
        } else {
            terminal.connect(socket);
        }
    }

    private TerminalWish wish(JsonNode body, Integer columns, Integer rows) {
        var lazy = Fields.flag(body, "lazyStart");
        var folder = Fields.text(body, "cwd");
        return new TerminalWish(
                folder == null || folder.isEmpty() ? null : folder,
                Fields.texts(body, "envs"),
                columns == null ? 80 : columns,
                rows == null ? 24 : rows,
                lazy != null && lazy);
    }

    private boolean isFolder(String path) {
        return path == null || path.isEmpty() || Files.isDirectory(box.tree().resolve(path));
    }

    private void fail(ServerWebSocket socket, String problem) {
        var message = Json.object()
                .put("error", "Failed to connect to PTY session: " + problem)
                .put("status", "error")
                .put("type", "control");
        socket.writeTextMessage(Json.write(message));
        // The service closes without a closing frame here.
        Sockets.cutSoon(box.machine().looks(), socket);
    }

    private static Map<String, String> environment(ServerWebSocket socket) {
        var offered = socket.headers().get("Sec-WebSocket-Protocol");
        for (var protocol : (offered == null ? "" : offered).split(",")) {
            if (protocol.trim().startsWith(ENVIRONMENT)) {
                try {
                    var encoded = protocol.trim().substring(ENVIRONMENT.length());
                    var json = new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
                    return Fields.texts(Json.object().set("envs", Json.parse(json)), "envs");
                } catch (IllegalArgumentException | UncheckedIOException e) {
                    throw Refusal.badRequest("the environment is not valid");
                }
            }
        }
        return Map.of();
    }

    private static void mustBePossible() {
        if (!Language.isPresent("script")) {
            throw Refusal.notDone("terminals without the program script, which is not on this machine");
        }
    }

    private static boolean fits(int size) {
        return size >= 1 && size <= LARGEST;
    }

    private static int number(String text, int otherwise) {
        return text != null && text.matches("\\d{1,3}") ? Integer.parseInt(text) : otherwise;
    }

    private static void refuse(Call call, int status, String message) {
        call.reply(status, Json.object().put("error", message));
    }
}
