package dev.serai.supabase.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.supabase.Routes;
import dev.serai.supabase.SupabaseConstants;
import dev.serai.supabase.TestServer;
import dev.serai.supabase.TestServer.Answer;
import dev.serai.supabase.client.SupabaseError;
import dev.serai.supabase.client.SupabaseException;
import dev.serai.supabase.client.auth.AuthError;
import dev.serai.support.json.Json;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class AuthTest {

    private static final String PASSWORD = "correct-horse-9";
    private static final String TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm4ifQ.c2lnbmF0dXJl";
    private static final Map<String, Object> AS_ANN = Map.of(SupabaseConstants.ACCESS_TOKEN, TOKEN);
    private static final String TOKEN_PATH = "/auth/v1/token?grant_type=password";
    private static final String ID = "5a5c11f2-17c7-4f5e-a8d4-3d1b0a1c2f9d";

    private TestServer server;
    private Routes routes;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer();
        server.answer(Answer.json(200, "{}"));
        routes = new Routes(server.url());
    }

    @AfterEach
    void stop() {
        routes.close();
        server.close();
    }

    private void check(String request, String body) throws Exception {
        var asked = server.last();
        assertThat(asked.method() + " " + asked.uri()).isEqualTo(request);
        if (body == null) {
            assertThat(asked.bytes()).isEmpty();
        } else {
            assertThat(asked.json()).isEqualTo(Json.read(body));
        }
        assertThat(asked.header("x-supabase-api-version")).isEqualTo("2024-01-01");
    }

    private static Map<String, Object> map(Object... pairs) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }

    @Test
    void strangersAskWithTheProjectsKey() throws Exception {
        routes.ask("supabase:auth/otp", map("email", "a@b.org", "data", Map.of("first", "Ann")));
        check("POST /auth/v1/otp", "{\"email\":\"a@b.org\",\"data\":{\"first\":\"Ann\"},\"create_user\":true}");
        assertThat(server.last().header("authorization")).isEqualTo("Bearer " + Routes.ANON);
        routes.ask("supabase:auth/otp?createUser=false&email=a@b.org", null, AS_ANN);
        check("POST /auth/v1/otp", "{\"email\":\"a@b.org\",\"create_user\":false}");
        assertThat(server.last().header("authorization")).isEqualTo("Bearer " + Routes.ANON);
        routes.ask("supabase:auth/recover?redirectTo=RAW(https://x.org/a?b=c&d)", "{\"email\":\"a@b.org\"}");
        check("POST /auth/v1/recover?redirect_to=https%3A%2F%2Fx.org%2Fa%3Fb%3Dc%26d", "{\"email\":\"a@b.org\"}");
        routes.ask("supabase:auth/resend?otpType=signup", Map.of("email", "a@b.org"));
        check("POST /auth/v1/resend", "{\"email\":\"a@b.org\",\"type\":\"signup\"}");
        routes.ask("supabase:auth/settings", "a body that nobody reads");
        check("GET /auth/v1/settings", null);
    }

    @Test
    void aSignUpSaysWhoItIs() throws Exception {
        var body =
                map("email", "a@b.org", "password", PASSWORD, "redirect_to", "https://x.org", "captcha_token", "cap");
        server.answer(Answer.json(200, "{\"id\":\"7\",\"email\":\"a@b.org\"}"));
        assertThat(routes.ask("supabase:auth/sign-up", body))
                .isEqualTo(Map.of("user", Map.of("id", "7", "email", "a@b.org")));
        check(
                "POST /auth/v1/signup?redirect_to=https%3A%2F%2Fx.org",
                "{\"email\":\"a@b.org\",\"password\":\"" + PASSWORD
                        + "\",\"gotrue_meta_security\":{\"captcha_token\":\"cap\"}}");
        // The service would take it for a user without a name.
        assertThat(routes.fails("supabase:auth/sign-up", null).code()).isEqualTo(SupabaseError.BAD_BODY);
        assertThat(server.asked()).hasSize(1);
        routes.ask("supabase:auth/sign-in-anonymously", null);
        check("POST /auth/v1/signup", "{}");
    }

    @Test
    void aSignInTakesHeadersThenTheBodyThenOptions() throws Exception {
        server.answer(ScriptedAuth.session("x", 1, 3600));
        var uri = "supabase:auth/sign-in?email=option@b.org&password=RAW(option+%&?pass)";
        routes.ask(uri, null);
        check("POST " + TOKEN_PATH, credentials("option@b.org", "option+%&?pass"));
        routes.ask(uri, "{\"password\":\"typed-pass\"}");
        check("POST " + TOKEN_PATH, credentials("option@b.org", "typed-pass"));
        routes.ask(
                uri,
                new ByteArrayInputStream(credentials("body@b.org", "body-pass").getBytes()));
        check("POST " + TOKEN_PATH, credentials("body@b.org", "body-pass"));
        var headers = Map.<String, Object>of(
                SupabaseConstants.EMAIL, "header@b.org", SupabaseConstants.PASSWORD, "header-pass");
        var exchange = routes.send(uri, credentials("body@b.org", "body-pass"), headers);
        check("POST " + TOKEN_PATH, credentials("header@b.org", "header-pass"));
        assertThat(exchange.getMessage().getHeaders()).doesNotContainKey(SupabaseConstants.PASSWORD);
        // The option's password is that of the option's address.
        var failure = routes.fails(uri, Map.of("email", "body@b.org"));
        assertThat(failure.code()).isEqualTo(SupabaseError.BAD_BODY);
        assertThat(failure).hasMessageContaining("needs password");
    }

    private static String credentials(String email, String password) {
        return "{\"email\":\"" + email + "\",\"password\":\"" + password + "\"}";
    }

    @Test
    void aMailsCodeOrHashIsVerified() throws Exception {
        server.answer(ScriptedAuth.session("ann", 1, 3600));
        var code = Map.<String, Object>of(SupabaseConstants.OTP, "123456", SupabaseConstants.EMAIL, "a@b.org");
        var exchange = routes.send("supabase:auth/verify?otpType=email", null, code);
        check("POST /auth/v1/verify", "{\"email\":\"a@b.org\",\"token\":\"123456\",\"type\":\"email\"}");
        assertThat(exchange.getMessage().getHeader(SupabaseConstants.ACCESS_TOKEN))
                .isEqualTo(ScriptedAuth.token("ann", 1));
        assertThat(exchange.getMessage().getHeaders()).doesNotContainKey(SupabaseConstants.OTP);
        routes.ask("supabase:auth/verify?otpType=recovery&email=a@b.org", Map.of("token_hash", "abc"), code);
        check("POST /auth/v1/verify", "{\"token_hash\":\"abc\",\"type\":\"recovery\"}");
        server.answer(Answer.json(200, "{\"msg\":\"Confirmation link accepted.\"}"));
        assertThat(routes.ask("supabase:auth/verify?otpType=email_change", Map.of("token_hash", "abc")))
                .isEqualTo(Map.of("msg", "Confirmation link accepted."));
    }

    @Test
    void usersAskAndChangeThemselves() throws Exception {
        server.answer(Answer.json(200, "{\"id\":\"7\",\"user_metadata\":{\"score\":1.10}}"));
        var user = (Map<?, ?>) routes.ask("supabase:auth/user", "not read", AS_ANN);
        check("GET /auth/v1/user", null);
        assertThat(server.last().header("authorization")).isEqualTo("Bearer " + TOKEN);
        assertThat(user.get("id")).isEqualTo("7");
        var headers = map(
                SupabaseConstants.ACCESS_TOKEN, TOKEN,
                SupabaseConstants.EMAIL, "left@over.org",
                SupabaseConstants.PASSWORD, "left-over-1");
        routes.ask("supabase:auth/update-user", Map.of("data", Map.of("last", "Lee")), headers);
        check("PUT /auth/v1/user", "{\"data\":{\"last\":\"Lee\"}}");
        routes.ask("supabase:auth/reauthenticate", null, AS_ANN);
        check("GET /auth/v1/reauthenticate", null);
        routes.ask("supabase:auth/sign-out?scope=others", null, AS_ANN);
        check("POST /auth/v1/logout?scope=others", null);
        assertThat(routes.fails("supabase:auth/sign-out?scope=all", null).code())
                .isEqualTo(SupabaseError.BAD_OPTION);
    }

    @Test
    void administratorsHaveTheServiceKey() throws Exception {
        routes.ask("supabase:auth/admin-create-user?key=service", map("email", "a@b.org", "email_confirm", true));
        check("POST /auth/v1/admin/users", "{\"email\":\"a@b.org\",\"email_confirm\":true}");
        assertThat(server.last().header("authorization")).isEqualTo("Bearer " + Routes.SERVICE);
        var one = Map.<String, Object>of(SupabaseConstants.USER_ID, UUID.fromString(ID));
        routes.ask("supabase:auth/admin-get-user?key=service", null, one);
        check("GET /auth/v1/admin/users/" + ID, null);
        routes.ask("supabase:auth/admin-update-user?key=service&userId=" + ID, Map.of("ban_duration", "24h"));
        check("PUT /auth/v1/admin/users/" + ID, "{\"ban_duration\":\"24h\"}");
        routes.ask("supabase:auth/admin-delete-user?key=service", map("id", ID, "should_soft_delete", true));
        check("DELETE /auth/v1/admin/users/" + ID, "{\"should_soft_delete\":true}");
        routes.ask(
                "supabase:auth/generate-link?key=service&otpType=magiclink&redirectTo=x:y", Map.of("email", "a@b.org"));
        check("POST /auth/v1/admin/generate_link?redirect_to=x%3Ay", "{\"email\":\"a@b.org\",\"type\":\"magiclink\"}");
        routes.ask("supabase:auth/invite?key=service", map("email", "a@b.org", "data", Map.of("team", "red")));
        check("POST /auth/v1/invite", "{\"email\":\"a@b.org\",\"data\":{\"team\":\"red\"}}");
    }

    @Test
    void theComponentsAddressIsNeverAnAdministratorsTarget() {
        routes.configuration().setEmail("bot@b.org");
        routes.configuration().setPassword(PASSWORD);
        for (var action : List.of("invite", "admin-create-user", "generate-link")) {
            var failure = routes.fails("supabase:auth/" + action + "?key=service&otpType=signup", null);
            assertThat(failure.code()).as(action).isEqualTo(SupabaseError.BAD_BODY);
        }
        var headers = Map.<String, Object>of(SupabaseConstants.EMAIL, "left@over.org");
        routes.ask("supabase:auth/admin-update-user?key=service", map("id", ID, "role", "r"), headers);
        assertThat(server.last().body()).isEqualTo("{\"role\":\"r\"}");
        assertThat(server.asked()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "admin-create-user",
                "admin-list-users",
                "admin-get-user",
                "admin-update-user",
                "admin-delete-user",
                "generate-link",
                "invite"
            })
    void administrationWithoutTheServiceKeyIsNotSent(String action) {
        var body = Map.of("email", "a@b.org", "id", ID);
        var failure = routes.fails("supabase:auth/" + action, body, AS_ANN);
        assertThat(failure.code()).isEqualTo(SupabaseError.NEEDS_SERVICE_KEY);
        assertThat(server.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "a/b?c=d", "a#b", "a%2e"})
    void anIdStaysOneSegmentOfThePath(String id) {
        var exchange = routes.send("supabase:auth/admin-delete-user?key=service", Map.of("id", id), Map.of());
        if (exchange.getException() == null) {
            assertThat(server.last().uri()).matches("/auth/v1/admin/users/[A-Za-z0-9%]+");
        } else {
            assertThat(server.asked()).isEmpty();
        }
    }

    @Test
    void whatAnActionDoesNotTakeIsNotSent() {
        var failure = routes.fails(
                "supabase:auth/sign-up", map("email", "a@b.org", "password", PASSWORD, "role", "service_role"));
        assertThat(failure.code()).isEqualTo(SupabaseError.BAD_BODY);
        assertThat(failure).hasMessageContaining("field role").hasMessageNotContaining("service_role");
        for (var body : List.of("no json of " + PASSWORD, List.of(PASSWORD), 7, "[\"" + PASSWORD + "\"]")) {
            assertThat(routes.fails("supabase:auth/sign-in", body))
                    .hasMessageContaining("[SUPABASE-004]")
                    .hasMessageNotContaining(PASSWORD);
        }
        var headers = Map.<String, Object>of(SupabaseConstants.PASSWORD, List.of(PASSWORD));
        assertThat(routes.fails("supabase:auth/sign-in", Map.of("email", "a@b.org"), headers))
                .hasMessageContaining("[SUPABASE-003]")
                .hasMessageNotContaining(PASSWORD);
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void theActionsAreNamedWhereOneIsNotKnown() {
        assertThat(routes.fails("supabase:auth/signIn", null))
                .hasMessageContaining("[SUPABASE-006]")
                .hasMessageContaining("sign-in, sign-in-anonymously, refresh");
        assertThat(routes.fails("supabase:auth", null).code()).isEqualTo(SupabaseError.NO_NAME);
    }

    @ParameterizedTest
    @CsvSource({
        "400,invalid_credentials,WRONG_CREDENTIALS",
        "400,email_not_confirmed,NOT_CONFIRMED",
        "422,user_already_exists,EXISTS",
        "422,email_exists,EXISTS",
        "422,weak_password,WEAK_PASSWORD",
        "422,same_password,WEAK_PASSWORD",
        "429,over_request_rate_limit,TOO_OFTEN",
        "429,over_email_send_rate_limit,TOO_OFTEN",
        "409,conflict,TOO_OFTEN",
        "403,otp_expired,CODE_OVER",
        "422,signup_disabled,SWITCHED_OFF",
        "422,anonymous_provider_disabled,SWITCHED_OFF",
        "404,user_not_found,NO_USER",
        "400,user_banned,BANNED",
        "403,bad_jwt,TOKEN",
        "401,no_authorization,TOKEN",
        "403,not_admin,NOT_ADMIN",
        "400,validation_failed,INVALID",
        "401,insufficient_aal,MORE_PROOF",
        "400,captcha_failed,CAPTCHA",
        "403,session_not_found,SESSION_OVER",
        "422,something_new,REFUSED"
    })
    void theServicesCodesHaveTheirMeaningInEachShape(int status, String code, AuthError error) {
        for (var answer : List.of(
                Answer.json(status, "{\"code\":\"" + code + "\",\"message\":\"the reason\"}"),
                Answer.json(status, "{\"code\":" + status + ",\"error_code\":\"" + code + "\",\"msg\":\"the reason\"}"),
                Answer.json(status, "{\"error\":\"" + code + "\",\"error_description\":\"the reason\"}"),
                Answer.json(status, "{\"msg\":\"the reason\"}").with("x-sb-error-code", code))) {
            server.answer(answer);
            var failure = routes.fails("supabase:auth/sign-in?retries=0", credentials("a@b.org", PASSWORD));
            assertThat(failure.code()).isEqualTo(error);
            assertThat(failure.getStatus()).isEqualTo(status);
            assertThat(failure.getServiceCode()).isEqualTo(code);
            assertThat(failure.getServiceMessage()).isEqualTo("the reason");
            assertThat(failure.isRetryable()).isEqualTo(error == AuthError.TOO_OFTEN);
        }
    }

    @Test
    void theReasonsOfAWeakPasswordAreTold() {
        server.answer(
                Answer.json(
                        422,
                        "{\"code\":\"weak_password\",\"message\":\"weak\",\"weak_password\":{\"reasons\":[\"length\",\"pwned\"]}}"));
        var failure = routes.fails("supabase:auth/sign-up", credentials("a@b.org", PASSWORD));
        assertThat(failure.getDetails()).isEqualTo("reasons: length, pwned");
        assertThat(failure).hasMessageContaining("pwned");
    }

    @Test
    void whatTheGatewaySaysIsNotTakenForTheService() {
        server.answer(Answer.json(401, "{\"message\":\"Invalid API key\"}"));
        assertThat(routes.fails("supabase:auth/settings", null).code()).isEqualTo(SupabaseError.KEY_REFUSED);
        server.answer(Answer.json(501, "{\"code\":\"not_implemented\",\"message\":\"no\"}"));
        assertThat(routes.fails("supabase:auth/settings", null).code()).isEqualTo(SupabaseError.NOT_DONE);
        server.answer(Answer.of(200, "text/html", "<html>"));
        assertThat(routes.fails("supabase:auth/settings", null).code()).isEqualTo(AuthError.UNREADABLE);
    }

    @Test
    void passwordsAndTokensAreMaskedWhateverTheServerRepeats() throws Exception {
        var odd = "pass\"word\\9";
        var quoted = "pass\\\"word\\\\9";
        var given = map("type", "email", "token", "token-4711", "token_hash", "hash-4711");
        for (var answer : List.of(
                Answer.json(400, "{\"code\":\"" + PASSWORD + "\",\"msg\":\"" + PASSWORD + " token-4711 hash-4711\"}"),
                Answer.of(400, "text/plain", PASSWORD + " token-4711 hash-4711 refresh-4711 " + TOKEN),
                Answer.json(400, Json.text(Map.of("other", List.of(odd, PASSWORD, "refresh-4711")))),
                Answer.json(400, Json.text(Map.of("message", odd))),
                Answer.json(200, "[\"" + PASSWORD + "\",\"token-4711\"]"))) {
            server.answer(answer);
            for (var failure : List.of(
                    routes.fails("supabase:auth/sign-in", credentials("a@b.org", PASSWORD)),
                    routes.fails("supabase:auth/sign-in?email=a@b.org&password=" + PASSWORD, null),
                    routes.fails("supabase:table/t?session=s&email=a@b.org&password=" + PASSWORD, null),
                    routes.fails("supabase:auth/update-user", Map.of("password", PASSWORD), AS_ANN))) {
                assertThat(everything(failure)).doesNotContain(PASSWORD);
            }
            assertThat(everything(routes.fails("supabase:auth/update-user", Map.of("data", Map.of()), AS_ANN)))
                    .doesNotContain(TOKEN);
            assertThat(everything(routes.fails(
                            "supabase:auth/admin-create-user?key=service", map("email", "a@b.org", "password", odd))))
                    .doesNotContain(odd, quoted);
            assertThat(everything(routes.fails("supabase:auth/refresh", Map.of("refresh_token", "refresh-4711"))))
                    .doesNotContain("refresh-4711");
            assertThat(everything(routes.fails("supabase:auth/verify", given)))
                    .doesNotContain("token-4711", "hash-4711");
        }
    }

    private static String everything(SupabaseException failure) {
        var shown = new StringWriter();
        failure.printStackTrace(new PrintWriter(shown));
        return shown + failure.getServiceMessage() + failure.getServiceCode() + failure.getDetails();
    }

    @Test
    void aTextIsReadWhateverCharsetTheExchangeNames() {
        routes.send(
                "supabase:auth/sign-in",
                "{\"email\":\"a@b.c\",\"password\":\"gr\u00fc\u00df\"}",
                Map.of(Exchange.CHARSET_NAME, "ISO-8859-1"));
        assertThat(server.last().json().path("password").asText()).isEqualTo("gr\u00fc\u00df");
    }
}
