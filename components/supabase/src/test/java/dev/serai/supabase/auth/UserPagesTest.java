package dev.serai.supabase.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.supabase.Routes;
import dev.serai.supabase.SupabaseConstants;
import dev.serai.supabase.TestServer;
import dev.serai.supabase.TestServer.Answer;
import dev.serai.supabase.client.SupabaseError;
import dev.serai.supabase.client.auth.AuthError;
import dev.serai.support.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lists of users over servers with pages of all sizes. */
@Timeout(60)
class UserPagesTest {

    private TestServer server;
    private Routes routes;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer();
        routes = new Routes(server.url());
    }

    @AfterEach
    void stop() {
        routes.close();
        server.close();
    }

    @Test
    void allUsersAreListedWhateverTheServersPagesHold() {
        for (var most : List.of(1000, 100, 30, 7)) {
            usersInPagesOf(most, 250);
            var exchange = routes.send("supabase:auth/admin-list-users?key=service", null, Map.of());
            assertThat(exchange.getMessage().getHeader(SupabaseConstants.COUNT)).isEqualTo(250L);
            assertThat(ids(exchange.getMessage().getBody()))
                    .as("pages of " + most)
                    .isEqualTo(range(0, 250));
            assertThat(ids(routes.ask("supabase:auth/admin-list-users?key=service&offset=95&limit=120")))
                    .as("pages of " + most)
                    .isEqualTo(range(95, 215));
        }
        int before = server.asked().size();
        usersInPagesOf(1000, 250);
        assertThat(ids(routes.ask(
                        "supabase:auth/admin-list-users?key=service&limit=20",
                        null,
                        Map.of(SupabaseConstants.OFFSET, 40))))
                .isEqualTo(range(40, 60));
        assertThat(server.last().query()).containsExactly("page=3", "per_page=20");
        assertThat(server.asked()).hasSize(before + 1);
        assertThat(ids(routes.ask("supabase:auth/admin-list-users?key=service&offset=900")))
                .isEmpty();
    }

    @Test
    void aListOfUsersIsBounded() {
        usersInPagesOf(1000, 250);
        assertThat(routes.fails("supabase:auth/admin-list-users?key=service&maxResponseSize=2000", null)
                        .code())
                .isEqualTo(SupabaseError.TOO_LARGE);
        server.answer(Answer.json(200, "{\"users\":[" + "{},".repeat(200) + "{}]}"));
        assertThat(routes.fails("supabase:auth/admin-list-users?key=service", null)
                        .code())
                .isEqualTo(AuthError.UNREADABLE);
        assertThat(routes.fails("supabase:auth/admin-list-users?key=service&offset=-1", null)
                        .code())
                .isEqualTo(SupabaseError.BAD_OPTION);
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    private static List<Object> ids(Object users) {
        return ((List<?>) users)
                .stream().<Object>map(user -> ((Map<?, ?>) user).get("id")).toList();
    }

    private void usersInPagesOf(int most, int total) {
        server.answer(asked -> {
            int size = Math.min(most, Integer.parseInt(asked.parameter("per_page")));
            long from = (Long.parseLong(asked.parameter("page")) - 1) * size;
            var users = new ArrayList<Map<String, Object>>();
            for (long id = from; id < Math.min(total, from + size); id++) {
                users.add(Map.of("id", id));
            }
            return Answer.json(200, Json.text(Map.of("users", users))).with("x-total-count", String.valueOf(total));
        });
    }

    @Test
    void whatIsNoUserIsNotQuoted() {
        server.answer(Answer.json(200, "{\"users\":[\"ann@example.org\"]}"));
        var failure = routes.fails("supabase:auth/admin-list-users?key=service", null);
        assertThat(failure.code()).isEqualTo(AuthError.UNREADABLE);
        assertThat(failure).hasMessageNotContaining("ann");
    }
}
