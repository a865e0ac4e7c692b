package dev.serai.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.runtime.Running;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PublicAccessTest {

    private static final String PASSWORD = "correct horse battery";
    private static final String SECRET = "0123456789abcdef";
    private static final String FORM = "application/x-www-form-urlencoded";

    private static Running running;
    private static volatile String seen = "";

    @BeforeAll
    static void start() throws Exception {
        var variables = new HashMap<>(Map.of(
                "SERAI_ENVIRONMENT", "public",
                "SERAI_ADDRESS", "127.0.0.1",
                "SERAI_ADMIN_PASSWORD", PASSWORD,
                "SERAI_PUBLIC_URL", "https://serai.example.org"));
        variables.putAll(Map.of(
                "SERAI_WEBHOOKS_OPEN_AUTH", "none",
                "SERAI_WEBHOOKS_BY_HEADER_AUTH", "header",
                "SERAI_WEBHOOKS_BY_HEADER_SECRET", SECRET,
                "SERAI_WEBHOOKS_BY_NAME_AUTH", "basic",
                "SERAI_WEBHOOKS_BY_NAME_NAME", "bob",
                "SERAI_WEBHOOKS_BY_NAME_SECRET", SECRET,
                "SERAI_WEBHOOKS_SIGNED_AUTH", "hmac",
                "SERAI_WEBHOOKS_SIGNED_SECRET", SECRET,
                "SERAI_WEBHOOKS_STREAMED_AUTH", "hmac"));
        variables.put("SERAI_WEBHOOKS_STREAMED_SECRET", SECRET);
        running = Running.start(variables, new RouteBuilder() {
            @Override
            public void configure() {
                for (var path : new String[] {"closed", "open", "by-header", "by-name", "signed"}) {
                    from("platform-http:/hook/" + path)
                            .routeId(path)
                            .process(exchange ->
                                    seen = exchange.getMessage().getHeaders().toString())
                            .setBody(constant("in"));
                }
                from("platform-http:/hook/streamed?useStreaming=true")
                        .routeId("streamed")
                        .setBody(constant("in"));
            }
        });
    }

    @AfterAll
    static void stop() throws Exception {
        running.close();
    }

    private static int status(String path, String... headers) throws Exception {
        return running.post(path, "body", headers).statusCode();
    }

    private static String basic(String user, String password) {
        var text = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(text);
    }

    @Test
    void onlyLivenessAndReadinessNeedNoLogin() throws Exception {
        assertThat(running.get("/health/live").statusCode()).isEqualTo(200);
        assertThat(running.get("/health/ready").body()).isEqualTo("{\"status\":\"UP\"}");
        for (var path : new String[] {"/", "/health", "/metrics", "/api/runs", "/v1/models", "/hook/closed", "/no"}) {
            var response = running.get(path);
            assertThat(response.statusCode()).as(path).isEqualTo(401);
            assertThat(response.body()).as(path).contains("RUNTIME-104");
        }
    }

    @Test
    void aClosedWebhookLooksLikeNoWebhook() throws Exception {
        assertThat(running.post("/hook/closed", "").body())
                .isEqualTo(running.post("/hook/none", "").body());
        assertThat(status("/hook/closed", "Authorization", "Bearer " + PASSWORD))
                .isEqualTo(200);
    }

    @Test
    void theApiTakesThePasswordAsBasicOrBearer() throws Exception {
        assertThat(running.get("/metrics", "Authorization", "Bearer " + PASSWORD)
                        .body())
                .contains("jvm_memory_used_bytes", "camel");
        assertThat(running.get("/health", "Authorization", basic("admin", PASSWORD))
                        .body())
                .contains("\"checks\":[");
        assertThat(running.get("/health", "Authorization", basic("root", PASSWORD))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void browsersAreLedToTheForm() throws Exception {
        var response = running.get("/", "Accept", "text/html");
        assertThat(response.statusCode()).isEqualTo(303);
        assertThat(response.headers().firstValue("Location")).contains("/login");
        var form = running.get("/login");
        assertThat(form.body()).contains("<form method=\"post\"").doesNotContain("<script");
        assertThat(form.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'");
    }

    @Test
    void theFormGivesACookieAndLogoutTakesIt() throws Exception {
        var wrong = running.post("/login", "password=wrong", "Content-Type", FORM);
        assertThat(wrong.statusCode()).isEqualTo(401);
        var right = running.post("/login", "password=correct+horse+battery", "Content-Type", FORM);
        assertThat(right.statusCode()).isEqualTo(303);
        var cookie = right.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie)
                .containsIgnoringCase("HttpOnly")
                .contains("SameSite=Lax", "Secure")
                .doesNotContain(PASSWORD);
        var session = cookie.substring(0, cookie.indexOf(';'));
        assertThat(running.get("/health", "Cookie", session).statusCode()).isEqualTo(200);
        assertThat(status("/hook/closed", "Cookie", session, "Origin", "https://serai.example.org"))
                .isEqualTo(200);
        assertThat(status("/hook/closed", "Cookie", session, "Origin", "https://evil.example"))
                .isEqualTo(403);
        var foreign = running.post("/logout", "", "Cookie", session, "Origin", "https://evil.example");
        assertThat(foreign.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(running.get("/health", "Cookie", session).statusCode()).isEqualTo(200);
        var own = running.post("/logout", "", "Cookie", session);
        assertThat(own.headers().firstValue("Set-Cookie").orElse("")).contains("Max-Age=0");
        assertThat(running.get("/health", "Cookie", session).statusCode()).isEqualTo(401);
    }

    @Test
    void webhooksOpenByWhatTheyDemand() throws Exception {
        assertThat(status("/hook/open")).isEqualTo(200);
        assertThat(status("/hook/by-header")).isEqualTo(401);
        assertThat(status("/hook/by-header", "X-Serai-Token", SECRET + "x")).isEqualTo(401);
        assertThat(status("/hook/by-header", "X-Serai-Token", SECRET)).isEqualTo(200);
        assertThat(status("/hook/by-name", "Authorization", basic("bob", "wrong")))
                .isEqualTo(401);
        assertThat(status("/hook/by-name", "Authorization", basic("bob", SECRET)))
                .isEqualTo(200);
    }

    @Test
    void aSignatureCountsOnceAndForItsTimeAndBodyOnly() throws Exception {
        var now = System.currentTimeMillis() / 1000;
        var time = String.valueOf(now);
        var signature = Signatures.sign(SECRET, time, "body".getBytes());
        assertThat(status("/hook/signed", "X-Serai-Timestamp", time, "X-Serai-Signature", "sha256=" + signature))
                .isEqualTo(200);
        assertThat(status("/hook/signed", "X-Serai-Timestamp", time, "X-Serai-Signature", signature))
                .as("again")
                .isEqualTo(401);
        var other = Signatures.sign(SECRET, time, "other".getBytes());
        assertThat(status("/hook/signed", "X-Serai-Timestamp", time, "X-Serai-Signature", other))
                .isEqualTo(401);
        var old = String.valueOf(now - 301);
        assertThat(status(
                        "/hook/signed",
                        "X-Serai-Timestamp",
                        old,
                        "X-Serai-Signature",
                        Signatures.sign(SECRET, old, "body".getBytes())))
                .isEqualTo(401);
        assertThat(status("/hook/signed", "X-Serai-Timestamp", "x", "X-Serai-Signature", "y"))
                .isEqualTo(401);
        assertThat(status("/hook/signed")).isEqualTo(401);
    }

    @Test
    void aSignatureIsNeverTakenForABodyThatItWasNotMadeFor() throws Exception {
        var time = String.valueOf(System.currentTimeMillis() / 1000);
        var empty = Signatures.sign(SECRET, time, new byte[0]);
        var upload = "--cut\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nevil\r\n--cut--\r\n";
        var parts = running.post(
                "/hook/signed",
                upload,
                "Content-Type",
                "multipart/form-data; boundary=cut",
                "X-Serai-Timestamp",
                time,
                "X-Serai-Signature",
                empty);
        assertThat(parts.statusCode()).isEqualTo(401);
        assertThat(parts.body()).contains("cannot be checked");
        var streamed = running.post("/hook/streamed", "evil", "X-Serai-Timestamp", time, "X-Serai-Signature", empty);
        assertThat(streamed.statusCode()).isEqualTo(401);
        assertThat(streamed.body()).contains("cannot be checked");
    }

    /** What runs is a workflow that may be a stranger's. */
    @Test
    void aWorkflowDoesNotSeeHowItsCallerHasEntered() throws Exception {
        var login = running.post("/login", "password=correct+horse+battery", "Content-Type", FORM);
        var session = login.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
        assertThat(status("/hook/closed", "Cookie", "a=b; " + session + "; c=d"))
                .isEqualTo(200);
        assertThat(seen).contains("a=b; c=d").doesNotContain(session);
        assertThat(status("/hook/closed", "Authorization", "Bearer " + PASSWORD))
                .isEqualTo(200);
        assertThat(seen).doesNotContain(PASSWORD);
        assertThat(status("/hook/by-name", "Authorization", basic("bob", SECRET)))
                .isEqualTo(200);
        assertThat(seen).doesNotContain(basic("bob", SECRET));
        assertThat(status("/hook/by-header", "X-Serai-Token", SECRET)).isEqualTo(200);
        assertThat(seen).doesNotContain(SECRET);
        assertThat(status("/hook/open", "Authorization", "Bearer of-the-workflow"))
                .isEqualTo(200);
        assertThat(seen).contains("Bearer of-the-workflow");
    }
}
