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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
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
        var lines = new CopyOnWriteArrayList<String>();
        try {
            // Takes each line as it comes: the JDK's own streams of lines forget what is unread when the answer breaks.
            CLIENT.send(request(server, "POST", path, body), BodyHandlers.fromLineSubscriber(new Lines(lines)));
            return new Streamed(lines, null);
        } catch (IOException e) {
            return new Streamed(lines, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private record Lines(List<String> lines) implements Flow.Subscriber<String> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            if (!line.isEmpty()) {
                lines.add(line);
            }
        }

        @Override
        public void onError(Throwable failure) {
            // The request fails with it too.
        }

        @Override
        public void onComplete() {}
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
