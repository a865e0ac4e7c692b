package dev.serai.offline.ollama;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;

/** Plain HTTP for tests. */
final class Http {
    static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Http() {}

    static HttpResponse<String> post(OllamaStandIn server, String path, String body) {
        return send(server, "POST", path, body);
    }

    static HttpResponse<String> get(OllamaStandIn server, String path) {
        return send(server, "GET", path, "");
    }

    static HttpResponse<String> send(OllamaStandIn server, String method, String path, String body) {
        try {
            return CLIENT.send(request(server, method, path, body), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static CompletableFuture<HttpResponse<String>> postLater(OllamaStandIn server, String path, String body) {
        return CLIENT.sendAsync(request(server, "POST", path, body), BodyHandlers.ofString());
    }

    static String chat(String model, String content) {
        return """
                {"model":"%s","stream":false,"messages":[{"role":"user","content":"%s"}]}"""
                .formatted(model, content);
    }

    static String chatStream(String model, String content) {
        return """
                {"model":"%s","messages":[{"role":"user","content":"%s"}]}"""
                .formatted(model, content);
    }

    private static HttpRequest request(OllamaStandIn server, String method, String path, String body) {
        var publisher = body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        return HttpRequest.newBuilder(URI.create(server.baseUrl() + path))
                .method(method, publisher)
                .build();
    }
}
