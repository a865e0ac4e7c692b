package dev.serai.supabase.auth;

import static dev.serai.supabase.auth.ScriptedAuth.PASSWORD;
import static dev.serai.supabase.auth.ScriptedAuth.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.supabase.Routes;
import dev.serai.supabase.SupabaseConstants;
import dev.serai.supabase.TestServer.Answer;
import dev.serai.supabase.client.SupabaseError;
import dev.serai.supabase.client.auth.AuthError;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.support.DefaultExchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a session is kept, renewed and ended. */
@Timeout(60)
class SessionTest extends SessionRoutes {

    @Test
    void whatASessionKeepsIsNotInTheMessage() {
        var exchange = routes.send(SIGN_IN, Map.of("email", ANN, "password", PASSWORD), Map.of());
        var message = exchange.getMessage();
        assertThat(message.getHeader(SupabaseConstants.ACCESS_TOKEN)).isEqualTo(token(ANN, 1));
        assertThat(message.getBody(Map.class)).containsOnlyKeys("token_type", "expires_in", "expires_at", "user");
        assertThat(message.getHeaders().toString()).doesNotContain("refresh-");
        var alone = routes.send("supabase:auth/sign-in", Map.of("email", ANN, "password", PASSWORD), Map.of());
        assertThat(alone.getMessage().getBody(Map.class))
                .containsEntry("refresh_token", "refresh-2")
                .containsEntry("access_token", token(ANN, 2));
        assertThat(alone.getMessage().getHeaders().toString()).doesNotContain("refresh-");
    }

    @Test
    void aTokenIsRenewedBeforeItsEnd() {
        signIn();
        assertThat(bearerOf(TABLE)).isEqualTo(token(ANN, 1));
        clock.forward(LIFE.minusSeconds(90));
        assertThat(bearerOf(TABLE)).isEqualTo(token(ANN, 1));
        clock.forward(Duration.ofSeconds(40));
        assertThat(bearerOf(TABLE)).isEqualTo(token(ANN, 2));
        assertThat(count(REFRESH)).isEqualTo(1);
    }

    @Test
    void theMarginIsAnOption() {
        signIn();
        clock.forward(LIFE.minusMinutes(20));
        assertThat(bearerOf(TABLE)).isEqualTo(token(ANN, 1));
        assertThat(bearerOf(TABLE + "&refreshMargin=25m")).isEqualTo(token(ANN, 2));
        // The new one is beyond that margin only in the second half of its life.
        assertThat(bearerOf(TABLE + "&refreshMargin=2h")).isEqualTo(token(ANN, 2));
        assertThat(routes.fails(TABLE + "&refreshMargin=-1", null).code()).isEqualTo(SupabaseError.BAD_OPTION);
    }

    @Test
    void eachRefreshUsesTheTokenOfTheOneBefore() {
        signIn();
        for (int i = 2; i <= 5; i++) {
            clock.forward(LIFE);
            assertThat(bearerOf(TABLE)).isEqualTo(token(ANN, i));
        }
        assertThat(auth.refreshTokens()).containsExactly("refresh-5");
    }

    @Test
    void aRefusedRefreshEndsTheSession() {
        signIn();
        auth.revoke();
        clock.forward(LIFE);
        for (int i = 0; i < 3; i++) {
            var failure = routes.fails(TABLE, null);
            assertThat(failure.code()).isEqualTo(AuthError.SESSION_OVER);
            assertThat(failure.getServiceCode()).isEqualTo("refresh_token_not_found");
            assertThat(failure.isRetryable()).isFalse();
            assertThat(failure).hasMessageContaining("'ann'").hasMessageNotContaining("refresh-1");
        }
        assertThat(count(REFRESH)).isEqualTo(1);
        assertThat(server.asked()).noneMatch(asked -> asked.uri().contains("/rest/"));
        signIn();
        assertThat(bearerOf(TABLE)).isEqualTo(token(ANN, 2));
    }

    @Test
    void aFaultOnTheWayIsNoSignOut() {
        signIn();
        clock.forward(LIFE);
        auth.refuse(REFRESH, Answer.json(503, "{\"message\":\"busy\"}").with("Retry-After", "0"));
        var busy = routes.fails(TABLE, null);
        assertThat(busy.code()).isEqualTo(SupabaseError.BUSY);
        assertThat(busy.isRetryable()).isTrue();
        auth.refuse(REFRESH, Answer.none());
        var silent = routes.fails(TABLE + "&requestTimeout=100", null);
        assertThat(silent.code()).isEqualTo(SupabaseError.NO_ANSWER);
        assertThat(silent.isRetryable()).isTrue();
        auth.refuse(REFRESH, ScriptedAuth.error(500, "unexpected_failure", "no database"));
        assertThat(routes.fails(TABLE, null).code()).isEqualTo(SupabaseError.SERVER_FAILED);
        for (var refusal : List.of(
                ScriptedAuth.error(429, "over_request_rate_limit", "slow down"),
                ScriptedAuth.error(409, "conflict", "too many refreshes at once"))) {
            auth.refuse(REFRESH, refusal);
            var often = routes.fails(TABLE, null);
            assertThat(often.code()).isEqualTo(AuthError.TOO_OFTEN);
            assertThat(often.isRetryable()).isTrue();
        }
        auth.refuse(REFRESH, Answer.json(401, "{\"message\":\"Invalid API key\"}"));
        assertThat(routes.fails(TABLE, null).code()).isEqualTo(SupabaseError.KEY_REFUSED);
        auth.allow();
        assertThat(bearerOf(TABLE)).isEqualTo(token(ANN, 2));
    }

    @Test
    void routesThatBlockDoNotHoldUpThoseWhoWaitedWithThem() throws Exception {
        signIn();
        clock.forward(LIFE);
        var held = new CountDownLatch(1);
        server.answer(asked -> {
            await(held);
            return Answer.json(503, "{}");
        });
        var producer = routes.context().getEndpoint(TABLE).createAsyncProducer();
        producer.start();
        var together = new CountDownLatch(40);
        var arrived = new CountDownLatch(40);
        for (int i = 0; i < 40; i++) {
            producer.process(new DefaultExchange(routes.context()), synchronous -> {
                together.countDown();
                if (await(together)) {
                    arrived.countDown();
                }
            });
        }
        held.countDown();
        assertThat(await(arrived)).isTrue();
        producer.stop();
    }

    @Test
    void whoeverSignsInMeanwhileCounts() throws Exception {
        signIn();
        clock.forward(LIFE);
        auth.refuse(REFRESH, Answer.none());
        var producer =
                routes.context().getEndpoint(TABLE + "&requestTimeout=2000").createAsyncProducer();
        producer.start();
        var exchange = new DefaultExchange(routes.context());
        var done = new CountDownLatch(1);
        producer.process(exchange, synchronous -> done.countDown());
        Awaitility.await().until(() -> count(REFRESH) == 1);
        signIn();
        // Nobody waits for the lost refresh who comes later.
        assertThat(bearerOf(TABLE)).isEqualTo(token(ANN, 2));
        assertThat(done.getCount()).isEqualTo(1);
        assertThat(await(done)).isTrue();
        assertThat(exchange.getException()).isNull();
        assertThat(server.last().header("authorization")).isEqualTo("Bearer " + token(ANN, 2));
        producer.stop();
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void aTokenThatStillHoldsIsUsedWhileTheServiceIsAway() {
        signIn();
        clock.forward(LIFE.minusSeconds(30));
        auth.refuse(REFRESH, Answer.json(503, "{}").with("Retry-After", "0"));
        assertThat(bearerOf(TABLE)).isEqualTo(token(ANN, 1));
        assertThat(bearerOf(TABLE)).isEqualTo(token(ANN, 1));
        assertThat(count(REFRESH)).isEqualTo(1);
        auth.allow();
        clock.forward(Duration.ofSeconds(11));
        assertThat(bearerOf(TABLE)).isEqualTo(token(ANN, 2));
    }

    @Test
    void aRefreshOnDemandComesThoughTheTokenHolds() {
        signIn();
        var exchange = routes.send("supabase:auth/refresh?session=ann", null, Map.of());
        assertThat(exchange.getMessage().getHeader(SupabaseConstants.ACCESS_TOKEN))
                .isEqualTo(token(ANN, 2));
        assertThat(exchange.getMessage().getBody(Map.class))
                .containsKey("user")
                .doesNotContainKeys("access_token", "refresh_token");
        assertThat(bearerOf(TABLE)).isEqualTo(token(ANN, 2));
        auth.refuse(REFRESH, Answer.json(503, "{}").with("Retry-After", "0"));
        assertThat(routes.fails("supabase:auth/refresh?session=ann&retries=0", null)
                        .code())
                .isEqualTo(SupabaseError.BUSY);
    }

    @Test
    void aTokenFromElsewhereCanBeKept() {
        var given = routes.send("supabase:auth/sign-in", Map.of("email", ANN, "password", PASSWORD), Map.of());
        var refreshToken = given.getMessage().getBody(Map.class).get("refresh_token");
        routes.ask("supabase:auth/refresh?session=ann", Map.of("refresh_token", refreshToken));
        assertThat(bearerOf(TABLE)).isEqualTo(token(ANN, 2));
    }

    @Test
    void nobodySignedInIsSaidBeforeAnythingIsSent() {
        var failure = routes.fails(TABLE, null);
        assertThat(failure.code()).isEqualTo(AuthError.NOBODY);
        assertThat(failure).hasMessageContaining("'ann'");
        assertThat(routes.fails("supabase:auth/user", null).code()).isEqualTo(AuthError.NOBODY);
        assertThat(routes.fails("supabase:auth/user?key=service", null).code()).isEqualTo(AuthError.NOBODY);
        assertThat(routes.fails("supabase:auth/sign-out", null).code()).isEqualTo(AuthError.NOBODY);
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void aSignOutForgetsTheSession() {
        for (var scope : List.of("", "&scope=local")) {
            signIn();
            var headers = Map.<String, Object>of(SupabaseConstants.ACCESS_TOKEN, "left.over.token");
            var done = routes.send("supabase:auth/sign-out?session=ann" + scope, "text", headers);
            assertThat(done.getException()).isNull();
            assertThat(done.getMessage().getBody()).isNull();
            assertThat(done.getMessage().getHeader(SupabaseConstants.ACCESS_TOKEN))
                    .isNull();
            assertThat(server.last().uri()).endsWith(scope.isEmpty() ? "scope=global" : "scope=local");
            assertThat(server.last().header("authorization")).contains("head.ann");
            assertThat(routes.fails(TABLE, null).code()).isEqualTo(AuthError.NOBODY);
        }
        var before = server.asked().size();
        assertThat(routes.send("supabase:auth/sign-out?session=ann&scope=local", null, Map.of())
                        .getException())
                .isNull();
        assertThat(server.asked()).hasSize(before);
    }

    @Test
    void theOthersAreSignedOutAlone() {
        signIn();
        routes.ask("supabase:auth/sign-out?session=ann&scope=others");
        assertThat(bearerOf(TABLE)).isEqualTo(token(ANN, 1));
    }

    @Test
    void aSessionThatTheServerHasEndedIsForgottenToo() {
        signIn();
        auth.refuse("/logout?scope=global", ScriptedAuth.error(403, "session_not_found", "gone"));
        routes.ask("supabase:auth/sign-out?session=ann");
        assertThat(routes.fails(TABLE, null).code()).isEqualTo(AuthError.NOBODY);
    }

    @Test
    void aSignOutThatDoesNotArriveLeavesTheSession() {
        signIn();
        auth.refuse("/logout?scope=global", Answer.json(502, "{}"));
        assertThat(routes.fails("supabase:auth/sign-out?session=ann", null).code())
                .isEqualTo(SupabaseError.SERVER_FAILED);
        assertThat(bearerOf(TABLE)).isEqualTo(token(ANN, 1));
    }

    @Test
    void theComponentSignsInByItself() {
        var uri = "supabase:table/notes?session=bot" + AS_BOT;
        assertThat(bearerOf(uri)).isEqualTo(token(BOT, 1));
        assertThat(bearerOf(uri)).isEqualTo(token(BOT, 1));
        assertThat(server.asked().get(0).json())
                .hasToString("{\"email\":\"" + BOT + "\",\"password\":\"" + PASSWORD + "\"}");
        assertThat(server.asked().get(0).header("authorization")).isEqualTo("Bearer " + Routes.ANON);
        clock.forward(LIFE);
        assertThat(bearerOf(uri)).isEqualTo(token(BOT, 2));
        clock.forward(LIFE);
        auth.revoke();
        assertThat(bearerOf(uri)).isEqualTo(token(BOT, 3));
        assertThat(count("/token?grant_type=password")).isEqualTo(2);
        assertThat(count(REFRESH)).isEqualTo(2);
    }

    @Test
    void aWrongPasswordIsNotTriedAgainAtOnce() {
        var uri = "supabase:table/notes?session=bot&email=" + BOT + "&password=wrong-horse";
        for (int i = 0; i < 3; i++) {
            var failure = routes.fails(uri, null);
            assertThat(failure.code()).isEqualTo(AuthError.WRONG_CREDENTIALS);
            assertThat(failure).hasMessageNotContaining("wrong-horse");
        }
        assertThat(server.asked()).hasSize(1);
        clock.forward(Duration.ofSeconds(11));
        routes.fails(uri, null);
        assertThat(server.asked()).hasSize(2);
    }

    @Test
    void anAnswerThatIsNoSessionChangesNothing() {
        signIn();
        clock.forward(LIFE);
        for (var answer : List.of(
                "{\"access_token\":\"a b\",\"refresh_token\":\"r\",\"expires_in\":3600}",
                "{\"access_token\":\"a.b.c\",\"refresh_token\":\"r\"}",
                "{\"access_token\":\"a.b.c\",\"refresh_token\":{},\"expires_in\":3600}",
                "{\"access_token\":\"\",\"expires_in\":3600}",
                "[]",
                "<html>")) {
            auth.refuse(REFRESH, Answer.json(200, answer));
            assertThat(routes.fails(TABLE, null).code()).as(answer).isEqualTo(AuthError.UNREADABLE);
        }
        auth.refuse(REFRESH, ScriptedAuth.session(ANN, 9, Long.MAX_VALUE));
        assertThat(bearerOf(TABLE)).isEqualTo(token(ANN, 9));
        assertThat(bearerOf(TABLE)).isEqualTo(token(ANN, 9));
    }
}
