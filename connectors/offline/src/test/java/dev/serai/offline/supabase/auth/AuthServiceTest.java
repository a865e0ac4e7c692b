package dev.serai.offline.supabase.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.offline.junit.SupabaseServerExtension;
import dev.serai.offline.supabase.Api;
import dev.serai.offline.supabase.SupabaseStandIn;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AuthServiceTest {
    private static final AtomicReference<Duration> LATER = new AtomicReference<>(Duration.ZERO);

    @RegisterExtension
    static SupabaseServerExtension supabase =
            new SupabaseServerExtension(SupabaseStandIn.builder().clock(new Later()));

    @Test
    void aNewUserIsSignedInAndKnownToPolicies() {
        var session = signUp("policies@example.org");
        var token = session.get("access_token").asText();
        var user = with(token).get("/user");
        assertThat(user.statusCode()).isEqualTo(200);
        assertThat(Api.json(user)).isEqualTo(session.get("user"));
        assertThat(session.at("/user/user_metadata/first").asText()).isEqualTo("Ann");
        assertThat(session.at("/user/identities/0/identity_data/email").asText())
                .isEqualTo("policies@example.org");
        assertThat(supabase.server()
                        .rows("select email from auth.users where id = '"
                                + session.at("/user/id").asText() + "'"))
                .hasToString("[{\"email\":\"policies@example.org\"}]");
        assertThat(supabase.server()
                        .rows("select encrypted_password from auth.users where email = 'policies@example.org'")
                        .toString())
                .doesNotContain("correct-horse");
    }

    @Test
    void anAddressIsTakenOnce() {
        signUp("twice@example.org");
        var again = anon().post("/signup", credentials("twice@example.org", "correct-horse-9"));
        assertThat(again.statusCode()).isEqualTo(422);
        assertThat(again.body())
                .isEqualTo("{\"code\":422,\"error_code\":\"user_already_exists\","
                        + "\"msg\":\"User already registered\"}");
        assertThat(Api.header(again, "x-sb-error-code")).isEqualTo("user_already_exists");
    }

    @Test
    void errorsHaveTheShapeOfTheAskedVersion() {
        var refused = anon().post(
                        "/token?grant_type=password",
                        credentials("nobody@example.org", "wrong-password"),
                        "X-Supabase-Api-Version",
                        "2024-01-01");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .isEqualTo("{\"code\":\"invalid_credentials\",\"message\":\"Invalid login credentials\"}");
        assertThat(Api.header(refused, "x-supabase-api-version")).isEqualTo("2024-01-01");
    }

    @Test
    void aWeakPasswordIsExplained() {
        var refused = anon().post("/signup", credentials("weak@example.org", "1"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(Api.json(refused).at("/weak_password/reasons/0").asText()).isEqualTo("length");
    }

    @Test
    void refreshTokensRotate() {
        var first = signUp("rotate@example.org").get("refresh_token").asText();
        var second = refreshed(first);
        assertThat(second).isNotEqualTo(first);
        assertThat(refreshed(second)).isNotEqualTo(second);
    }

    @Test
    void theTokenBeforeTheCurrentOneGivesTheCurrentOne() {
        var first = signUp("parent@example.org").get("refresh_token").asText();
        var second = refreshed(first);
        later(Duration.ofMinutes(5));
        assertThat(refreshed(first)).isEqualTo(second);
    }

    @Test
    void anOldTokenEndsTheSession() {
        var first = signUp("stolen@example.org").get("refresh_token").asText();
        var second = refreshed(first);
        var third = refreshed(second);
        later(Duration.ofMinutes(5));
        assertThat(refresh(first).body()).contains("refresh_token_already_used");
        assertThat(refresh(third).statusCode()).isEqualTo(400);
    }

    @Test
    void anOldTokenHoldsForTheReuseInterval() {
        var first = signUp("reuse@example.org").get("refresh_token").asText();
        refreshed(refreshed(first));
        assertThat(refresh(first).statusCode()).isEqualTo(200);
    }

    @Test
    void anExpiredTokenIsRefusedWhereOneIsNeededOnly() {
        var session = signUp("expired@example.org");
        var token = session.get("access_token").asText();
        later(Duration.ofHours(2));
        var user = anon().get("/user", "Authorization", "Bearer " + token);
        assertThat(user.statusCode()).isEqualTo(403);
        assertThat(user.body()).contains("bad_jwt", "expired");
        assertThat(anon().post(
                                "/token?grant_type=refresh_token",
                                "{\"refresh_token\":\""
                                        + session.get("refresh_token").asText() + "\"}",
                                "Authorization",
                                "Bearer " + token)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void loggingOutEndsTheSessionsOfItsScope() {
        signUp("logout@example.org");
        var one = signIn("logout@example.org", "correct-horse-9");
        var two = signIn("logout@example.org", "correct-horse-9");
        assertThat(with(one).post("/logout?scope=others", "").statusCode()).isEqualTo(204);
        assertThat(with(two).get("/user").body()).contains("session_not_found");
        assertThat(with(one).get("/user").statusCode()).isEqualTo(200);
        assertThat(with(one).post("/logout?scope=local", "").statusCode()).isEqualTo(204);
        assertThat(with(one).get("/user").body()).contains("session_not_found");
    }

    @Test
    void usersChangeTheirPasswordAndData() {
        var token = signUp("change@example.org").get("access_token").asText();
        var changed = with(token).send("PUT", "/user", "{\"password\":\"another-horse\",\"data\":{\"last\":\"Lee\"}}");
        assertThat(Api.json(changed).at("/user_metadata/first").asText()).isEqualTo("Ann");
        assertThat(Api.json(changed).at("/user_metadata/last").asText()).isEqualTo("Lee");
        assertThat(with(token)
                        .send("PUT", "/user", "{\"password\":\"another-horse\"}")
                        .body())
                .contains("same_password");
        assertThat(anon().post("/token?grant_type=password", credentials("change@example.org", "correct-horse-9"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(signIn("change@example.org", "another-horse")).isNotEmpty();
    }

    @Test
    void aMailedCodeSignsInOnce() {
        assertThat(anon().post("/otp", "{\"email\":\"code@example.org\"}").body())
                .isEqualTo("{}");
        var mail = supabase.server().auth().mailbox().last("code@example.org");
        var body = "{\"type\":\"email\",\"email\":\"code@example.org\",\"token\":\"" + mail.code() + "\"}";
        var verified = anon().post("/verify", body);
        assertThat(verified.statusCode()).isEqualTo(200);
        assertThat(Api.json(verified).at("/user/email_confirmed_at").asText()).isNotEmpty();
        assertThat(anon().post("/verify", body).body()).contains("otp_expired");
    }

    @Test
    void aMailedCodeHoldsForAnHour() {
        anon().post("/otp", "{\"email\":\"slow@example.org\"}");
        var mail = supabase.server().auth().mailbox().last("slow@example.org");
        later(Duration.ofHours(2));
        assertThat(anon().post("/verify", "{\"type\":\"email\",\"token_hash\":\"" + mail.hashedToken() + "\"}")
                        .body())
                .contains("otp_expired");
    }

    @Test
    void aLinkOfAMailLeadsToItsTargetWithASession() {
        signUp("link@example.org");
        anon().post("/recover?redirect_to=http://localhost/there", "{\"email\":\"link@example.org\"}");
        var mail = supabase.server().auth().mailbox().last("link@example.org");
        assertThat(mail.type()).isEqualTo("recovery");
        var followed = new Api(supabase.baseUrl(), null)
                .get(mail.link().substring(supabase.baseUrl().length()));
        assertThat(followed.statusCode()).isEqualTo(303);
        assertThat(Api.header(followed, "location"))
                .startsWith("http://localhost/there#access_token=")
                .contains("type=recovery");
    }

    @Test
    void nobodyLearnsFromARecoveryWhetherAnAddressIsKnown() {
        assertThat(anon().post("/recover", "{\"email\":\"unknown@example.org\"}")
                        .body())
                .isEqualTo("{}");
        assertThat(supabase.server().auth().mailbox().all()).isEmpty();
    }

    @Test
    void usersWithoutANameMayBeSwitchedOff() {
        var session = Api.json(anon().post("/signup", "{\"data\":{}}"));
        assertThat(session.at("/user/is_anonymous").asBoolean()).isTrue();
        supabase.server().auth().anonymousSignIns(false);
        assertThat(anon().post("/signup", "{\"data\":{}}").body()).contains("anonymous_provider_disabled");
    }

    @Test
    void onlyTheServiceKeyAdministers() {
        assertThat(anon().get("/admin/users").body()).contains("not_admin");
        assertThat(with(signUp("noadmin@example.org").get("access_token").asText())
                        .post("/invite", "{\"email\":\"x@example.org\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(new Api(base(), null)
                        .get("/admin/users", "apikey", supabase.serviceKey())
                        .body())
                .contains("no_authorization");
    }

    @Test
    void theServiceKeyMakesChangesAndDeletesUsers() {
        var created = Api.json(admin().post(
                        "/admin/users",
                        "{\"email\":\"made@example.org\",\"password\":\"correct-horse-9\",\"email_confirm\":true,"
                                + "\"app_metadata\":{\"plan\":\"pro\"}}"));
        var id = created.get("id").asText();
        assertThat(created.at("/app_metadata/plan").asText()).isEqualTo("pro");
        assertThat(admin().post("/admin/users", "{\"email\":\"made@example.org\"}")
                        .body())
                .contains("email_exists");
        assertThat(signIn("made@example.org", "correct-horse-9")).isNotEmpty();
        admin().send("PUT", "/admin/users/" + id, "{\"ban_duration\":\"24h\"}");
        assertThat(anon().post("/token?grant_type=password", credentials("made@example.org", "correct-horse-9"))
                        .body())
                .contains("user_banned");
        assertThat(admin().send("DELETE", "/admin/users/" + id, "").body()).isEqualTo("{}");
        assertThat(admin().get("/admin/users/" + id).body()).contains("user_not_found");
        assertThat(admin().get("/admin/users/none").statusCode()).isEqualTo(404);
    }

    @Test
    void usersAreListedInPages() {
        signUp("page1@example.org");
        signUp("page2@example.org");
        var page = admin().get("/admin/users?page=1&per_page=1");
        assertThat(Api.json(page).get("users")).hasSize(1);
        assertThat(Integer.parseInt(Api.header(page, "x-total-count"))).isGreaterThanOrEqualTo(2);
        assertThat(Api.header(page, "link")).contains("page=2&per_page=1>; rel=\"next\"", "rel=\"last\"");
    }

    @Test
    void aGeneratedLinkIsNotMailed() {
        var link = Api.json(
                admin().post("/admin/generate_link", "{\"type\":\"magiclink\",\"email\":\"generated@example.org\"}"));
        assertThat(supabase.server().auth().mailbox().all()).isEmpty();
        var verified = anon().post(
                        "/verify",
                        "{\"type\":\"magiclink\",\"token_hash\":\""
                                + link.get("hashed_token").asText() + "\"}");
        assertThat(verified.statusCode()).isEqualTo(200);
    }

    @Test
    void anInvitedUserFollowsTheMail() {
        assertThat(admin().post("/invite", "{\"email\":\"guest@example.org\"}").statusCode())
                .isEqualTo(200);
        var mail = supabase.server().auth().mailbox().last("guest@example.org");
        assertThat(anon().post("/verify", "{\"type\":\"invite\",\"token_hash\":\"" + mail.hashedToken() + "\"}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void whatTheStandInDoesNotDoIsNamed() {
        assertThat(anon().get("/authorize?provider=github").statusCode()).isEqualTo(501);
        assertThat(anon().post("/factors", "{}").body()).contains("multi-factor authentication");
        assertThat(anon().post("/otp", "{\"phone\":\"+41791234567\"}").body()).contains("phone numbers");
    }

    @Test
    void whatIsNoJsonIsRefused() {
        assertThat(anon().post("/signup", "{").body()).contains("bad_json");
    }

    private static JsonNode signUp(String email) {
        var response = anon().post(
                        "/signup",
                        "{\"email\":\"" + email + "\",\"password\":\"correct-horse-9\",\"data\":{\"first\":\"Ann\"}}");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Api.json(response);
    }

    private static String signIn(String email, String password) {
        var response = anon().post("/token?grant_type=password", credentials(email, password));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Api.json(response).get("access_token").asText();
    }

    private static String refreshed(String token) {
        var response = refresh(token);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Api.json(response).get("refresh_token").asText();
    }

    private static HttpResponse<String> refresh(String token) {
        return anon().post("/token?grant_type=refresh_token", "{\"refresh_token\":\"" + token + "\"}");
    }

    private static String credentials(String email, String password) {
        return "{\"email\":\"" + email + "\",\"password\":\"" + password + "\"}";
    }

    private static void later(Duration by) {
        LATER.updateAndGet(before -> before.plus(by));
    }

    private static Api anon() {
        return new Api(base(), supabase.anonKey());
    }

    private static Api admin() {
        return new Api(base(), supabase.serviceKey());
    }

    private static Api with(String token) {
        return new Api(base(), token);
    }

    private static String base() {
        return supabase.baseUrl() + "/auth/v1";
    }

    /** A clock that tests put forward. */
    private static final class Later extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(LATER.get());
        }
    }
}
