package dev.serai.searxng.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.support.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** One request to a real server and its answer, as they were recorded. */
record Recording(String name, JsonNode request, JsonNode response) {

    static Recording read(String name) {
        try {
            var pair = Json.read(Files.readAllBytes(folder("").resolve(name + ".json")));
            return new Recording(name, pair.path("request"), pair.path("response"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of all recordings there are. */
    static Set<String> all() {
        var names = new TreeSet<String>();
        for (var server : List.of("searxng", "searx-1.1.0")) {
            try (var files = Files.list(folder("/" + server))) {
                files.forEach(file ->
                        names.add(server + "/" + file.getFileName().toString().replace(".json", "")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return names;
    }

    private static Path folder(String below) {
        try {
            return Path.of(Recording.class.getResource("/recordings" + below).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The parameters that were sent, in the address or as a form. */
    Map<String, String> parameters() {
        var address = URI.create(request.path("path").asText());
        var form = request.path("body").isTextual() ? request.path("body").asText() : address.getRawQuery();
        return parameters(form);
    }

    static Map<String, String> parameters(String form) {
        var parameters = new TreeMap<String, String>();
        for (var parameter : (form == null ? "" : form).split("&")) {
            var pair = parameter.split("=", 2);
            if (pair.length == 2) {
                parameters.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
            }
        }
        return parameters;
    }

    int status() {
        return response.path("status").intValue();
    }

    String header(String name) {
        return response.path("headers").path(name).asText(null);
    }

    JsonNode json() {
        return response.path("json");
    }

    byte[] body() {
        return json().isMissingNode()
                ? response.path("text").asText().getBytes(StandardCharsets.UTF_8)
                : Json.bytes(json());
    }
}
