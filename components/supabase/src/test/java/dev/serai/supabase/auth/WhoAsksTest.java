package dev.serai.supabase.auth;

import static dev.serai.supabase.auth.ScriptedAuth.PASSWORD;
import static dev.serai.supabase.auth.ScriptedAuth.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.supabase.KeyChoice;
import dev.serai.supabase.Routes;
import dev.serai.supabase.SupabaseConstants;
import dev.serai.supabase.TestServer;
import dev.serai.supabase.TestServer.Answer;
import dev.serai.supabase.client.SupabaseError;
import dev.serai.supabase.client.auth.AuthError;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which of several words about who asks counts. */
@Timeout(60)
class WhoAsksTest extends SessionRoutes {

    @Test
    void endpointsOfEveryKindAskAsTheUser() {
        signIn();
        for (var kind : List.of("table/a", "rpc/a", "functions/a", "auth/user", "realtime/a")) {
            var body = kind.startsWith("realtime") || kind.startsWith("rpc") ? Map.of("a", 1) : null;
            server.answer(asked -> Answer.json(200, kind.startsWith("auth") ? "{}" : "[]"));
            routes.ask("supabase:" + kind + "?session=ann" + (kind.startsWith("realtime") ? "&event=e" : ""), body);
            assertThat(server.last().header("authorization")).as(kind).isEqualTo("Bearer " + token(ANN, 1));
            assertThat(server.last().header("apikey")).isEqualTo(Routes.ANON);
        }
    }

    @Test
    void otherEndpointsStayAnonymous() {
        signIn();
        assertThat(bearerOf("supabase:table/notes")).isEqualTo(Routes.ANON);
        assertThat(bearerOf("supabase:table/notes?key=service")).isEqualTo(Routes.SERVICE);
    }

    @Test
    void aMessageDoesNotChangeWhoAsksInASession() {
        signIn();
        var other = Map.<String, Object>of(SupabaseConstants.ACCESS_TOKEN, "some.other.user");
        assertThat(bearerOf(TABLE, other)).isEqualTo(token(ANN, 1));
        assertThat(bearerOf("supabase:table/notes", other)).isEqualTo("some.other.user");
    }

    @Test
    void theComponentsUserNeedsNoNamedSession() {
        routes.configuration().setEmail(BOT);
        routes.configuration().setPassword(PASSWORD);
        assertThat(bearerOf("supabase:table/notes")).isEqualTo(token(BOT, 1));
        assertThat(bearerOf("supabase:rpc/f")).isEqualTo(token(BOT, 1));
        assertThat(bearerOf("supabase:table/notes?key=service")).isEqualTo(Routes.SERVICE);
        assertThat(bearerOf("supabase:table/notes?accessToken=a.b.c")).isEqualTo("a.b.c");
        assertThat(bearerOf("supabase:table/notes", Map.of(SupabaseConstants.ACCESS_TOKEN, "d.e.f")))
                .isEqualTo("d.e.f");
        assertThat(bearerOf("supabase:table/b?email=" + ANN + "&password=" + PASSWORD))
                .isEqualTo(token(ANN, 2));
        routes.ask("supabase:auth/sign-out");
        assertThat(bearerOf("supabase:table/notes")).isEqualTo(token(BOT, 3));
    }

    @Test
    void theComponentsUserNeverAnswersToTheNameOfAnotherSession() {
        routes.configuration().setEmail(BOT);
        routes.configuration().setPassword(PASSWORD);
        assertThat(routes.fails(TABLE, null).code()).isEqualTo(AuthError.NOBODY);
        assertThat(routes.fails("supabase:auth/user?session=ann", null).code()).isEqualTo(AuthError.NOBODY);
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void oneSessionIsOneUser() {
        assertThat(bearerOf("supabase:table/notes?session=s" + AS_BOT)).isEqualTo(token(BOT, 1));
        var failure = routes.fails("supabase:table/notes?session=s&email=" + ANN + "&password=" + PASSWORD, null);
        assertThat(failure.code()).isEqualTo(SupabaseError.BAD_OPTION);
        assertThat(server.asked()).hasSize(2);
    }

    @Test
    void anotherServerNeverSeesTheToken() throws Exception {
        signIn();
        try (var other = new TestServer()) {
            var failure = routes.fails(TABLE + "&url=" + other.url(), null);
            assertThat(failure.code()).isEqualTo(AuthError.NOBODY);
            assertThat(other.asked()).isEmpty();
        }
    }

    @Test
    void contradictionsAboutWhoAsksAreRefused() {
        for (var options : List.of("session=a&accessToken=b", "session=a&key=service", "session=RAW( )")) {
            assertThat(routes.fails("supabase:table/notes?" + options, null).code())
                    .as(options)
                    .isEqualTo(SupabaseError.BAD_OPTION);
        }
        routes.configuration().setKey(KeyChoice.SERVICE);
        assertThat(routes.fails("supabase:table/other?session=a", null).code()).isEqualTo(SupabaseError.BAD_OPTION);
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void whoAsksOnTheEndpointReplacesWhoAsksOnTheComponent() {
        signIn();
        routes.configuration().setSession("ann");
        assertThat(bearerOf("supabase:table/a")).isEqualTo(token(ANN, 1));
        assertThat(bearerOf("supabase:table/a?accessToken=a.b.c")).isEqualTo("a.b.c");
        assertThat(bearerOf("supabase:table/a?key=service")).isEqualTo(Routes.SERVICE);
        assertThat(bearerOf("supabase:table/a?email=" + BOT + "&password=" + PASSWORD))
                .isEqualTo(token(BOT, 2));
        routes.configuration().setSession(null);
        routes.configuration().setAccessToken("a.b.c");
        assertThat(bearerOf("supabase:table/b?session=ann")).isEqualTo(token(ANN, 1));
    }

    @Test
    void aMessageThatNamesNobodyIsNotTheComponentsUser() {
        routes.configuration().setEmail(BOT);
        routes.configuration().setPassword(PASSWORD);
        for (var action :
                List.of("sign-in", "sign-in?session=s", "sign-up", "recover", "otp", "sign-in?email=" + ANN)) {
            for (var body : List.of(Map.of(), Map.of("email", "", "password", ""))) {
                assertThat(routes.fails("supabase:auth/" + action, body).code())
                        .as(action)
                        .isEqualTo(SupabaseError.BAD_BODY);
            }
        }
        assertThat(server.asked()).isEmpty();
        routes.ask("supabase:auth/sign-in?email=" + ANN + "&password=" + PASSWORD);
        assertThat(server.last().json().path("email").asText()).isEqualTo(ANN);
    }

    @Test
    void anAddressWithAnotherPasswordIsNobodysSession() {
        assertThat(bearerOf("supabase:table/notes?email=" + BOT + "&password=" + PASSWORD))
                .isEqualTo(token(BOT, 1));
        assertThat(routes.fails("supabase:table/notes?email=" + BOT + "&password=guessed", null)
                        .code())
                .isEqualTo(AuthError.WRONG_CREDENTIALS);
        assertThat(bearerOf("supabase:table/notes?session=s&email=" + BOT + "&password=" + PASSWORD))
                .isEqualTo(token(BOT, 2));
        assertThat(routes.fails("supabase:table/notes?session=s&email=" + BOT + "&password=guessed", null)
                        .code())
                .isEqualTo(SupabaseError.BAD_OPTION);
    }
}
