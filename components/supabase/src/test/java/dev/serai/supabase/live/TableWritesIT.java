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
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What writes leave behind. Each test has names of its own. */
@Timeout(60)
class TableWritesIT {

    private static final String ITEMS = "supabase:table/items";
    private static final String REPRESENTATION = "&returning=representation";

    @RegisterExtension
    static final LiveServer SERVER = new LiveServer("writes");

    private static Map<String, Object> row(Object... namesAndValues) {
        var row = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            row.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return row;
    }

    /** Items whose name begins so, in the order of their names. */
    private static String items(String prefix, String columns) {
        return Json.text(SERVER.ask(
                ITEMS + "?order=name",
                null,
                headers(
                        SupabaseConstants.COLUMNS,
                        columns,
                        SupabaseConstants.FILTERS,
                        Map.of("name", Map.of("like", prefix + "%")))));
    }

    @Test
    void oneRowIsInserted() {
        assertThat(SERVER.ask(ITEMS + "?operation=insert", row("name", "one"), Map.of()))
                .isNull();
        assertThat(items("one", "name,size")).isEqualTo("[{\"name\":\"one\",\"size\":7}]");
        assertThat(SERVER.ask(
                        ITEMS + "?operation=insert&columns=name,size&single=true" + REPRESENTATION,
                        row("name", "one more", "size", 3),
                        Map.of()))
                .isEqualTo(Map.of("name", "one more", "size", 3));
    }

    @Test
    void rowsWithDifferentColumnsAreInserted() {
        var stored = SERVER.ask(
                ITEMS + "?operation=insert&columns=name,size" + REPRESENTATION,
                List.of(row("name", "mixed a"), row("size", 2, "name", "mixed b")),
                Map.of());
        assertThat(column(stored, "size")).isEqualTo("null,2");
    }

    @Test
    void columnsThatARowDoesNotHaveGetTheirDefault() {
        notOnLite("does not know missing=default");
        var stored = SERVER.ask(
                ITEMS + "?operation=insert&columns=name,size&defaultToNull=false" + REPRESENTATION,
                List.of(row("name", "mixed c"), row("size", 2, "name", "mixed d")),
                Map.of());
        assertThat(column(stored, "size")).isEqualTo("7,2");
    }

    @Test
    void jsonTextIsInserted() {
        SERVER.ask(ITEMS + "?operation=insert", "[{\"name\":\"json a\"},{\"name\":\"json b\",\"size\":1}]", Map.of());
        assertThat(items("json", "name")).isEqualTo("[{\"name\":\"json a\"},{\"name\":\"json b\"}]");
    }

    @Test
    void noRowsNeedNoRequest() {
        assertThat((List<?>) SERVER.ask(ITEMS + "?operation=insert" + REPRESENTATION, List.of(), Map.of()))
                .isEmpty();
    }

    @Test
    void valuesKeepWhatTheyAre() {
        notOnLite("gives bytea as an object");
        SERVER.ask(
                ITEMS + "?operation=insert",
                row(
                        "name", "kinds ü😀 \"q\" \\ 'x'\n\t",
                        "many", List.of(1, 2),
                        "notes", Map.of("deep", List.of(Map.of("a", true))),
                        "made", Instant.parse("2024-02-29T12:00:00.123456Z"),
                        "day", LocalDate.of(2024, 2, 29),
                        "flag", true,
                        "bytes", "\\x00ff"),
                Map.of());
        var names = "name,many,deep:notes->deep,day,flag,bytes,made::text";
        assertThat(items("kinds", names))
                .isEqualTo("[{\"name\":\"kinds ü😀 \\\"q\\\" \\\\ 'x'\\n\\t\",\"many\":[1,2],\"deep\":[{\"a\":true}],"
                        + "\"day\":\"2024-02-29\",\"flag\":true,\"bytes\":\"\\\\x00ff\","
                        + "\"made\":\"2024-02-29 12:00:00.123456+00\"}]");
    }

    @Test
    void numericsKeepTheirDigits() {
        notOnLite("stores numerics as doubles");
        SERVER.ask(
                ITEMS + "?operation=insert",
                row("name", "exact", "exact", new BigDecimal("12345678901234567890.123456789")),
                Map.of());
        assertThat(items("exact", "exact::text")).isEqualTo("[{\"exact\":\"12345678901234567890.123456789\"}]");
    }

    @Test
    void upsertsMergeOrLeave() {
        SERVER.ask(ITEMS + "?operation=insert", List.of(row("name", "up a", "size", 1)), Map.of());
        SERVER.ask(
                ITEMS + "?operation=upsert&onConflict=name",
                List.of(row("name", "up a", "size", 2), row("name", "up b", "size", 3)),
                Map.of());
        assertThat(items("up ", "name,size"))
                .isEqualTo("[{\"name\":\"up a\",\"size\":2},{\"name\":\"up b\",\"size\":3}]");
        var stored = SERVER.ask(
                ITEMS + "?operation=upsert&onConflict=name&ignoreDuplicates=true&columns=name" + REPRESENTATION,
                List.of(row("name", "up a", "size", 9), row("name", "up c", "size", 9)),
                Map.of());
        assertThat(column(stored, "name")).isEqualTo("up c");
        assertThat(items("up ", "size")).isEqualTo("[{\"size\":2},{\"size\":3},{\"size\":9}]");
    }

    @Test
    void upsertsGoByThePrimaryKey() {
        var pairs = "supabase:table/pairs";
        SERVER.ask(pairs + "?operation=insert", List.of(row("a", 1, "b", 1), row("a", 1, "b", 2)), Map.of());
        SERVER.ask(pairs + "?operation=upsert", row("a", 1, "b", 2, "word", "new"), Map.of());
        assertThat(column(SERVER.ask(pairs + "?order=b", null, filter("a=eq.1")), "word"))
                .isEqualTo("none,new");
    }

    @Test
    void updatesHitWhatIsFiltered() {
        SERVER.ask(
                ITEMS + "?operation=insert",
                IntStream.range(0, 4)
                        .mapToObj(i -> row("name", "set " + i, "size", i))
                        .toList(),
                Map.of());
        var exchange = SERVER.send(
                ITEMS + "?operation=update&count=exact&columns=name" + REPRESENTATION,
                row("size", 100),
                headers(SupabaseConstants.FILTERS, Map.of("name", List.of("set 1", "set 2"), "size", Map.of("lt", 2))));
        assertThat(exchange.getMessage().getHeader(SupabaseConstants.COUNT)).isEqualTo(1L);
        assertThat(column(exchange.getMessage().getBody(), "name")).isEqualTo("set 1");
        assertThat(items("set", "size")).isEqualTo("[{\"size\":0},{\"size\":100},{\"size\":2},{\"size\":3}]");
        assertThat(SERVER.ask(
                        ITEMS + "?operation=update&single=maybe" + REPRESENTATION,
                        row("size", 1),
                        filter("name=eq.nobody")))
                .isNull();
    }

    @Test
    void deletesHitWhatIsFiltered() {
        SERVER.ask(
                ITEMS + "?operation=insert",
                IntStream.range(0, 3).mapToObj(i -> row("name", "del " + i)).toList(),
                Map.of());
        var deleted = SERVER.ask(
                ITEMS + "?operation=delete&columns=name" + REPRESENTATION,
                null,
                filter("or=(name.eq.\"del 0\",name.eq.\"del 2\")"));
        assertThat(column(deleted, "name").split(",")).containsExactlyInAnyOrder("del 0", "del 2");
        assertThat(items("del", "name")).isEqualTo("[{\"name\":\"del 1\"}]");
    }

    @Test
    void moreThanMaxAffectedChangesNothing() {
        SERVER.ask(ITEMS + "?operation=insert", List.of(row("name", "max a"), row("name", "max b")), Map.of());
        for (var operation : List.of("update", "delete")) {
            var failure = SERVER.fails(
                    ITEMS + "?maxAffected=1&operation=" + operation, row("size", 5), filter("name=like.max*"));
            assertThat(failure.code()).isEqualTo(TableError.TOO_MANY_AFFECTED);
        }
        assertThat(items("max", "size")).isEqualTo("[{\"size\":7},{\"size\":7}]");
        SERVER.ask(ITEMS + "?maxAffected=2&operation=delete", null, filter("name=like.max*"));
        assertThat(items("max", "size")).isEqualTo("[]");
    }

    @Test
    void batchesBeforeAFailureAreStored() {
        notOnLite("answers most states of the database with 500 and no code");
        var rows = IntStream.range(0, 7)
                .mapToObj(i -> row("name", "batch " + i, "size", i == 5 ? 1000 : i))
                .toList();
        var failure = SERVER.fails(ITEMS + "?operation=insert&batchSize=2", rows, Map.of());
        assertThat(failure.code()).isEqualTo(TableError.CONSTRAINT);
        assertThat(failure).hasMessageContaining("rows 4 to 5 of 7, with those before them stored");
        assertThat(items("batch", "size")).isEqualTo("[{\"size\":0},{\"size\":1},{\"size\":2},{\"size\":3}]");
        failure = SERVER.fails(ITEMS + "?operation=insert", rows.subList(4, 7), Map.of());
        assertThat(failure.code()).isEqualTo(TableError.CONSTRAINT);
        assertThat(items("batch", "size")).doesNotContain("4");
    }

    @Test
    void batchesGiveAllRowsBackInOrder() {
        var rows =
                IntStream.range(0, 25).mapToObj(i -> row("name", "many " + i)).toList();
        var exchange =
                SERVER.send(ITEMS + "?operation=insert&batchSize=10&count=exact" + REPRESENTATION, rows, Map.of());
        assertThat(column(exchange.getMessage().getBody(), "name"))
                .isEqualTo(String.join(
                        ",", IntStream.range(0, 25).mapToObj(i -> "many " + i).toList()));
        assertThat(exchange.getMessage().getHeader(SupabaseConstants.COUNT)).isEqualTo(25L);
    }

    @Test
    void aServerMayWantAConditionForAllRows() {
        notOnLite("changes all rows without a condition");
        var failure = SERVER.fails("supabase:table/spare?operation=delete&all=true", null, Map.of());
        assertThat(failure.code()).isEqualTo(TableError.NO_FILTER);
        assertThat(failure).hasMessageContaining("filter=id=not.is.null");
        SERVER.ask("supabase:table/spare?operation=delete&maxAffected=2", null, filter("id=not.is.null"));
        assertThat(SERVER.ask("supabase:table/spare?operation=count", null, Map.of()))
                .isEqualTo(0L);
    }

    @Test
    void anUpsertChangesNoRowTwice() {
        notOnLite("answers most states of the database with 500 and no code");
        var twice = List.of(row("a", 7, "b", 7), row("a", 7, "b", 7, "word", "other"));
        var failure = SERVER.fails("supabase:table/pairs?operation=upsert", twice, Map.of());
        assertThat(failure.code()).isEqualTo(TableError.TWICE);
        assertThat(failure.isRetryable()).isFalse();
        SERVER.ask("supabase:table/pairs?operation=upsert&ignoreDuplicates=true", twice, Map.of());
        assertThat(column(SERVER.ask("supabase:table/pairs", null, filter("a=eq.7")), "word"))
                .isEqualTo("null");
    }

    /** What is deleted in between would shift pages that are found by the rows before them. */
    @Test
    void rowsThatGoMeanwhileHideNoOthers() throws Exception {
        SERVER.ask(
                ITEMS + "?operation=insert",
                IntStream.range(0, 40)
                        .mapToObj(i -> row("name", "gone " + (100 + i)))
                        .toList(),
                Map.of());
        var chosen = "columns=name&filter=RAW(name=like.gone*)&pageSize=5&stream=true";
        var seen = new ArrayList<String>();
        var rows = (Iterator<?>) SERVER.ask(ITEMS + "?keyset=name&" + chosen, null, Map.of());
        while (rows.hasNext()) {
            var name = (String) ((Map<?, ?>) rows.next()).get("name");
            seen.add(name);
            SERVER.ask(ITEMS + "?operation=delete", null, headers(SupabaseConstants.FILTERS, Map.of("name", name)));
        }
        assertThat(seen)
                .isEqualTo(IntStream.range(0, 40)
                        .mapToObj(i -> "gone " + (100 + i))
                        .toList());
    }

    @Test
    @SuppressWarnings("unchecked")
    void writtenRowsBringRelatedOnes() {
        var item = (Map<String, Object>)
                SERVER.ask(ITEMS + "?operation=insert&single=true" + REPRESENTATION, row("name", "whole"), Map.of());
        var part = SERVER.ask(
                "supabase:table/parts?operation=insert&single=true&columns=name,items(name)" + REPRESENTATION,
                row("name", "half", "item", item.get("id")),
                Map.of());
        assertThat(part).isEqualTo(Map.of("name", "half", "items", Map.of("name", "whole")));
    }
}
