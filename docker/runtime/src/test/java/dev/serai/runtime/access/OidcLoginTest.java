package dev.serai.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.runtime.Running;
import dev.serai.runtime.access.oidc.Signer;
import dev.serai.runtime.access.oidc.StandInIssuer;
import dev.serai.support.json.Json;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A browser's way through an issuer and back. */
@Timeout(60)
class OidcLoginTest {

    private static final String HOME = "https://serai.example.org";
    private static final String CALLBACK = HOME + "/login/oidc/callback";

    private StandInIssuer issuer;
    private Running running;

    @BeforeEach
    void start() throws Exception {
        issuer = StandInIssuer.start(CALLBACK);
        running = Running.start(Map.of(
                "SERAI_ENVIRONMENT",
                "public",
                "SERAI_ADDRESS",
                "127.0.0.1",
                "SERAI_PUBLIC_URL",
                HOME,
                "SERAI_OIDC_ISSUER",
                issuer.url(),
                "SERAI_OIDC_CLIENT_ID",
                StandInIssuer.CLIENT,
                "SERAI_OIDC_CLIENT_SECRET",
                StandInIssuer.SECRET,
                "SERAI_OIDC_ALLOWED",
                "ann@example.org,group:editors"));
    }

    @AfterEach
    void stop() throws Exception {
        running.close();
        issuer.close();
    }

    private static String cookie(HttpResponse<?> response, String name) {
        return response.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith(name + "="))
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .findFirst()
                .orElse(null);
    }

    private static String location(HttpResponse<?> response) {
        return response.headers().firstValue("Location").orElseThrow();
    }

    private HttpResponse<String> begin() throws Exception {
        var response = running.get("/login/oidc");
        assertThat(response.statusCode()).isEqualTo(303);
        return response;
    }

    /** The path that the issuer sends the browser back to. */
    private String through(HttpResponse<String> begun) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(location(begun))).build();
        var answer = running.client().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        assertThat(location(answer)).startsWith(CALLBACK);
        return location(answer).substring(HOME.length());
    }

    private HttpResponse<String> back(HttpResponse<String> begun, String path) throws Exception {
        return running.get(path, "Cookie", cookie(begun, "__Host-serai_login"));
    }

    private HttpResponse<String> login() throws Exception {
        var begun = begin();
        return back(begun, through(begun));
    }

    private void isRefused(int status, String why) throws Exception {
        var response = login();
        assertThat(response.body()).contains(why);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(cookie(response, "serai_session")).isNull();
    }

    @Test
    void whomTheIssuerKnowsAndTheListNamesIsLetIn() throws Exception {
        assertThat(running.get("/login").body())
                .contains("href=\"/login/oidc\"", "127.0.0.1")
                .doesNotContain("password");
        var in = login();
        assertThat(in.statusCode()).as(in.body()).isEqualTo(303);
        assertThat(location(in)).isEqualTo("/");
        assertThat(in.headers().allValues("Set-Cookie"))
                .allSatisfy(cookie -> assertThat(cookie)
                        .containsIgnoringCase("HttpOnly")
                        .contains("Path=/", "Secure", "SameSite=Lax"));
        var session = cookie(in, "serai_session");
        var user = Json.read(running.get("/api/session", "Cookie", session).body())
                .path("user")
                .asText();
        assertThat(user).isEqualTo("ann@example.org");
        running.post("/logout", "", "Cookie", session);
        assertThat(running.get("/api/session", "Cookie", session).statusCode()).isEqualTo(401);
    }

    @Test
    void groupsLetInToo() throws Exception {
        issuer.person(Map.of("sub", "7", "groups", List.of("readers", "editors")));
        var session = cookie(login(), "serai_session");
        assertThat(running.get("/api/session", "Cookie", session).body()).contains("subject:7");
    }

    @Test
    void keysOfEitherKindAndTheSecretInTheBodyAreUnderstood() throws Exception {
        issuer.takeSecretInBody();
        issuer.rotate(Signer.ec("curve"));
        assertThat(cookie(login(), "serai_session")).isNotNull();
    }

    @Test
    void whomTheListDoesNotNameStaysOutside() throws Exception {
        issuer.person(Map.of("sub", "<b>8", "email", "bob@example.org", "email_verified", true));
        isRefused(403, "bob@example.org");
        issuer.person(Map.of("sub", "<b>8", "email", "ann@example.org", "email_verified", false));
        isRefused(403, "subject:&lt;b&gt;8");
    }

    @Test
    void aTokenThatIsNotForThisLoginIsRefused() throws Exception {
        Map<String, UnaryOperator<Map<String, Object>>> wrong = Map.of(
                "another login", claims -> with(claims, "nonce", "other"),
                "another issuer", claims -> with(claims, "iss", "https://evil.example"),
                "somebody else", claims -> with(claims, "aud", "other"),
                "has expired", claims -> with(claims, "exp", 1_000_000_000));
        for (var one : wrong.entrySet()) {
            issuer.change(one.getValue());
            isRefused(401, one.getKey());
        }
    }

    private static Map<String, Object> with(Map<String, Object> claims, String name, Object value) {
        claims.put(name, value);
        return claims;
    }

    @Test
    void onlyTheBrowserThatBeganALoginEndsIt() throws Exception {
        var mine = begin();
        var others = begin();
        var path = through(others);
        assertThat(back(mine, path).statusCode()).isEqualTo(400);
        assertThat(running.get(path).statusCode()).isEqualTo(400);
        assertThat(back(others, path.replaceFirst("state=[^&]*", "state=x")).statusCode())
                .isEqualTo(400);
        assertThat(back(others, path.replaceFirst("iss=[^&]*", "iss=https://evil.example"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(back(others, path).statusCode()).isEqualTo(303);
        var again = back(others, path);
        assertThat(again.statusCode()).isEqualTo(401);
        assertThat(again.body()).contains("invalid_grant");
    }

    @Test
    void codesAreNotTriedWithoutEnd() throws Exception {
        var begun = begin();
        var right = through(begun);
        var wrong = right.replaceFirst("code=[^&]*", "code=x");
        for (int i = 0; i < 10; i++) {
            assertThat(back(begun, wrong).statusCode()).isEqualTo(401);
        }
        assertThat(back(begun, right).statusCode()).isEqualTo(429);
    }

    @Test
    void whatTheIssuerRefusesIsTold() throws Exception {
        var begun = begin();
        var path = through(begun).replaceFirst("code=[^&]*", "error=access_denied");
        var response = back(begun, path);
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).contains("access_denied");
        assertThat(back(begun, path.replace("access_denied", "%3Cscript%3E")).body())
                .doesNotContain("<script");
    }

    @Test
    void anIssuerThatIsAwayKeepsPeopleOutAndNotForEver() throws Exception {
        var begun = begin();
        var path = through(begun);
        issuer.goAway(true);
        var response = back(begun, path);
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).contains("RUNTIME-114");
        issuer.goAway(false);
        assertThat(back(begun, path).statusCode()).isEqualTo(303);
    }

    @Test
    void withoutAPasswordNobodyLogsInWithOne() throws Exception {
        for (var password : new String[] {"", "null"}) {
            assertThat(running.get("/health", "Authorization", "Bearer " + password)
                            .statusCode())
                    .isEqualTo(401);
            assertThat(running.post(
                                    "/login",
                                    "password=" + password,
                                    "Content-Type",
                                    "application/x-www-form-urlencoded")
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void withoutAnAudienceTheApiTakesNoTokens() throws Exception {
        var token = issuer.signer().sign(issuer.claims(StandInIssuer.CLIENT));
        assertThat(running.get("/health", "Authorization", "Bearer " + token).statusCode())
                .isEqualTo(401);
        assertThat(issuer.keyRequests()).isZero();
    }
}
