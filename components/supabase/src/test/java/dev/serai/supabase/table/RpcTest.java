package dev.serai.supabase.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.supabase.Routes;
import dev.serai.supabase.TestServer;
import dev.serai.supabase.TestServer.Answer;
import dev.serai.supabase.client.TableError;
import dev.serai.support.json.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RpcTest {

    private TestServer server;
    private Routes routes;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer();
        server.answer(Answer.json(200, "3"));
        routes = new Routes(server.url());
    }

    @AfterEach
    void stop() {
        routes.close();
        server.close();
    }

    @Test
    void argumentsComeFromTheBodyAndFromHeaders() {
        assertThat(routes.ask("supabase:rpc/add_them", Map.of("a", 1, "b", 9), Map.of("CamelSupabaseArg_b", 2)))
                .isEqualTo(3);
        assertThat(server.last().method()).isEqualTo("POST");
        assertThat(server.last().uri()).isEqualTo("/rest/v1/rpc/add_them");
        assertThat(server.last().json()).isEqualTo(Json.tree(Map.of("a", 1, "b", 2)));
        routes.ask("supabase:rpc/now", null);
        assertThat(server.last().body()).isEqualTo("{}");
    }

    @Test
    void aStableFunctionIsAskedWithGet() {
        routes.ask("supabase:rpc/f?method=GET", Map.of("a", "x&y", "b", List.of("p\"q", 2)));
        assertThat(server.last().method()).isEqualTo("GET");
        assertThat(server.last().query()).containsExactlyInAnyOrder("a=x&y", "b={\"p\\\"q\",\"2\"}");
        assertThat(server.last().body()).isEmpty();
    }

    @Test
    void itsRowsAreReadLikeATable() {
        server.answerRows("[{\"id\":1}]");
        assertThat(routes.ask("supabase:rpc/found?columns=id&filter=RAW(id=gt.0)&order=id&limit=2&schema=shop"))
                .isEqualTo(List.of(Map.of("id", 1)));
        assertThat(server.last().query()).containsExactly("select=id", "id=gt.0", "order=id", "limit=2");
        assertThat(server.last().header("content-profile")).isEqualTo("shop");
    }

    @Test
    void listsOfValuesAndNothingAtAllAreAnswers() {
        server.answer(Answer.json(200, "[1,2]"));
        assertThat(routes.ask("supabase:rpc/f")).isEqualTo(List.of(1, 2));
        server.answer(new Answer(204, Map.of(), new byte[0]));
        assertThat(routes.ask("supabase:rpc/f")).isNull();
    }

    @Test
    void anUnknownFunctionListsTheArguments() {
        server.answer(Answer.json(404, "{\"code\":\"PGRST202\",\"message\":\"Could not find the function\"}"));
        var failure = routes.fails("supabase:rpc/f", Map.of("query_embedding", 1));
        assertThat(failure.code()).isEqualTo(TableError.NO_FUNCTION);
        assertThat(failure).hasMessageContaining("The arguments sent are query_embedding.");
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThat(routes.fails("supabase:rpc/f", "[1]").getId()).isEqualTo("SUPABASE-004");
        assertThat(routes.fails("supabase:rpc/f?method=PUT", null).getId()).isEqualTo("SUPABASE-003");
        assertThat(routes.fails("supabase:rpc/f?stream=true", null).getId()).isEqualTo("SUPABASE-003");
        assertThat(routes.fails("supabase:rpc", null).getId()).isEqualTo("SUPABASE-002");
        assertThat(server.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"select", "order", "limit", "offset", "or", "not.and", "columns", "on_conflict", "apikey"})
    void argumentsThatTheQueryNeedsItselfArePosted(String name) {
        assertThat(routes.fails("supabase:rpc/f?method=GET", Map.of(name, 1)).getId())
                .isEqualTo("SUPABASE-003");
        assertThat(server.asked()).isEmpty();
        routes.ask("supabase:rpc/f", Map.of(name, 1));
        assertThat(server.last().json().path(name).asInt()).isEqualTo(1);
    }

    @Test
    void aHeaderThatIsNoArgumentIsNamed() {
        var failure = routes.fails("supabase:rpc/f", null, Map.of("CamelSupabaseArg_a", new Object()));
        assertThat(failure.getId()).isEqualTo("SUPABASE-003");
        assertThat(failure).hasMessageContaining("CamelSupabaseArg_a");
    }
}
