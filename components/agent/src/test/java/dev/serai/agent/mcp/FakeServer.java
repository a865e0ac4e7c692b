package dev.serai.agent.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.serai.support.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server with streamable HTTP that does what a test tells it to, well or badly. */
final class FakeServer implements AutoCloseable {

    @FunctionalInterface
    interface Method {
        void answer(Call call) throws IOException;
    }

    record Received(String method, Headers headers, JsonNode message) {
        String rpc() {
            return message.path("method").asText();
        }
    }

    final List<Received> received = new CopyOnWriteArrayList<>();

    private final Map<String, Method> methods = new ConcurrentHashMap<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "fake-mcp");
        thread.setDaemon(true);
        return thread;
    });

    FakeServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 512);
        server.setExecutor(threads);
        server.createContext("/mcp", this::handle);
        on("initialize", call -> call.result(initialized("2025-11-25")));
        on("tools/list", call -> call.result(tools(tool("echo"))));
        on(
                "tools/call",
                call -> call.result(
                        text(call.message().at("/params/arguments/text").asText())));
        on("ping", call -> call.result(Json.object()));
        server.start();
    }

    FakeServer on(String method, Method answer) {
        methods.put(method, answer);
        return this;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/mcp";
    }

    List<Received> received(String rpc) {
        return received.stream().filter(request -> request.rpc().equals(rpc)).toList();
    }

    static ObjectNode initialized(String version) {
        var result = Json.object().put("protocolVersion", version);
        result.putObject("capabilities").putObject("tools");
        result.putObject("serverInfo").put("name", "fake").put("version", "1");
        return result;
    }

    static ObjectNode tools(ObjectNode... tools) {
        var result = Json.object();
        result.putArray("tools").addAll(List.of(tools));
        return result;
    }

    static ObjectNode tool(String name) {
        var tool = Json.object().put("name", name).put("description", "Does " + name);
        tool.putObject("inputSchema")
                .put("type", "object")
                .putObject("properties")
                .putObject("text")
                .put("type", "string");
        return tool;
    }

    static ObjectNode text(String text) {
        var result = Json.object();
        result.putArray("content").addObject().put("type", "text").put("text", text);
        return result;
    }

    private void handle(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readAllBytes();
        var message = body.length == 0 ? Json.object() : Json.read(body);
        received.add(new Received(exchange.getRequestMethod(), exchange.getRequestHeaders(), message));
        var call = new Call(exchange, message);
        var key = exchange.getRequestMethod().equals("POST")
                ? message.path("method").asText()
                : exchange.getRequestMethod();
        var answer = methods.get(key);
        if (answer != null) {
            answer.answer(call);
        } else if (exchange.getRequestMethod().equals("POST")) {
            call.status(202);
        } else {
            call.status(405);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** One request, which may be answered later or never. */
    record Call(HttpExchange exchange, JsonNode message) {

        Call header(String name, String value) {
            exchange.getResponseHeaders().set(name, value);
            return this;
        }

        void result(JsonNode result) throws IOException {
            send(200, "application/json", answer(message.get("id"), result));
        }

        void send(int status, String type, String body) throws IOException {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            header("Content-Type", type);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        }

        void status(int status) throws IOException {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        }

        /** Begins a stream of events that does not end before the exchange is closed. */
        Call events() throws IOException {
            header("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().flush();
            return this;
        }

        Call event(String data) throws IOException {
            exchange.getResponseBody().write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            return this;
        }

        static String answer(JsonNode id, JsonNode result) {
            var answer = Json.object().put("jsonrpc", "2.0");
            answer.set("id", id);
            answer.set("result", result);
            return Json.text(answer);
        }
    }
}
