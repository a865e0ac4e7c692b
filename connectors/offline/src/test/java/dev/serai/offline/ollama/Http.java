package dev.serai.offline.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.offline.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

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

    /** The lines of an answer until it ends or breaks, and what broke it. */
    record Streamed(List<String> lines, Throwable failure) {
        String text() {
            return lines.stream()
                    .map(Json::parse)
                    .map(line -> line.path("message").path("content").asText())
                    .collect(Collectors.joining());
        }
    }

    static Streamed stream(OllamaStandIn server, String path, String body) {
        var lines = new ArrayList<String>();
        try {
            CLIENT.send(request(server, "POST", path, body), BodyHandlers.ofLines())
                    .body()
                    .filter(line -> !line.isEmpty())
                    .forEach(lines::add);
            return new Streamed(lines, null);
        } catch (IOException | UncheckedIOException e) {
            return new Streamed(lines, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static JsonNode json(HttpResponse<String> response) {
        return Json.parse(response.body());
    }

    static String said(HttpResponse<String> response) {
        return json(response).path("message").path("content").asText();
    }

    static String chat(String model, String content) {
        return """
                {"model":"%s","stream":false,"messages":[{"role":"user","content":"%s"}]}""".formatted(model, content);
    }

    static String chatStream(String model, String content) {
        return """
                {"model":"%s","messages":[{"role":"user","content":"%s"}]}""".formatted(model, content);
    }

    private static HttpRequest request(OllamaStandIn server, String method, String path, String body) {
        var publisher = body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        return HttpRequest.newBuilder(URI.create(server.baseUrl() + path))
                .method(method, publisher)
                .build();
    }
}
