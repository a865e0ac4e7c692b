package dev.serai.searxng;

import dev.serai.offline.http.Exchange;
import dev.serai.offline.http.Json;
import dev.serai.offline.http.LoopbackServer;
import dev.serai.offline.http.ReceivedRequest;
import dev.serai.offline.http.RequestLog;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Answers searches with what a real server has answered, and has some pages to read. */
final class Site implements AutoCloseable {

    private final Map<String, Consumer<Exchange>> paths = new ConcurrentHashMap<>();
    private final LoopbackServer server;

    private Site() {
        server = LoopbackServer.start(
                "127.0.0.1",
                0,
                new RequestLog(1_000),
                this::answer,
                (exchange, failure) -> exchange.send(500, "text/plain", failure.toString()));
    }

    static Site start() {
        return new Site();
    }

    /** A site whose searches are answered with a recording. */
    static Site answering(String recording) {
        var site = new Site();
        site.search(exchange -> replay(exchange, recording));
        return site;
    }

    /** What is found has no more than an address and a name. */
    static String found(String... urls) {
        return Arrays.stream(urls)
                .map(url -> "{\"url\":\"" + url + "\",\"title\":\"about " + url
                        + "\",\"content\":\"c\",\"engine\":\"e\",\"engines\":[\"e\"],\"score\":1}")
                .collect(
                        Collectors.joining(
                                ",",
                                "{\"query\":\"q\",\"results\":[",
                                "],\"answers\":[],\"infoboxes\":[],\"suggestions\":[],\"corrections\":[],\"unresponsive_engines\":[]}"));
    }

    static void replay(Exchange exchange, String name) {
        try (var in = Site.class.getResourceAsStream("/recordings/searxng/" + name + ".json")) {
            var response = Json.MAPPER.readTree(in).path("response");
            var body = response.has("json")
                    ? response.path("json").toString()
                    : response.path("body").asText();
            exchange.send(
                    response.path("status").asInt(),
                    response.path("headers").path("Content-Type").asText("text/html"),
                    body);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of a form, a parameter; empty when it is not there. */
    static String field(String form, String name) {
        return Arrays.stream(form.split("&"))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8))
                .findFirst()
                .orElse("");
    }

    Site search(Consumer<Exchange> handler) {
        return at("/search", handler);
    }

    Site at(String path, Consumer<Exchange> handler) {
        paths.put(path, handler);
        return this;
    }

    Site page(String path, String html) {
        return at(path, exchange -> exchange.send(200, "text/html", html));
    }

    private void answer(Exchange exchange) {
        var handler = paths.get(exchange.path());
        if (handler == null) {
            exchange.send(404, "text/plain", "not here");
        } else {
            handler.accept(exchange);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.port();
    }

    List<ReceivedRequest> searches() {
        return server.requests().to("/search");
    }

    @Override
    public void close() {
        server.close();
    }
}
