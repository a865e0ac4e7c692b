package dev.serai.supabase;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.supabase.TestServer.Answer;
import dev.serai.support.json.Json;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.stream.StreamSupport;

/** One request of the official client and what it got, as a recording tells it. */
public record RecordedStep(String name, JsonNode request, JsonNode response) {

    /**
     * A recording's steps.
     *
     * @param token what stands in the place of each token that was taken out
     */
    public static List<RecordedStep> of(String file, String token) throws IOException {
        try (var recording = RecordedStep.class.getResourceAsStream("/recordings/" + file)) {
            var text = new String(recording.readAllBytes(), StandardCharsets.UTF_8).replace("<jwt>", token);
            return StreamSupport.stream(Json.read(text).spliterator(), false)
                    .map(step ->
                            new RecordedStep(step.path("step").asText(), step.path("request"), step.path("response")))
                    .toList();
        }
    }

    public String method() {
        return request.path("method").asText();
    }

    public String path() {
        return uri()[0];
    }

    /** The parameters as they were meant, in the form name=value. */
    public List<String> query() {
        var parts = uri();
        return parts.length < 2
                ? List.of()
                : Arrays.stream(parts[1].split("&"))
                        .map(part -> URLDecoder.decode(part, StandardCharsets.UTF_8))
                        .toList();
    }

    private String[] uri() {
        return request.path("path").asText().split("\\?", 2);
    }

    /** A header of the request; empty where there is none. */
    public String header(String header) {
        return header(header, "");
    }

    public String header(String header, String otherwise) {
        return request.path("headers").path(header).asText(otherwise);
    }

    /** What was sent, where it is JSON; a missing node otherwise. */
    public JsonNode body() {
        return request.path("body").path("json");
    }

    /** What was sent, where it is text; empty otherwise. */
    public String text() {
        return request.path("body").path("text").asText("");
    }

    public int status() {
        return response.path("status").asInt();
    }

    /** What was answered, where it is JSON; a missing node otherwise. */
    public JsonNode told() {
        return response.path("body").path("json");
    }

    /** The same answer once more. */
    public Answer answer() {
        var headers = new HashMap<String, String>();
        response.path("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        var bytes = told().isMissingNode()
                ? response.path("body").path("text").asText("").getBytes(StandardCharsets.UTF_8)
                : Json.bytes(told());
        return new Answer(status(), headers, bytes);
    }

    @Override
    public String toString() {
        return name;
    }
}
