package dev.serai.supabase.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.offline.http.Exchange;
import dev.serai.offline.http.LoopbackServer;
import dev.serai.offline.http.RequestLog;
import dev.serai.supabase.Routes;
import dev.serai.supabase.TestServer.Asked;
import dev.serai.supabase.client.SupabaseException;
import dev.serai.supabase.client.auth.AuthError;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.support.DefaultExchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers that come when somebody else has signed in or out meanwhile. */
@Timeout(60)
class LateAnswersTest {

    private static final String ANN = "ann@example.org";
    private static final String BOB = "bob@example.org";
    private static final String TABLE = "supabase:table/notes?session=s";

    private final MovedClock clock = new MovedClock();
    private final ScriptedAuth auth = new ScriptedAuth();
    private final Queue<Exchange> held = new ConcurrentLinkedQueue<>();
    private volatile String holds = "none";
    private LoopbackServer server;
    private Routes routes;

    @BeforeEach
    void start() throws Exception {
        server = LoopbackServer.start(
                "127.0.0.1",
                0,
                new RequestLog(100),
                exchange -> {
                    if (exchange.path().contains(holds)
                            || String.valueOf(exchange.rawQuery()).contains(holds)) {
                        held.add(exchange);
                    } else {
                        answer(exchange);
                    }
                },
                (exchange, failure) -> exchange.send(500, "text/plain", String.valueOf(failure)));
        routes = new Routes(clock, "http://127.0.0.1:" + server.port());
    }

    @AfterEach
    void stop() {
        routes.close();
        server.close();
    }

    private void answer(Exchange exchange) {
        var uri = exchange.path() + (exchange.rawQuery() == null ? "" : "?" + exchange.rawQuery());
        var answer = auth.apply(new Asked(exchange.method(), uri, Map.of(), exchange.body()));
        if (answer.body().length == 0) {
            exchange.sendEmpty(answer.status());
        } else {
            exchange.send(answer.status(), "application/json", answer.body());
        }
    }

    private void signIn(String user) {
        routes.ask("supabase:auth/sign-in?session=s", Map.of("email", user, "password", ScriptedAuth.PASSWORD));
    }

    private String bearer() {
        return server.requests().last().header("authorization");
    }

    /** Begins an exchange, which ends when the future does, and waits until the server holds its answer back. */
    private CompletableFuture<DefaultExchange> begin(String uri, int asked) throws Exception {
        var producer = routes.context().getEndpoint(uri).createAsyncProducer();
        producer.start();
        var exchange = new DefaultExchange(routes.context());
        var done = new CompletableFuture<DefaultExchange>();
        producer.process(exchange, synchronous -> done.complete(exchange));
        Awaitility.await().until(() -> held.size() == asked);
        return done;
    }

    private void release() {
        var exchange = held.remove();
        exchange.onEventLoop(() -> answer(exchange));
    }

    @Test
    void aLateRefreshDoesNotReplaceWhoeverHasSignedIn() throws Exception {
        signIn(ANN);
        clock.forward(Duration.ofHours(1));
        holds = "refresh_token";
        var waiting = begin(TABLE, 1);
        signIn(BOB);
        release();
        assertThat(waiting.get(20, TimeUnit.SECONDS).getException()).isNull();
        assertThat(bearer()).isEqualTo("Bearer " + ScriptedAuth.token(BOB, 2));
        routes.ask(TABLE);
        assertThat(bearer()).isEqualTo("Bearer " + ScriptedAuth.token(BOB, 2));
    }

    @Test
    void aLateRefreshBringsNobodyBackWhoHasSignedOut() throws Exception {
        signIn(ANN);
        holds = "logout";
        var leaving = begin("supabase:auth/sign-out?session=s", 1);
        clock.forward(Duration.ofHours(1));
        holds = "refresh_token";
        var waiting = begin(TABLE, 2);
        release();
        assertThat(leaving.get(20, TimeUnit.SECONDS).getException()).isNull();
        release();
        assertThat(waiting.get(20, TimeUnit.SECONDS)
                        .getException(SupabaseException.class)
                        .code())
                .isEqualTo(AuthError.NOBODY);
        assertThat(routes.fails(TABLE, null).code()).isEqualTo(AuthError.NOBODY);
    }

    @Test
    void aLateSignOutLeavesWhoeverHasSignedInMeanwhile() throws Exception {
        signIn(ANN);
        holds = "logout";
        var leaving = begin("supabase:auth/sign-out?session=s", 1);
        signIn(BOB);
        release();
        assertThat(leaving.get(20, TimeUnit.SECONDS).getException()).isNull();
        routes.ask(TABLE);
        assertThat(bearer()).isEqualTo("Bearer " + ScriptedAuth.token(BOB, 2));
    }
}
