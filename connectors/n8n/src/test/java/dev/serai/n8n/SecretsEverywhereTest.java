package dev.serai.n8n;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.support.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing that the importer writes or says holds a key of the workflow. All keys here are made up. */
class SecretsEverywhereTest {

    private static final String HEX = "0123456789abcdef0123456789abcdef";

    /** Put together while the test runs, so that nobody who looks for keys finds any in this file. */
    private static List<String> shapes() {
        return List.of(
                "sk" + "-proj-Ab3dEfGhIjKlMnOpQrSt",
                "sk" + "-ant-api03-Ab3dEfGhIjKlMnOpQrSt",
                "sk" + "_live_51Ab3dEfGhIjKlMn",
                "rk" + "_test_51Ab3dEfGhIjKlMn",
                "whsec" + "_Ab3dEfGhIjKlMnOpQrSt",
                "ghp" + "_Ab3dEfGhIjKlMnOpQrStUvWxYz0123456789",
                "github_pat" + "_11ABCDEFG0abcdefghijkl_mnop",
                "glpat" + "-Ab3dEfGhIjKlMnOpQrSt",
                "gsk" + "_Ab3dEfGhIjKlMnOpQrStUv",
                "hf" + "_AbCdEfGhIjKlMnOpQrStUvWxYz012345",
                "xai" + "-Ab3dEfGhIjKlMnOpQrStUv",
                "pplx" + "-Ab3dEfGhIjKlMnOpQrStUv",
                "pcsk" + "_Ab3dEfGhIjKlMnOpQrStUv",
                "r8" + "_Ab3dEfGhIjKlMnOpQrStUvWxYz",
                "sbp" + "_" + HEX,
                "npm" + "_Ab3dEfGhIjKlMnOpQrStUvWxYz0123456789",
                "xoxb" + "-123456789012-Ab3dEfGhIjKl",
                "xapp" + "-1-A0123456789-Ab3dEfGh",
                "AKIA" + "ABCDEFGH01234567",
                "ASIA" + "ABCDEFGH01234567",
                "AIza" + "Ab3dEfGhIjKlMnOpQrStUvWxYz012345678",
                "GOCSPX" + "-Ab3dEfGhIjKlMnOpQrStUv",
                "ya29" + ".Ab3dEfGhIjKlMnOpQrStUvWxYz",
                "1//0" + "gAb3dEfGhIjKlMnOpQrStUv",
                "EAA" + "Ab3dEfGhIjKlMnOpQrStUvWxYz0123456789",
                "hvs" + ".Ab3dEfGhIjKlMnOpQrStUv",
                "ATATT3" + "xFfGF0Ab3dEfGhIjKlMnOpQr",
                "SG" + ".Ab3dEfGhIjKlMnOpQrStUv.Ab3dEfGhIjKlMnOpQrStUvWxYz",
                "pat" + "Ab3dEfGhIjKlMn." + HEX + HEX,
                "pat" + "-na1-01234567-89ab-cdef-0123-456789abcdef",
                "SK" + HEX,
                "key" + "-" + HEX,
                HEX + "-us" + "21",
                "eyJ" + "hbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.Ab3dEfGhIjKlMnOpQr",
                "12345678" + ":AAAb3dEfGhIjKlMnOpQrStUvWxYz0123456",
                "shpat" + "_" + HEX,
                "dop_v1" + "_" + HEX,
                "lin_api" + "_Ab3dEfGhIjKlMnOpQrStUv",
                "apify_api" + "_Ab3dEfGhIjKlMnOpQrStUv",
                "tvly" + "-dev-Ab3dEfGhIjKlMnOpQrStUv",
                "ntn" + "_01234567890Ab3dEfGhIjKlMnOpQr");
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void aKeyIsInNoFileWhereverItStood(String key) throws Exception {
        var imported = with(key, key).imported();

        imported.files().forEach((name, text) -> assertThat(text).as(name).doesNotContain(key));
        assertThat(imported.report().toString() + imported.report().findings()).doesNotContain(key);
        try (var loading = new Loading(imported)) {
            assertThat(loading.danglingCalls()).isEmpty();
        }
    }

    /** Texts around what only its place makes a secret. */
    @Test
    void whatItsPlaceMakesASecretIsInNoFile() {
        var key = "Tr0ub4dor" + "and3more";
        var password = "correcthorse" + "battery";
        var parameters = List.of(
                "{\"parameters\": [{\"name\": \"Authorization\", \"value\": \"Token %s\"}]}",
                "{\"parameters\": [{\"name\": \"X-Custom\", \"value\": \"ApiKey %s\"}]}",
                "{\"parameters\": [{\"name\": \"Cookie\", \"value\": \"a=b; session=%s\"}]}",
                "{\"assignments\": [{\"name\": \"api_key\", \"stringValue\": \"%s\"}]}",
                "{\"apiKey\": \"=%s\"}",
                "{\"token\": \"={{ '%s' }}\"}",
                "{\"url\": \"https://example.org/?a=1&access_token=%s\"}",
                "{\"url\": \"=https://me:%s@example.org/{{ $json.id }}\"}",
                "{\"url\": \"redis://:%s@example.org\"}",
                "{\"url\": \"https://discord.com/api/webhooks/123456789012345/%1$s%1$s\"}",
                "{\"url\": \"https://hooks.slack.com/services/T0AAAAAAA/B0AAAAAAA/%s\"}",
                "{\"jsonBody\": \"{\\\"client_secret\\\": \\\"%s\\\"}\"}",
                "{\"jsCode\": \"const apiKey = \\\"%s\\\"; return items;\"}",
                "{\"jsCode\": \"const o = { 'x-api-key': '%s' }; return items;\"}",
                "{\"command\": \"curl -H 'Authorization: Bearer %s' x\"}",
                "{\"text\": \"Server=x;Password=%s;\"}",
                "{\"text\": \"AccountKey=%s%1$s==\"}",
                "{\"text\": \"Use {{name}} and token: '%s'\"}",
                "{\"text\": \"-----BEGIN RSA PRIVATE KEY-----\\n%s\\n-----END RSA PRIVATE KEY-----\"}");
        for (var one : parameters) {
            assertClean(one.formatted(key), key);
        }
        assertClean("{\"password\": \"%s\"}".formatted(password), password);
        assertClean("{\"options\": {\"passphrase\": \"%s\"}}".formatted(password), password);
    }

    private static void assertClean(String parameters, String key) {
        for (var type : new String[] {"set", "httpRequest", "unknownThing", "code", "executeCommand"}) {
            var imported = Workflows.named("W")
                    .node("Start", "manualTrigger", 1, "{}")
                    .node("N", type, 3, parameters)
                    .edge("Start", "N")
                    .imported();
            imported.files()
                    .forEach((name, text) ->
                            assertThat(text).as(parameters + name).doesNotContain(key));
        }
    }

    @Test
    void anErrorDoesNotQuoteTheFile() {
        var key = shapes().get(0);
        for (var broken : List.of("{\"a\": " + key + "}", "{\"" + key + "\": }", key)) {
            assertThatThrownBy(() -> Importer.read(broken)).satisfies(error -> {
                var said = new java.io.StringWriter();
                error.printStackTrace(new java.io.PrintWriter(said));
                assertThat(said.toString()).contains("N8N-001").doesNotContain(key);
            });
        }
    }

    @Test
    void whatOnlyLooksLikeASecretStays() throws Exception {
        var parameters = List.of(
                "{\"nodeCredentialType\": \"googleOAuth2Api\"}",
                "{\"tokenUrl\": \"https://example.org/oauth2/token\"}",
                "{\"maxTokens\": 4096}",
                "{\"text\": \"Basic authentication and bearer authorization are two ways.\"}",
                "{\"text\": \"=Ask {{ $json.token }} for the api-key-of-the-house\"}",
                "{\"jsCode\": \"const token = $json.token; const re = /Bearer (.+)/; return [{ token }];\"}",
                "{\"text\": \"task-2024-report-of-the-year, sha1 " + HEX + "\"}",
                "{\"url\": \"https://example.org/a?page=2&key=name\"}",
                "{\"passwordField\": \"user_password_2\"}");
        for (var one : parameters) {
            var node =
                    new dev.serai.n8n.workflow.Node("N", "x", "x", 1, Json.read(one), 0, 0, Json.object(), List.of());
            assertThat(new dev.serai.n8n.workflow.Secrets("f", (variable, name) -> {})
                            .clean(node)
                            .parameters())
                    .isEqualTo(Json.read(one));
        }
    }

    /** The key in every place that a workflow has. */
    private static Workflows with(String key, String name) {
        var text = Json.text(key);
        var quoted = Json.text("x = '" + key + "'");
        var all =
                new ArrayList<String>(List.of("set", "httpRequest", "code", "formTrigger", "postgres", "unknownThing"));
        var flow = Workflows.named("Flow " + name).node("Webhook " + name, "webhook", 2, "{\"path\": " + text + "}");
        flow.flag("webhookId", key)
                .flag("notes", key)
                .flag("credentials", java.util.Map.of(key, java.util.Map.of("id", key, "name", key, "data", key)));
        int i = 0;
        for (var type : all) {
            flow.node(
                            "N" + i,
                            type,
                            3,
                            ("{\"url\": %1$s, \"jsCode\": %2$s, \"query\": %2$s, \"operation\": \"executeQuery\", \"formTitle\": %1$s,"
                                            + " \"assignments\": {\"assignments\": [{\"name\": %1$s, \"value\": %1$s}]}, \"mode\": \"manual\","
                                            + " \"sendHeaders\": true, \"headerParameters\": {\"parameters\": [{\"name\": \"a\", \"value\": %1$s}]},"
                                            + " \"options\": {%1$s: %1$s}, \"sendBody\": true, \"jsonBody\": %2$s}")
                                    .formatted(text, quoted))
                    .edge("Webhook " + name, "N" + i++);
        }
        return flow.node("Type", key, 1, "{}")
                .node("Call", "executeWorkflow", 1, "{\"source\": " + text + "}")
                .node("Note", "stickyNote", 1, "{\"content\": " + quoted + "}")
                .edge("Webhook " + name, "Type")
                .edge("Type", "Call")
                .edge("Call", "gone " + key);
    }
}
