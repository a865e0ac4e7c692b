package dev.serai.n8n;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.support.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;

/** Sends the requests of a case, and tells of their answers what a workflow can decide on. */
final class Requests {

    private static final Set<String> TELLING =
            Set.of("content-type", "location", "www-authenticate", "content-disposition");
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Requests() {}

    static ObjectNode send(String server, JsonNode request) throws IOException {
        var builder =
                HttpRequest.newBuilder(URI.create(server + request.path("path").asText()));
        request.path("headers")
                .fields()
                .forEachRemaining(header ->
                        builder.header(header.getKey(), header.getValue().asText()));
        var body = request.path("body");
        if (!body.isMissingNode()
                && !body.isTextual()
                && !request.at("/headers/content-type").isTextual()) {
            builder.header("content-type", "application/json");
        }
        builder.method(
                request.path("method").asText("GET"),
                body.isMissingNode()
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(body.isTextual() ? body.asText() : Json.text(body)));
        try {
            return told(CLIENT.send(builder.build(), HttpResponse.BodyHandlers.ofByteArray()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode told(HttpResponse<byte[]> answer) {
        var told = Json.object().put("status", answer.statusCode());
        var headers = new TreeMap<String, String>();
        answer.headers().map().forEach((name, values) -> {
            var lower = name.toLowerCase(Locale.ROOT);
            if (TELLING.contains(lower) || lower.startsWith("x-") && !lower.equals("x-content-type-options")) {
                headers.put(lower, String.join(", ", values));
            }
        });
        told.set("headers", Json.tree(headers));
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(answer.body()))
                    .toString();
            return told.set("body", json(text));
        } catch (CharacterCodingException e) {
            return told.put("base64", Base64.getEncoder().encodeToString(answer.body()));
        }
    }

    private static JsonNode json(String text) {
        try {
            return text.isBlank() ? Json.tree(text) : Json.read(text);
        } catch (JsonProcessingException e) {
            return Json.tree(text);
        }
    }
}
