package dev.serai.supabase.live;

import static dev.serai.supabase.live.LiveServer.column;
import static dev.serai.supabase.live.LiveServer.filter;
import static dev.serai.supabase.live.LiveServer.headers;
import static dev.serai.supabase.live.LiveServer.notOnLite;
import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.supabase.SupabaseConstants;
import dev.serai.supabase.client.TableError;
import dev.serai.support.json.Json;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions of the database. */
@Timeout(60)
class RpcIT {

    @RegisterExtension
    static final LiveServer SERVER = new LiveServer("calls");

    private static Object call(String function, Map<String, ?> arguments) {
        return SERVER.ask("supabase:rpc/" + function, arguments, Map.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void plainValuesComeAsTheyAre(String method) {
        assertThat(call("plus?method=" + method, Map.of("a", 1, "b", 2))).isEqualTo(3);
        assertThat(call("plus?method=" + method, Map.of("a", 1))).isEqualTo(11);
        assertThat(call("numbers?method=" + method, Map.of("most", 2))).isEqualTo(List.of(1, 2));
        assertThat(call("words?method=" + method, Map.of("list", List.of("a,b", "c\"d", "e\\f", "{}"))))
                .isEqualTo("a,b|c\"d|e\\f|{}");
    }

    @Test
    void argumentsKeepWhatTheyAre() {
        notOnLite("encodes arguments of type jsonb twice");
        assertThat(call("echo", Map.of("value", Map.of("deep", List.of(1, true)))))
                .isEqualTo(Map.of("deep", List.of(1, true)));
        assertThat(call("echo?method=GET", Map.of("value", Map.of("deep", List.of(1)))))
                .isEqualTo(Map.of("deep", List.of(1)));
    }

    @Test
    void datesAndNumericsAreArguments() {
        notOnLite("gives numerics in JSON as doubles");
        assertThat(Json.text(call("later", Map.of("day", LocalDate.of(2024, 2, 28), "exact", new BigDecimal("1.005")))))
                .isEqualTo("{\"day\":\"2024-02-29\",\"exact\":2.010}");
    }

    @Test
    void oneUnnamedArgumentIsTheWholeBody() {
        notOnLite("encodes arguments of type json twice");
        assertThat(call("whole", Map.of("x", List.of(5)))).isEqualTo(List.of(5));
    }

    @Test
    void variadicArgumentsAreAList() {
        assertThat(call("total", Map.of("n", List.of(1, 2, 3)))).isEqualTo(6);
    }

    @Test
    void headersAreArguments() {
        assertThat(SERVER.ask("supabase:rpc/plus", null, headers(SupabaseConstants.ARGUMENT_PREFIX + "a", 5)))
                .isEqualTo(15);
        assertThat(SERVER.ask(
                        "supabase:rpc/plus",
                        Map.of("a", 1, "b", 1),
                        headers(SupabaseConstants.ARGUMENT_PREFIX + "a", 5)))
                .isEqualTo(6);
    }

    @Test
    void nothingIsNull() {
        assertThat(call("nothing", Map.of())).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void rowsAreFilteredOrderedAndCounted(String method) {
        var rows = SERVER.ask(
                "supabase:rpc/all_things?order=id.desc&columns=id&method=" + method, null, filter("id=gt.1"));
        assertThat(column(rows, "id")).isEqualTo("3,2");
        var exchange =
                SERVER.send("supabase:rpc/all_things?limit=1&offset=1&count=exact&method=" + method, null, Map.of());
        assertThat(column(exchange.getMessage().getBody(), "name")).isEqualTo("b");
        assertThat(exchange.getMessage().getHeader(SupabaseConstants.COUNT)).isEqualTo(3L);
    }

    @Test
    void aRowIsAMap() {
        assertThat(call("one_thing", Map.of("wanted", 2))).isEqualTo(Map.of("id", 2, "name", "b"));
        assertThat(call("all_things?single=true&limit=1", Map.of())).isEqualTo(Map.of("id", 1, "name", "a"));
        assertThat(SERVER.ask("supabase:rpc/all_things?single=maybe", null, filter("id=gt.9")))
                .isNull();
    }

    @Test
    void rowsStreamInPages() {
        var body = call("all_things?method=GET&stream=true&pageSize=2&order=id", Map.of());
        var rows = new ArrayList<Object>();
        ((Iterator<?>) body).forEachRemaining(rows::add);
        assertThat(column(rows, "id")).isEqualTo("1,2,3");
    }

    @Test
    void functionsMayWrite() {
        assertThat(column(call("add_line", Map.of("line", "x")), "now")).isNotEmpty();
        assertThat(column(SERVER.ask("supabase:table/log", null, Map.of()), "line"))
                .contains("x");
    }

    @Test
    void wrongArgumentsAreNamed() {
        var failure = SERVER.fails("supabase:rpc/plus", Map.of("x", 1), Map.of());
        assertThat(failure.code()).isEqualTo(TableError.NO_FUNCTION);
        assertThat(failure.getServiceCode()).isEqualTo("PGRST202");
        assertThat(failure).hasMessageContaining("The arguments sent are x.");
        assertThat(SERVER.fails("supabase:rpc/nope", null, Map.of()).code()).isEqualTo(TableError.NO_FUNCTION);
        assertThat(SERVER.fails("supabase:rpc/plus", Map.of("a", "one"), Map.of())
                        .code())
                .isEqualTo(TableError.BAD_VALUE);
    }

    @Test
    void whatAFunctionRaisesIsTold() {
        notOnLite("answers most states of the database with 500 and no code");
        var failure = SERVER.fails("supabase:rpc/fails", Map.of("state", "P0001"), Map.of());
        assertThat(failure.code()).isEqualTo(TableError.RAISED);
        assertThat(List.of(failure.getServiceMessage(), failure.getDetails(), failure.getHint()))
                .containsExactly("no", "d", "h");
    }
}
