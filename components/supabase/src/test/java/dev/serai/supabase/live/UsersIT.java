package dev.serai.supabase.live;

import static dev.serai.supabase.live.LiveServer.column;
import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.supabase.SupabaseConstants;
import dev.serai.supabase.client.auth.AuthError;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Users who sign up, stay signed in, are seen by policies, and sign out. */
@Timeout(60)
class UsersIT {

    private static final String NOTES = "supabase:table/notes";
    private static final String PASSWORD = "long-enough-4711";

    @RegisterExtension
    static final LiveServer SERVER = new LiveServer("policies");

    private final String email = UUID.randomUUID() + "@example.org";

    private Map<?, ?> act(String action, Object body) {
        return (Map<?, ?>) SERVER.ask("supabase:auth/" + action, body, Map.of());
    }

    private Map<String, Object> credentials() {
        return Map.of("email", email, "password", PASSWORD);
    }

    @Test
    void aSessionLastsUntilTheSignOut() {
        act("sign-up?session=one", credentials());
        assertThat(act("user?session=one", null).get("email")).isEqualTo(email);
        var changed = act("update-user?session=one", Map.of("data", Map.of("last", "Lee")));
        assertThat(String.valueOf(changed.get("user_metadata"))).contains("last=Lee");
        SERVER.ask(NOTES + "?session=one&operation=insert", Map.of("text", "mine"), Map.of());
        assertThat(column(SERVER.ask(NOTES + "?session=one&columns=text&order=id", null, Map.of()), "text"))
                .isEqualTo("for all,mine");
        act("refresh?session=one", null);
        assertThat(act("user?session=one", null).get("email")).isEqualTo(email);
        SERVER.ask("supabase:auth/sign-out?session=one", null, Map.of());
        assertThat(SERVER.fails("supabase:auth/user?session=one", null, Map.of())
                        .code())
                .isEqualTo(AuthError.NOBODY);
    }

    @Test
    void aRefreshTokenHoldsForWhoeverKeepsIt() {
        act("sign-up", credentials());
        var signedIn = SERVER.send("supabase:auth/sign-in", credentials(), Map.of());
        var token = signedIn.getMessage().getHeader(SupabaseConstants.ACCESS_TOKEN);
        var user = SERVER.ask("supabase:auth/user", null, Map.of(SupabaseConstants.ACCESS_TOKEN, token));
        assertThat(((Map<?, ?>) user).get("email")).isEqualTo(email);
        var given = (String) signedIn.getMessage().getBody(Map.class).get("refresh_token");
        act("refresh?session=two", Map.of("refresh_token", given));
        assertThat(act("user?session=two", null).get("email")).isEqualTo(email);
    }

    @Test
    void aUserWithoutASessionSignsInOnFirstUse() {
        act("sign-up", credentials());
        var asUser = "?email=" + email + "&password=" + PASSWORD;
        assertThat(act("user" + asUser, null).get("email")).isEqualTo(email);
        SERVER.ask(NOTES + asUser + "&operation=insert", Map.of("text", "by itself"), Map.of());
        assertThat(column(SERVER.ask(NOTES + asUser + "&columns=text&order=id", null, Map.of()), "text"))
                .isEqualTo("for all,by itself");
    }

    @Test
    void refusalsHaveTheirReasons() {
        act("sign-up", credentials());
        assertThat(SERVER.fails("supabase:auth/sign-up", credentials(), Map.of())
                        .code())
                .isEqualTo(AuthError.EXISTS);
        var wrong = Map.of("email", email, "password", "not-this-one");
        assertThat(SERVER.fails("supabase:auth/sign-in", wrong, Map.of()).code())
                .isEqualTo(AuthError.WRONG_CREDENTIALS);
        var weak = Map.of("email", "x" + email, "password", "1");
        assertThat(SERVER.fails("supabase:auth/sign-up", weak, Map.of()).code()).isEqualTo(AuthError.WEAK_PASSWORD);
        var unknown = Map.of("refresh_token", "no-such-token");
        assertThat(SERVER.fails("supabase:auth/refresh", unknown, Map.of()).code())
                .isEqualTo(AuthError.SESSION_OVER);
    }
}
