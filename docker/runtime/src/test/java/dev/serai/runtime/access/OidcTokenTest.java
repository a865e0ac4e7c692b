package dev.serai.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.runtime.Running;
import dev.serai.runtime.access.oidc.Signer;
import dev.serai.runtime.access.oidc.StandInIssuer;
import java.net.http.HttpResponse;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Programs that come to the API with a token of the issuer. */
@Timeout(60)
class OidcTokenTest {

    private static final String PASSWORD = "correct horse battery";
    private static final String AUDIENCE = "serai-api";

    private StandInIssuer issuer;
    private Running running;

    @BeforeEach
    void start() throws Exception {
        issuer = StandInIssuer.start("https://serai.example.org/login/oidc/callback");
        running = Running.start(
                Map.of(
                        "SERAI_ENVIRONMENT",
                        "public",
                        "SERAI_ADDRESS",
                        "127.0.0.1",
                        "SERAI_PUBLIC_URL",
                        "https://serai.example.org",
                        "SERAI_ADMIN_PASSWORD",
                        PASSWORD,
                        "SERAI_OIDC_ISSUER",
                        issuer.url(),
                        "SERAI_OIDC_CLIENT_ID",
                        StandInIssuer.CLIENT,
                        "SERAI_OIDC_AUDIENCE",
                        AUDIENCE,
                        "SERAI_OIDC_ALLOWED",
                        "subject:248289761001"),
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("platform-http:/echo").routeId("echo").convertBodyTo(String.class);
                    }
                });
    }

    @AfterEach
    void stop() throws Exception {
        running.close();
        issuer.close();
    }

    private HttpResponse<String> post(String token, String body) throws Exception {
        return running.post("/echo", body, "Authorization", "Bearer " + token);
    }

    private int status(Map<String, Object> claims) throws Exception {
        return post(issuer.signer().sign(claims), "x").statusCode();
    }

    @Test
    void aTokenForTheApiOpensItAndTheBodyIsThereAfterTheIssuerWasAsked() throws Exception {
        var body = "0123456789".repeat(50_000);
        var token = issuer.signer().sign(issuer.claims(AUDIENCE));
        assertThat(post(token, body).body()).isEqualTo(body);
        assertThat(post(token, body).body()).isEqualTo(body);
        assertThat(issuer.keyRequests()).isEqualTo(1);
    }

    @Test
    void anyOtherTokenIsRefusedAndLocksNobodyOut() throws Exception {
        var claims = issuer.claims(StandInIssuer.CLIENT);
        for (int i = 0; i < 12; i++) {
            assertThat(status(claims)).isEqualTo(401);
        }
        var stranger = Signer.rsa("first").sign(issuer.claims(AUDIENCE));
        assertThat(post(stranger, "x").body()).contains("RUNTIME-112", "signature");
        claims = issuer.claims(AUDIENCE);
        claims.put("sub", "another");
        assertThat(status(claims)).isEqualTo(403);
        assertThat(post(PASSWORD, "x").statusCode()).isEqualTo(200);
        assertThat(status(issuer.claims(AUDIENCE))).isEqualTo(200);
    }

    @Test
    void strangersCannotMakeTheRuntimeAskTheIssuerAgainAndAgain() throws Exception {
        assertThat(status(issuer.claims(AUDIENCE))).isEqualTo(200);
        for (int i = 0; i < 20; i++) {
            var token = Signer.ec("unknown-" + i).sign(issuer.claims(AUDIENCE));
            assertThat(post(token, "x").body()).contains("RUNTIME-112");
        }
        // Two where the pause between them has passed on a slow machine.
        assertThat(issuer.keyRequests()).isLessThanOrEqualTo(3);
    }

    @Test
    void anIssuerThatIsAwayIsNotTheCallersFault() throws Exception {
        issuer.goAway(true);
        var response = post(issuer.signer().sign(issuer.claims(AUDIENCE)), "x");
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).contains("RUNTIME-114").doesNotContain(issuer.url());
    }

    @Test
    void thePasswordStaysAWayIn() throws Exception {
        assertThat(running.get("/login").body()).contains("href=\"/login/oidc\"", "type=\"password\"");
        assertThat(running.get("/health", "Authorization", "Bearer " + PASSWORD).statusCode())
                .isEqualTo(200);
    }
}
