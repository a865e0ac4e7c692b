package dev.serai.n8n;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.serai.offline.http.ReceivedRequest;
import dev.serai.offline.ollama.OllamaStandIn;
import dev.serai.offline.ollama.ScriptFile;
import dev.serai.support.json.Json;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;

/**
 * What cases ask outside: Ollama, with a model of the case's name that answers by its script ({@code model}), and a server
 * with the answers of the case ({@code server}). n8n asks the same, in a process that {@code .ci/n8n/record} starts.
 */
public final class StandIns implements AutoCloseable {

    private static final int LONGEST = 150;

    private final OllamaStandIn models;
    private final HttpServer server;
    private final Map<String, Recorded> cases = new HashMap<>();
    private final Map<String, Integer> turns = new ConcurrentHashMap<>();
    private final Map<String, ArrayNode> asked = new ConcurrentHashMap<>();

    /** @param tools what a tool is called, by its case and its node */
    StandIns(List<Recorded> all, BiFunction<Recorded, String, String> tools) throws IOException {
        all.forEach(one -> cases.put(one.name(), one));
        models = OllamaStandIn.builder()
                .keepRequests(100_000)
                .script(script(all, tools))
                .start();
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            var thread = new Thread(work, "stand-in");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::answer);
        server.start();
    }

    /** Prints where they are, and ends with who has started them. */
    public static void main(String[] folders) throws IOException {
        var all = Recorded.all(Arrays.stream(folders).map(Path::of).toArray(Path[]::new));
        try (var here = new StandIns(all, (one, node) -> node.replaceAll("[^A-Za-z0-9_-]", "_"))) {
            System.out.println(
                    Json.text(Json.object().put("models", here.models()).put("server", here.server())));
            System.in.transferTo(java.io.OutputStream.nullOutputStream());
        }
    }

    String models() {
        return models.baseUrl();
    }

    String server() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What a case has asked: of its model the messages and the tools, of its server whole requests. */
    ObjectNode asked(String name) {
        var all = Json.object();
        var chats = Json.MAPPER.createArrayNode();
        models.requests().all().stream()
                .filter(request -> request.json().path("model").asText().equals(name))
                .filter(request -> request.json().has("messages"))
                .forEach(request -> chats.add(chat(request)));
        if (!chats.isEmpty()) {
            all.set("model", chats);
        }
        if (asked.containsKey(name)) {
            all.set("server", asked.get(name));
        }
        return all;
    }

    private static ObjectNode chat(ReceivedRequest request) {
        var chat = Json.object();
        var messages = chat.putArray("messages");
        for (var message : request.json().path("messages")) {
            var kept = messages.addObject().put("role", message.path("role").asText());
            var words = message.path("content").asText("");
            // What is longer is what a side adds to a case's own texts.
            kept.put("content", words.length() > LONGEST ? "(words of its own)" : words);
            for (var call : message.path("tool_calls")) {
                kept.withArray("calls")
                        .addObject()
                        .put("name", call.at("/function/name").asText())
                        .set("arguments", arguments(call.at("/function/arguments")));
            }
        }
        var tools = new TreeMap<String, Object>();
        for (var tool : request.json().path("tools")) {
            var parameters = new TreeMap<String, String>();
            tool.at("/function/parameters/properties")
                    .fields()
                    .forEachRemaining(one -> parameters.put(
                            one.getKey(), one.getValue().path("type").asText("")));
            tools.put(tool.at("/function/name").asText(), parameters);
        }
        if (!tools.isEmpty()) {
            chat.set("tools", Json.tree(tools));
        }
        return chat;
    }

    /** The API of OpenAI has them as text. */
    private static JsonNode arguments(JsonNode given) {
        try {
            return given.isTextual() ? Json.read(given.asText()) : given;
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            return given;
        }
    }

    private static ScriptFile script(List<Recorded> all, BiFunction<Recorded, String, String> tools) {
        var script = Json.object();
        script.putArray("models");
        script.putArray("rules");
        for (var one : all) {
            if (!one.json().has("model")) {
                continue;
            }
            script.withArray("models").addObject().put("name", one.name());
            for (var rule : one.json().path("model")) {
                var own = (ObjectNode) named(rule, one, tools);
                own.withObject("/when").put("model", one.name());
                script.withArray("rules").add(own);
            }
        }
        return ScriptFile.parse(Json.text(script));
    }

    /** Scripts name tools by their nodes. */
    private static JsonNode named(JsonNode rule, Recorded one, BiFunction<Recorded, String, String> tools) {
        var text = Json.text(rule);
        for (var node : one.nodes()) {
            text = text.replace("{{tool:" + node + "}}", tools.apply(one, node));
        }
        try {
            return Json.read(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException("names of nodes do not change the form of " + text, e);
        }
    }

    private void answer(HttpExchange http) throws IOException {
        try (http) {
            var address = http.getRequestURI().toString();
            var body = http.getRequestBody().readAllBytes();
            var parts = address.split("/", 3);
            if (address.startsWith("/-/asked/")) {
                send(http, Json.object().set("body", asked(address.substring(9))));
                return;
            }
            var rest = "/" + (parts.length < 3 ? "" : parts[2]);
            asked.computeIfAbsent(parts[1], name -> Json.MAPPER.createArrayNode())
                    .add(request(http, rest, body));
            send(http, answer(parts[1], rest));
        }
    }

    /** By path and query, else by path; of several answers the next one, and the last one from then on. */
    private JsonNode answer(String name, String rest) {
        var answers = cases.containsKey(name) ? cases.get(name).json().path("server") : Json.object();
        var known = answers.has(rest) ? rest : rest.replaceAll("\\?.*", "");
        if (!answers.has(known)) {
            return Json.object().put("status", 404).put("body", "nothing is here");
        }
        var found = answers.path(known);
        if (!found.isArray()) {
            return found;
        }
        int turn = turns.merge(name + known, 1, Integer::sum);
        return found.path(Math.min(turn, found.size()) - 1);
    }

    private static ObjectNode request(HttpExchange http, String path, byte[] body) {
        var kept = Json.object().put("method", http.getRequestMethod()).put("path", path);
        var text = new String(body, StandardCharsets.UTF_8);
        var headers = new TreeMap<String, String>();
        http.getRequestHeaders().forEach((name, values) -> {
            var lower = name.toLowerCase(Locale.ROOT);
            if (lower.matches("content-type|authorization|cookie|x-.*")) {
                headers.put(lower, String.join(", ", values));
            }
        });
        var type = headers.getOrDefault("content-type", "");
        int boundary = type.indexOf("boundary=");
        if (boundary >= 0) {
            // Each side makes its own.
            text = text.replace(type.substring(boundary + 9), "boundary");
            headers.put("content-type", type.substring(0, boundary) + "boundary=boundary");
        }
        kept.set("headers", Json.tree(headers));
        try {
            // Blanks between are no difference.
            return type.contains("json") && !text.isBlank()
                    ? kept.set("body", Json.read(text))
                    : kept.put("body", text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            return kept.put("body", text);
        }
    }

    private static void send(HttpExchange http, JsonNode answer) throws IOException {
        var body = answer.path("body");
        var bytes = answer.has("base64")
                ? Base64.getDecoder().decode(answer.path("base64").asText())
                : body.isTextual()
                        ? body.asText().getBytes(StandardCharsets.UTF_8)
                        : body.isMissingNode() ? new byte[0] : Json.bytes(body);
        if (body.isContainerNode()) {
            http.getResponseHeaders().set("Content-Type", "application/json");
        }
        answer.path("headers")
                .fields()
                .forEachRemaining(header -> http.getResponseHeaders()
                        .set(header.getKey(), header.getValue().asText()));
        http.sendResponseHeaders(answer.path("status").asInt(200), bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            http.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        models.close();
        server.stop(0);
    }
}
