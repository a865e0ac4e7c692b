package dev.serai.searxng.client;

import dev.serai.offline.http.Exchange;
import dev.serai.offline.http.LoopbackServer;
import dev.serai.offline.http.RequestLog;
import dev.serai.support.http.HttpLimits;
import dev.serai.support.http.HttpPort;
import dev.serai.support.http.RetryPolicy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;

/** A server that answers what a test wants, and the means to ask it. */
final class TestServer implements AutoCloseable {

    private final LoopbackServer server;
    private final HttpPort port = HttpPort.builder().threads(2).build();
    private volatile Consumer<Exchange> handler;

    TestServer(Consumer<Exchange> handler) {
        this.handler = handler;
        server = LoopbackServer.start(
                "127.0.0.1",
                0,
                new RequestLog(200),
                exchange -> this.handler.accept(exchange),
                (exchange, failure) -> exchange.send(599, "text/plain", String.valueOf(failure)));
    }

    void answers(Consumer<Exchange> next) {
        handler = next;
    }

    RequestLog requests() {
        return server.requests();
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    Server place(String path, SearchMethod method, RetryPolicy retry, long maxBytes) {
        var limits = HttpLimits.DEFAULTS.withTotal(Duration.ofSeconds(30)).withMaxBytes(maxBytes);
        return new Server(port, base().resolve(path), Server.MANNERS, method, limits, retry);
    }

    Instance instance() {
        return instance(SearchMethod.GET, false);
    }

    Instance instance(SearchMethod method, boolean checkNames) {
        return new Instance(place("/", method, RetryPolicy.NONE, 1 << 20), checkNames);
    }

    static void send(Exchange exchange, Recording recording) {
        var location = recording.header("Location");
        if (location != null) {
            exchange.setHeader("Location", location);
        }
        exchange.setHeader("Content-Encoding", "gzip");
        exchange.send(recording.status(), recording.header("Content-Type"), packed(recording.body()));
    }

    static byte[] packed(byte[] bytes) {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    static SearchQuery query(String text) {
        return query(text, List.of(), List.of(), 1, 1, 0);
    }

    static SearchQuery query(
            String text, List<String> categories, List<String> engines, int page, int pages, int maxResults) {
        return new SearchQuery(
                text, categories, engines, null, page, pages, null, null, null, SearchFormat.JSON, maxResults);
    }

    static String found(String... urls) {
        var results = new StringBuilder();
        for (var url : urls) {
            results.append(results.isEmpty() ? "" : ",")
                    .append("{\"url\":\"" + url + "\",\"title\":\"" + url + "\",\"engine\":\"a\"}");
        }
        return "{\"query\":\"q\",\"results\":[" + results + "]}";
    }

    static void json(Exchange exchange, String json) {
        exchange.send(200, "application/json", json);
    }

    static <T> T get(CompletableFuture<T> answer) throws Exception {
        return answer.get(30, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        port.close();
        server.close();
    }
}
