package dev.serai.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.support.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;

/** The JDK's client with one prebuilt request: the least that a Java program can do. */
final class RawClient implements Contender {

    private final String name;
    private final HttpClient client;
    private final HttpRequest request;
    private final boolean parsing;
    private final ExecutorService threads;

    private RawClient(String name, String baseUrl, boolean parsing, ExecutorService threads) {
        this.name = name;
        this.request = request(baseUrl, false);
        this.parsing = parsing;
        this.threads = threads;
        var builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
        this.client = (threads == null ? builder : builder.executor(threads)).build();
    }

    /** As the JDK makes it, with as many threads as it likes. */
    static RawClient unbounded(String baseUrl) {
        return new RawClient("raw, JDK's threads", baseUrl, true, null);
    }

    /** With as few threads as {@code ollama:} has, which is faster: what the others are compared with. */
    static RawClient pooled(String baseUrl) {
        return new RawClient("raw", baseUrl, true, fewThreads());
    }

    /** With few threads, and the answer's bytes are dropped as they are. */
    static RawClient deaf(String baseUrl) {
        return new RawClient("raw, not parsed", baseUrl, false, fewThreads());
    }

    private static ExecutorService fewThreads() {
        return Executors.newFixedThreadPool(Math.max(4, 2 * Runtime.getRuntime().availableProcessors()));
    }

    static HttpRequest request(String baseUrl, boolean stream) {
        return HttpRequest.newBuilder(URI.create(baseUrl + "/api/chat"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(Script.request(stream)))
                .build();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void ask(BiConsumer<String, Throwable> answered) {
        client.sendAsync(request, BodyHandlers.ofByteArray())
                .thenApply(this::text)
                .whenComplete(answered);
    }

    private String text(HttpResponse<byte[]> response) {
        if (response.statusCode() != 200) {
            throw new IllegalStateException("status " + response.statusCode());
        }
        return parsing ? text(response.body()) : Script.ANSWER;
    }

    private static String text(byte[] json) {
        try {
            return text(Json.read(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(JsonNode answer) {
        return answer.path("message").path("content").asText();
    }

    @Override
    public void close() {
        if (threads != null) {
            threads.shutdown();
        }
    }
}
