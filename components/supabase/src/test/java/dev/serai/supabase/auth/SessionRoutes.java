package dev.serai.supabase.auth;

import static dev.serai.supabase.auth.ScriptedAuth.PASSWORD;

import dev.serai.supabase.Routes;
import dev.serai.supabase.TestServer;
import dev.serai.supabase.TestServer.Asked;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Routes that reach a scripted auth service, by a clock of their own. */
abstract class SessionRoutes {

    static final String ANN = "ann@example.org";
    static final String BOT = "bot@example.org";
    static final String SIGN_IN = "supabase:auth/sign-in?session=ann";
    static final String TABLE = "supabase:table/notes?session=ann&retries=0";
    static final String REFRESH = "/token?grant_type=refresh_token";
    static final String AS_BOT = "&email=" + BOT + "&password=" + PASSWORD;
    static final Duration LIFE = Duration.ofHours(1);

    final MovedClock clock = new MovedClock();
    final ScriptedAuth auth = new ScriptedAuth();
    TestServer server;
    Routes routes;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer();
        server.answer(auth);
        routes = new Routes(clock, server.url());
    }

    @AfterEach
    void stop() {
        routes.close();
        server.close();
    }

    void signIn() {
        routes.ask(SIGN_IN, Map.of("email", ANN, "password", PASSWORD));
    }

    String bearerOf(String uri) {
        return bearerOf(uri, Map.of());
    }

    String bearerOf(String uri, Map<String, Object> headers) {
        routes.ask(uri, null, headers);
        return server.last().header("authorization").replace("Bearer ", "");
    }

    long count(String path) {
        return server.asked().stream()
                .map(Asked::uri)
                .filter(("/auth/v1" + path)::equals)
                .count();
    }
}
