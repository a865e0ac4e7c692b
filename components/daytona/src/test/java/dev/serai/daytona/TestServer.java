package dev.serai.daytona;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.offline.http.Exchange;
import dev.serai.offline.http.Hooks;
import dev.serai.offline.http.LoopbackServer;
import dev.serai.offline.http.RequestLog;
import dev.serai.support.json.Json;
import io.vertx.core.http.ServerWebSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

/** A service, and a sandbox, that answer as a test says. What nobody has said anything about is a 404 without a body. */
public final class TestServer implements AutoCloseable {

    public static final String ID = "c849336a-5958-47c9-b91e-130fc77196c7";

    private final LoopbackServer server;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final List<String> sockets = new CopyOnWriteArrayList<>();
    private volatile Consumer<ServerWebSocket> onSocket = socket -> socket.close((short) 1011, "not expected");

    /** A request; the body of a form is its fields and the content of its files. */
    public record Asked(
            String method,
            String path,
            String rawQuery,
            Map<String, List<String>> headers,
            byte[] bytes,
            String field) {

        public List<String> query() {
            return rawQuery == null
                    ? List.of()
                    : Arrays.stream(rawQuery.split("&"))
                            .map(part -> URLDecoder.decode(part, StandardCharsets.UTF_8))
                            .toList();
        }

        public String header(String name) {
            var values = headers.get(name);
            return values == null ? null : values.get(0);
        }

        public String body() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        public JsonNode json() {
            try {
                return Json.read(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String toString() {
            return method + " " + path + (rawQuery == null ? "" : "?" + rawQuery);
        }
    }

    /** An answer; one with a negative status never comes, and with -2 the connection is cut. */
    public record Answer(int status, Map<String, String> headers, byte[] body) {

        public static Answer json(int status, Object body) {
            var text = body instanceof String written ? written : Json.text(body);
            return of(status, "application/json; charset=utf-8", text);
        }

        public static Answer of(int status, String type, String body) {
            return new Answer(status, Map.of("Content-Type", type), body.getBytes(StandardCharsets.UTF_8));
        }

        public static Answer empty(int status) {
            return new Answer(status, Map.of(), new byte[0]);
        }

        public static Answer error(int status, String message) {
            return json(
                    status,
                    Json.object()
                            .put("statusCode", status)
                            .put("message", message)
                            .put("path", "/x"));
        }

        public static Answer none() {
            return empty(-1);
        }

        /** The beginning of an answer that has no end. */
        public static Answer half(String beginning) {
            return new Answer(-3, Map.of(), beginning.getBytes(StandardCharsets.UTF_8));
        }

        public static Answer cut() {
            return empty(-2);
        }

        public Answer with(String header, String value) {
            var all = new LinkedHashMap<>(headers);
            all.put(header, value);
            return new Answer(status, all, body);
        }
    }

    private record Rule(String method, String path, Function<Asked, Answer> answer) {}

    public TestServer() {
        server = LoopbackServer.start(
                "127.0.0.1",
                0,
                new RequestLog(10),
                this::handle,
                (exchange, failure) -> exchange.send(500, "text/plain", String.valueOf(failure)),
                new Hooks((method, path) -> false, socket -> {
                    sockets.add(socket.uri());
                    onSocket.accept(socket);
                }));
    }

    private void handle(Exchange exchange) {
        var seen = new Asked(
                exchange.method(),
                exchange.path(),
                exchange.rawQuery(),
                exchange.headers(),
                exchange.body(),
                exchange.formField("files[0].path"));
        asked.add(seen);
        Answer answer = Answer.empty(404);
        for (var rule : rules) {
            if (rule.method().equals(seen.method()) && seen.path().matches(rule.path())) {
                answer = rule.answer().apply(seen);
            }
        }
        if (answer.status() == -3) {
            exchange.startStream(200, "application/octet-stream");
            exchange.write(new String(answer.body(), StandardCharsets.UTF_8));
            exchange.cut();
        } else if (answer.status() == -2) {
            exchange.cut();
        } else if (answer.status() > 0) {
            answer.headers().entrySet().stream()
                    .filter(header -> !header.getKey().equalsIgnoreCase("content-type"))
                    .forEach(header -> exchange.setHeader(header.getKey(), header.getValue()));
            exchange.send(answer.status(), answer.headers().get("Content-Type"), answer.body());
        }
    }

    /** The last rule that fits decides; the path is a regular expression below /api or /toolbox. */
    public TestServer on(String method, String path, Function<Asked, Answer> answer) {
        rules.add(new Rule(method, path.replace("{id}", ID), answer));
        return this;
    }

    public TestServer on(String method, String path, Answer answer) {
        return on(method, path, any -> answer);
    }

    public TestServer onSocket(Consumer<ServerWebSocket> handler) {
        onSocket = handler;
        return this;
    }

    /** Ends the connection without a word. */
    static void cut(ServerWebSocket socket) {
        LoopbackServer.cut(socket);
    }

    /** A sandbox that runs, under its id and the name box1. */
    public TestServer withSandbox() {
        return on("GET", "/api/sandbox/({id}|box1)", any -> Answer.json(200, sandbox("started")));
    }

    public ObjectNode sandbox(String state) {
        return sandbox(ID, state);
    }

    public ObjectNode sandbox(String id, String state) {
        var sandbox = Json.object()
                .put("id", id)
                .put("name", "box1")
                .put("state", state)
                .put("toolboxProxyUrl", url() + "/toolbox");
        sandbox.putObject("labels");
        return sandbox;
    }

    public String url() {
        return "http://127.0.0.1:" + server.port();
    }

    public List<Asked> asked() {
        return new ArrayList<>(asked);
    }

    /** What was asked by method and the end of its path. */
    public List<Asked> asked(String method, String pathEnd) {
        return asked.stream()
                .filter(seen -> seen.method().equals(method) && seen.path().endsWith(pathEnd))
                .toList();
    }

    public Asked last() {
        return asked.get(asked.size() - 1);
    }

    /** The addresses of the WebSockets that were opened. */
    public List<String> sockets() {
        return new ArrayList<>(sockets);
    }

    @Override
    public void close() {
        server.close();
    }
}
