package dev.serai.supabase.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.supabase.RecordedStep;
import dev.serai.supabase.Routes;
import dev.serai.supabase.SupabaseConstants;
import dev.serai.supabase.TestServer;
import dev.serai.supabase.client.SupabaseException;
import dev.serai.supabase.client.auth.AuthError;
import dev.serai.support.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the official client asks for is asked for here in the same words, and what it got is understood. */
@Timeout(60)
class AuthRecordingContractTest {

    private static final Map<String, String> ACTIONS = Map.ofEntries(
            Map.entry("auth-signup", "sign-up"),
            Map.entry("auth-signup-exists", "sign-up"),
            Map.entry("auth-signup-weak", "sign-up"),
            Map.entry("auth-signin-bad", "sign-in"),
            Map.entry("auth-signin", "sign-in"),
            Map.entry("auth-get-user", "user"),
            Map.entry("auth-update-user", "update-user"),
            Map.entry("auth-refresh", "refresh"),
            Map.entry("auth-signout", "sign-out"),
            Map.entry("auth-otp", "otp"),
            Map.entry("auth-reset-password", "recover"),
            Map.entry("auth-anonymous", "sign-in-anonymously"));
    private static final Map<String, AuthError> ERRORS = Map.of(
            "auth-signup-exists", AuthError.EXISTS,
            "auth-signup-weak", AuthError.WEAK_PASSWORD,
            "auth-signin-bad", AuthError.WRONG_CREDENTIALS,
            "auth-anonymous", AuthError.SWITCHED_OFF);

    private static TestServer server;
    private static Routes routes;

    @BeforeAll
    static void start() throws Exception {
        server = new TestServer();
        routes = new Routes(server.url());
    }

    @AfterAll
    static void stop() {
        routes.close();
        server.close();
    }

    static List<RecordedStep> steps() throws IOException {
        return RecordedStep.of("auth-lite.json", "<jwt>");
    }

    /** The client also sends what it has no value for. */
    private static JsonNode meant(JsonNode body) {
        if (!(body instanceof ObjectNode object)) {
            return body;
        }
        var meant = object.deepCopy();
        object.properties().forEach(field -> {
            if (field.getValue().isNull()
                    || field.getValue().isObject() && field.getValue().isEmpty()) {
                meant.remove(field.getKey());
            }
        });
        return meant;
    }

    @ParameterizedTest
    @MethodSource("steps")
    void eachStepIsAskedForAndUnderstood(RecordedStep step) throws Exception {
        server.answer(step.answer());
        var asUser = step.header("authorization").equals("Bearer <jwt>");
        var body = meant(step.body());
        var exchange = routes.send(
                "supabase:auth/" + ACTIONS.get(step.name()),
                body.isMissingNode() ? null : Json.map(body),
                asUser ? Map.of(SupabaseConstants.ACCESS_TOKEN, "<jwt>") : Map.of());
        var asked = server.last();
        assertThat(asked.method()).isEqualTo(step.method());
        assertThat(asked.uri()).isEqualTo(step.request().path("path").asText());
        assertThat(asked.header("authorization")).isEqualTo("Bearer " + (asUser ? "<jwt>" : Routes.ANON));
        assertThat(asked.header("x-supabase-api-version")).isEqualTo(step.header("x-supabase-api-version"));
        if (body.isMissingNode()) {
            assertThat(asked.bytes()).isEmpty();
        } else {
            assertThat(asked.json()).isEqualTo(body);
        }
        if (ERRORS.containsKey(step.name())) {
            var failure = exchange.getException(SupabaseException.class);
            assertThat(failure.code()).isEqualTo(ERRORS.get(step.name()));
            assertThat(failure.getServiceCode())
                    .isEqualTo(step.told().path("error_code").asText());
            assertThat(failure.getServiceMessage())
                    .isEqualTo(step.told().path("msg").asText());
            return;
        }
        assertThat(exchange.getException()).isNull();
        if (step.told().isMissingNode()) {
            assertThat(exchange.getMessage().getBody()).isNull();
            return;
        }
        assertThat(exchange.getMessage().getBody()).isEqualTo(Json.map(step.told()));
        assertThat(exchange.getMessage().getHeader(SupabaseConstants.ACCESS_TOKEN))
                .isEqualTo(asUser || step.told().has("access_token") ? "<jwt>" : null);
    }
}
