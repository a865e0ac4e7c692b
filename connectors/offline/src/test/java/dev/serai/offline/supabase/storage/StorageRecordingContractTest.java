package dev.serai.offline.supabase.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.offline.http.Json;
import dev.serai.offline.junit.SupabaseServerExtension;
import dev.serai.offline.supabase.Api;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sends what was recorded, in its order, and compares status, headers, errors and the shape of answers. */
class StorageRecordingContractTest {
    private static final int STEPS = 62;
    /** Headers whose values are times or addresses; that they are there counts. */
    private static final Set<String> VARYING = Set.of("last-modified", "expires", "location");

    private static final Set<String> NOT_SENT = Set.of("apikey", "authorization", "x-client-info", "x-step", "accept");

    @RegisterExtension
    static SupabaseServerExtension supabase = new SupabaseServerExtension();

    private String signedUrl;
    private String signedUploadUrl;
    private String location;

    @Test
    void everyRecordedStepIsAnsweredAsRecorded() throws IOException {
        var steps = recording();
        assertThat(steps).hasSize(STEPS);
        var differences = new ArrayList<String>();
        for (var step : steps) {
            compare(step, send(step), differences);
        }
        assertThat(differences).isEmpty();
    }

    @Test
    void aDifferenceIsSeen() throws IOException {
        var step = recording().stream()
                .filter(each -> each.get("step").asText().equals("get-bucket-404"))
                .findFirst()
                .orElseThrow();
        var answer = send(step);
        var otherWords = (ObjectNode) step.deepCopy();
        ((ObjectNode) otherWords.at("/response/body/json")).put("code", "NoSuchThing");
        var otherHeader = (ObjectNode) step.deepCopy();
        ((ObjectNode) otherHeader.at("/response/headers")).put("etag", "missing");
        var otherStatus = (ObjectNode) step.deepCopy();
        ((ObjectNode) otherStatus.get("response")).put("status", 404);
        for (var changed : List.of(otherWords, otherHeader, otherStatus)) {
            var differences = new ArrayList<String>();
            compare(changed, answer, differences);
            assertThat(differences).hasSize(1);
        }
    }

    private HttpResponse<String> send(JsonNode step) {
        var request = step.get("request");
        var name = step.get("step").asText();
        var headers = new ArrayList<String>();
        request.get("headers").fields().forEachRemaining(header -> {
            if (!NOT_SENT.contains(header.getKey())) {
                headers.add(header.getKey());
                headers.add(header.getValue().asText());
            }
        });
        var response = new Api(supabase.baseUrl() + "/storage/v1", token(name))
                .send(
                        request.get("method").asText(),
                        path(name, request.get("path").asText()),
                        body(name, request.path("body")),
                        headers.toArray(String[]::new));
        switch (name) {
            case "signed-url" -> signedUrl = Api.json(response).get("signedURL").asText();
            case "signed-upload-url" ->
                signedUploadUrl = Api.json(response).get("url").asText();
            case "tus-create" -> location = Api.header(response, "location");
            default -> {
                // Nothing of this answer is needed later.
            }
        }
        return response;
    }

    private String token(String step) {
        var server = supabase.server();
        return switch (step) {
            case "no-auth", "tus-options", "signed-url-get", "signed-url-bad", "public-get" -> null;
            case "bad-jwt" -> "bad";
            case "expired-jwt" ->
                server.tokens()
                        .sign(Json.object()
                                .put("role", "service_role")
                                .put("exp", Instant.now().getEpochSecond() - 60));
            default -> step.startsWith("anon-") ? server.anonKey() : server.serviceKey();
        };
    }

    private String path(String step, String recorded) {
        return switch (step) {
            case "signed-url-get" -> signedUrl;
            case "upload-to-signed" -> signedUploadUrl;
            default ->
                recorded.startsWith("/upload/resumable/")
                        ? location.substring(location.indexOf("/upload/resumable/"))
                        : recorded;
        };
    }

    private static String body(String step, JsonNode body) {
        if (step.equals("upload-too-large")) {
            return "x".repeat((1 << 20) + 1);
        }
        return body.has("json")
                ? body.get("json").toString()
                : body.path("text").asText("");
    }

    private static void compare(JsonNode step, HttpResponse<String> actual, List<String> differences) {
        var name = step.get("step").asText();
        var expected = step.get("response");
        if (expected.get("status").asInt() != actual.statusCode()) {
            differences.add(name + ": status " + actual.statusCode() + " " + actual.body());
            return;
        }
        expected.get("headers").fields().forEachRemaining(header -> {
            var value = Api.header(actual, header.getKey());
            var same = VARYING.contains(header.getKey())
                    ? value != null
                    : comparable(header.getKey(), header.getValue().asText())
                            .equals(comparable(header.getKey(), value));
            if (!same) {
                differences.add(name + ": " + header.getKey() + " is " + value + ", not " + header.getValue());
            }
        });
        var body = expected.path("body");
        if (body.has("json")) {
            var error = expected.get("status").asInt() >= 400;
            var wanted = body.get("json");
            var got = Json.parse(actual.body());
            if (error ? !wanted.equals(got) : !shape(wanted).equals(shape(got))) {
                differences.add(name + ": " + actual.body() + "\n  not " + wanted);
            }
        } else if (body.has("text") && !body.get("text").asText().equals(actual.body())) {
            differences.add(name + ": " + actual.body());
        }
    }

    /** The list of headers that a browser may use is told apart from its spaces and order. */
    private static String comparable(String name, String value) {
        return value != null && name.startsWith("access-control-")
                ? new TreeSet<>(List.of(value.split("\\s*,\\s*"))).toString()
                : String.valueOf(value);
    }

    private static String shape(JsonNode node) {
        if (node.isObject()) {
            var fields = new TreeMap<String, String>();
            node.fields().forEachRemaining(e -> fields.put(e.getKey(), shape(e.getValue())));
            return fields.toString();
        }
        if (node.isArray()) {
            var elements = new TreeSet<String>();
            node.forEach(e -> elements.add(shape(e)));
            return node.size() + " " + elements;
        }
        return node.getNodeType().toString();
    }

    private static List<JsonNode> recording() throws IOException {
        try (var stream = StorageRecordingContractTest.class.getResourceAsStream("/recordings/supabase/storage.json")) {
            var steps = new ArrayList<JsonNode>();
            Json.parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8))
                    .forEach(steps::add);
            return steps;
        }
    }
}
