package dev.serai.supabase.live;

import static dev.serai.supabase.live.LiveServer.column;
import static dev.serai.supabase.live.LiveServer.filter;
import static dev.serai.supabase.live.LiveServer.headers;
import static dev.serai.supabase.live.LiveServer.notOnLite;
import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.supabase.SupabaseConstants;
import dev.serai.supabase.client.TableError;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who sees and changes what: nobody in particular, two users, and the service. */
@Timeout(60)
class PoliciesIT {

    private static final String NOTES = "supabase:table/notes";

    @RegisterExtension
    static final LiveServer SERVER = new LiveServer("policies");

    private static String ann;
    private static String bob;

    @BeforeAll
    static void signUp() {
        ann = SERVER.newUser("ann@example.org");
        bob = SERVER.newUser("bob@example.org");
        SERVER.ask(NOTES + "?operation=insert", Map.of("text", "Ann's"), as(ann));
        SERVER.ask(NOTES + "?operation=insert", Map.of("text", "Bob's"), as(bob));
    }

    private static Map<String, Object> as(String token) {
        return headers(SupabaseConstants.ACCESS_TOKEN, token);
    }

    private static String seen(String options, Map<String, Object> headers) {
        return column(SERVER.ask(NOTES + "?columns=text&order=id" + options, null, headers), "text");
    }

    @Test
    void everybodySeesTheirOwn() {
        assertThat(seen("", Map.of())).isEqualTo("for all");
        assertThat(seen("", as(ann))).isEqualTo("for all,Ann's");
        assertThat(seen("", as(bob))).isEqualTo("for all,Bob's");
        assertThat(seen("&accessToken=" + bob, Map.of())).isEqualTo("for all,Bob's");
        assertThat(seen("&accessToken=" + bob, as(ann))).isEqualTo("for all,Ann's");
        assertThat(seen("&key=service", Map.of()).split(",")).contains("for nobody", "Ann's", "Bob's");
    }

    @Test
    void aMessageCannotTakeTheServicesPowers() {
        var headers = as(ann);
        headers.put("key", "service");
        headers.put("CamelSupabaseKey", "service");
        headers.put("apikey", "x");
        headers.put("Authorization", "Bearer x");
        assertThat(seen("", headers)).isEqualTo("for all,Ann's");
    }

    @Test
    void nobodyWritesWithoutAUser() {
        var failure = SERVER.fails(NOTES + "?operation=insert", Map.of("text", "x"), Map.of());
        assertThat(failure.code()).isEqualTo(TableError.NOT_ALLOWED);
        assertThat(failure.getStatus()).isEqualTo(401);
        assertThat(failure.isRetryable()).isFalse();
    }

    @Test
    void usersChangeTheirOwnOnly() {
        var headers = new HashMap<>(as(ann));
        headers.putAll(filter("text=neq.none"));
        var changed = SERVER.ask(
                NOTES + "?operation=update&returning=representation&columns=text", Map.of("public", false), headers);
        assertThat(column(changed, "text")).isEqualTo("Ann's");
        var stranger = SERVER.fails(
                NOTES + "?operation=insert",
                Map.of("text", "x", "owner", "00000000-0000-0000-0000-000000000001"),
                as(ann));
        assertThat(stranger.code()).isEqualTo(TableError.NOT_ALLOWED);
        assertThat(stranger.getStatus()).isEqualTo(403);
        // There is no policy for it, so nothing is deleted and nothing is said.
        SERVER.ask(NOTES + "?operation=delete", null, headers);
        assertThat(seen("", as(ann))).isEqualTo("for all,Ann's");
    }

    @Test
    void tablesWithoutAGrantAreRefused() {
        notOnLite("grants all tables to all roles at its start");
        var failure = SERVER.fails("supabase:table/locked", null, Map.of());
        assertThat(failure.code()).isEqualTo(TableError.NOT_ALLOWED);
        assertThat(failure.getServiceCode()).isEqualTo("42501");
        assertThat(column(SERVER.ask("supabase:table/locked?key=service", null, Map.of()), "id"))
                .isEqualTo("1");
    }

    @Test
    void functionsKnowWhoAsks() {
        assertThat(SERVER.ask("supabase:rpc/me", null, Map.of())).isEqualTo("anon");
        assertThat(SERVER.ask("supabase:rpc/me", null, as(ann))).isEqualTo("authenticated");
        assertThat(SERVER.ask("supabase:rpc/me?key=service", null, as(ann))).isEqualTo("service_role");
    }

    @Test
    void aTokenThatIsNotThisProjectsIsRefused() {
        var parts = ann.split("\\.");
        var forged = parts[0] + "." + parts[1] + "." + new StringBuilder(parts[2]).reverse();
        for (var token : List.of(forged, parts[0] + ".e30." + parts[2])) {
            var failure = SERVER.fails(NOTES, null, as(token));
            assertThat(failure.code()).isEqualTo(TableError.TOKEN);
            assertThat(failure.getStatus()).isEqualTo(401);
        }
    }
}
