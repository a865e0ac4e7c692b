package dev.serai.offline.supabase.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.offline.http.Json;
import dev.serai.offline.junit.SupabaseServerExtension;
import dev.serai.offline.supabase.Api;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sends what was recorded, in its order, and compares status, codes of errors and fields. */
class AuthRecordingContractTest {
    @RegisterExtension
    static SupabaseServerExtension supabase = new SupabaseServerExtension();

    private String accessToken;
    private String refreshToken;

    @Test
    void everyRecordedStepIsAnsweredAsRecorded() throws IOException {
        // The recorded project had them switched off.
        supabase.server().auth().anonymousSignIns(false);
        var differences = new ArrayList<String>();
        for (var step : recording()) {
            compare(step, send(step), differences);
        }
        assertThat(differences).isEmpty();
    }

    private HttpResponse<String> send(JsonNode step) {
        var request = step.get("request");
        var name = step.get("step").asText();
        var body = request.path("body").path("json");
        if (name.equals("auth-refresh")) {
            body = Json.object().put("refresh_token", refreshToken);
        }
        var users = name.equals("auth-get-user") || name.equals("auth-update-user") || name.equals("auth-signout");
        var response = new Api(supabase.baseUrl(), users ? accessToken : supabase.anonKey())
                .send(
                        request.get("method").asText(),
                        request.get("path").asText(),
                        body.isObject() ? body.toString() : "",
                        "apikey",
                        supabase.anonKey(),
                        "content-type",
                        "application/json");
        if (response.body().contains("access_token")) {
            accessToken = Api.json(response).get("access_token").asText();
            refreshToken = Api.json(response).get("refresh_token").asText();
        }
        return response;
    }

    private static void compare(JsonNode step, HttpResponse<String> actual, List<String> differences) {
        var name = step.get("step").asText();
        var expected = step.get("response");
        if (expected.get("status").asInt() != actual.statusCode()) {
            differences.add(name + ": status " + actual.statusCode() + " " + actual.body());
            return;
        }
        var code = expected.at("/headers/x-sb-error-code");
        if (!code.isMissingNode() && !code.asText().equals(Api.header(actual, "x-sb-error-code"))) {
            differences.add(name + ": code " + Api.header(actual, "x-sb-error-code") + ", not " + code);
        }
        var wanted = expected.path("body").path("json");
        if (wanted instanceof ObjectNode) {
            missing(name, wanted, Json.parse(actual.body()), differences);
        }
    }

    /** Fields that were recorded and are not there, or are of another type. */
    private static void missing(String at, JsonNode wanted, JsonNode got, List<String> differences) {
        if (wanted.isNull() && got == null) {
            // The real server leaves out what the rebuild writes as null.
            return;
        }
        if (got == null || wanted.getNodeType() != got.getNodeType()) {
            differences.add(at + ": " + got + ", not " + wanted);
            return;
        }
        wanted.fields()
                .forEachRemaining(field ->
                        missing(at + "." + field.getKey(), field.getValue(), got.get(field.getKey()), differences));
        if (wanted.isArray()) {
            for (var i = 0; i < wanted.size(); i++) {
                missing(at + "[" + i + "]", wanted.get(i), got.get(i), differences);
            }
        }
    }

    private static List<JsonNode> recording() throws IOException {
        try (var stream = AuthRecordingContractTest.class.getResourceAsStream("/recordings/supabase/auth.json")) {
            var steps = new ArrayList<JsonNode>();
            Json.parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8))
                    .forEach(steps::add);
            return steps;
        }
    }
}
