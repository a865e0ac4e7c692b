package dev.serai.offline.daytona;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.offline.http.Json;
import io.vertx.core.http.WebSocketConnectOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Plain requests to a stand-in: to the API below {@code /api}, to a toolbox below {@code /toolbox/ID}. */
record Client(String baseUrl, String key) {
    static final Duration LONG = Duration.ofSeconds(30);
    static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    static Client of(DaytonaStandIn server) {
        return new Client(server.baseUrl(), server.apiKey());
    }

    HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    HttpResponse<String> post(String path, String body, String... headers) {
        return send("POST", path, body, headers);
    }

    JsonNode json(String method, String path, String body) {
        return Json.parse(send(method, path, body).body());
    }

    HttpResponse<String> send(String method, String path, String body, String... headers) {
        try {
            return HTTP.send(request(method, path, body, headers), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    CompletableFuture<HttpResponse<String>> sendLater(String method, String path, String body) {
        return HTTP.sendAsync(request(method, path, body), BodyHandlers.ofString());
    }

    /** Makes a sandbox, waits until it runs, and gives its id. */
    String sandbox(String body) {
        var id = json("POST", "/api/sandbox", body).path("id").asText();
        awaitState(id, "started");
        return id;
    }

    void awaitState(String id, String state) {
        await().atMost(LONG).until(() -> state(id), state::equals);
    }

    String state(String id) {
        return json("GET", "/api/sandbox/" + id, "").path("state").asText();
    }

    /** Runs a command and gives the answer's body. */
    JsonNode execute(String id, String command) {
        return json(
                "POST",
                "/toolbox/" + id + "/process/execute",
                Json.write(Json.object().put("command", command)));
    }

    /** Starts a command in a new session, and gives its path below the toolbox. */
    String background(String id, String session, String command) {
        post("/toolbox/" + id + "/process/session", Json.write(Json.object().put("sessionId", session)));
        var path = "/toolbox/" + id + "/process/session/" + session;
        var body = Json.write(Json.object().put("command", command).put("runAsync", true));
        return path + "/command/"
                + json("POST", path + "/exec", body).path("cmdId").asText();
    }

    Frames connect(String path, String... headers) {
        var where = new WebSocketConnectOptions().setAbsoluteURI(baseUrl.replaceFirst("http", "ws") + path);
        where.addHeader("Authorization", "Bearer " + key);
        for (var i = 0; i < headers.length; i += 2) {
            where.addHeader(headers[i], headers[i + 1]);
        }
        return new Frames(where);
    }

    private HttpRequest request(String method, String path, String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(baseUrl + path))
                .timeout(LONG)
                .header("Authorization", "Bearer " + key)
                .method(
                        method,
                        body.isEmpty()
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        for (var i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return request.build();
    }
}
