package dev.serai.offline.searxng;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.offline.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a real server was asked, and what it answered. */
record Recording(String name, JsonNode request, JsonNode response) {

    static Recording read(String name) {
        try (var file = Recording.class.getResourceAsStream("/recordings/searxng/" + name + ".json")) {
            var pair = Json.parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
            return new Recording(name, pair.get("request"), pair.get("response"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, String> headers() {
        var headers = new LinkedHashMap<String, String>();
        request.path("headers")
                .properties()
                .forEach(e -> headers.put(e.getKey(), e.getValue().asText()));
        return headers;
    }

    int status() {
        return response.get("status").intValue();
    }

    String answerHeader(String name) {
        return Json.text(response.get("headers"), name);
    }

    @Override
    public String toString() {
        return name;
    }
}
