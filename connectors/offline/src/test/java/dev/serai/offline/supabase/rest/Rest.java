package dev.serai.offline.supabase.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.offline.http.Json;
import dev.serai.offline.supabase.SupabaseStandIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;

/** A request to the REST API, for tests; by default as the service role. */
final class Rest {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final SupabaseStandIn server;
    private final Map<String, String> headers = new LinkedHashMap<>();

    private Rest(SupabaseStandIn server) {
        this.server = server;
        headers.put("apikey", server.serviceKey());
    }

    static Rest of(SupabaseStandIn server) {
        return new Rest(server);
    }

    Rest with(String name, String value) {
        headers.put(name, value);
        return this;
    }

    Rest prefer(String value) {
        return with("Prefer", value);
    }

    Rest accept(String value) {
        return with("Accept", value);
    }

    Rest as(String key) {
        return with("apikey", server.anonKey()).with("Authorization", "Bearer " + key);
    }

    Answer get(String path) {
        return send("GET", path, null);
    }

    Answer head(String path) {
        return send("HEAD", path, null);
    }

    Answer post(String path, String body) {
        return send("POST", path, body);
    }

    Answer patch(String path, String body) {
        return send("PATCH", path, body);
    }

    Answer delete(String path) {
        return send("DELETE", path, null);
    }

    /** Sends a request; the path begins below /rest/v1 and may hold characters that are not allowed in an address. */
    Answer send(String method, String path, String body) {
        var address = server.baseUrl() + "/rest/v1" + escaped(path);
        var request = HttpRequest.newBuilder(URI.create(address))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null && !headers.containsKey("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        try {
            return new Answer(CLIENT.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String escaped(String path) {
        var text = new StringBuilder();
        for (var b : path.getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
            var c = (char) (b & 0xff);
            if (c > ' ' && c < 127 && "\"<>\\^`{|}[]".indexOf(c) < 0) {
                text.append(c);
            } else {
                text.append(String.format("%%%02X", (int) c));
            }
        }
        return text.toString();
    }

    /** What came back. */
    record Answer(HttpResponse<String> response) {
        int status() {
            return response.statusCode();
        }

        String text() {
            return response.body();
        }

        JsonNode json() {
            return Json.parse(response.body());
        }

        String code() {
            return json().path("code").asText();
        }

        String message() {
            return json().path("message").asText();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        /** Status and body without the spaces of PostgreSQL's lists. */
        @Override
        public String toString() {
            return status() + " " + (text().startsWith("[") || text().startsWith("{") ? Json.write(json()) : text());
        }
    }
}
