package dev.serai.daytona;

import dev.serai.daytona.TestServer.Answer;
import dev.serai.support.json.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/** A sandbox that runs one command, whose log a test writes. */
final class ScriptedSession {

    static final String OUT = "\1\1\1";
    static final String ERR = "\2\2\2";

    private final TestServer server;
    private final AtomicInteger sockets = new AtomicInteger();
    private volatile Integer exitCode;

    ScriptedSession(TestServer server) {
        this.server = server.withSandbox()
                .on("POST", "/toolbox/[^/]+/process/session", Answer.empty(201))
                .on("POST", "/toolbox/[^/]+/process/session/[^/]+/exec", Answer.json(202, "{\"cmdId\":\"c1\"}"))
                .on("GET", "/toolbox/[^/]+/process/session/[^/]+/command/c1", any -> {
                    var state = Json.object().put("id", "c1").put("command", "x");
                    return Answer.json(200, exitCode == null ? state : state.put("exitCode", exitCode));
                })
                .on("DELETE", "/toolbox/[^/]+/process/session/[^/]+", Answer.empty(204));
    }

    /** What happens on a WebSocket; the number of the connection is told, the first is 1. */
    ScriptedSession log(BiConsumer<Integer, ServerWebSocket> script) {
        server.onSocket(socket -> script.accept(sockets.incrementAndGet(), socket));
        return this;
    }

    /** The whole log in one piece, and the end. */
    ScriptedSession log(String text, int code) {
        return log((number, socket) -> {
            write(socket, text);
            end(socket, code);
        });
    }

    static void write(ServerWebSocket socket, String text) {
        socket.writeBinaryMessage(Buffer.buffer(text.getBytes(StandardCharsets.UTF_8)));
    }

    void exit(int code) {
        exitCode = code;
    }

    void end(ServerWebSocket socket, int code) {
        exit(code);
        socket.close((short) 1000);
    }

    int connections() {
        return sockets.get();
    }

    /** The shell text of the command. */
    String command() {
        return server.asked("POST", "/exec").get(0).json().path("command").asText();
    }

    boolean isDeleted() {
        return server.asked().stream()
                .anyMatch(seen -> seen.method().equals("DELETE") && seen.path().contains("/process/session/"));
    }
}
