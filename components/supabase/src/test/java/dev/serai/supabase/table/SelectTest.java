package dev.serai.supabase.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.supabase.Routes;
import dev.serai.supabase.SupabaseComponent;
import dev.serai.supabase.SupabaseConstants;
import dev.serai.supabase.TestServer;
import dev.serai.supabase.TestServer.Answer;
import dev.serai.supabase.client.TableError;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.builder.RouteBuilder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SelectTest {

    private TestServer server;
    private Routes routes;

    /** What a row may become. */
    public record Note(int id, String title) {}

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

    /** Rows 0 to total-1, of which the server gives no more than cap at once. */
    private void table(int total, int cap) {
        server.answer(asked -> {
            var offset = asked.parameter("offset") == null ? 0 : Integer.parseInt(asked.parameter("offset"));
            var limit = asked.parameter("limit") == null ? total : Integer.parseInt(asked.parameter("limit"));
            var counted = String.valueOf(asked.header("prefer")).contains("count=exact");
            if (counted && offset > 0 && offset >= total) {
                return Answer.json(416, "{\"code\":\"PGRST103\",\"message\":\"Requested range not satisfiable\"}");
            }
            var end = Math.min(total, offset + Math.min(limit, cap));
            return Answer.json(
                            end == total ? 200 : 206,
                            IntStream.range(offset, end)
                                    .mapToObj(i -> "{\"id\":" + i + "}")
                                    .collect(Collectors.joining(",", "[", "]")))
                    .with("Content-Range", offset + "-" + (end - 1) + "/" + (counted ? total : "*"));
        });
    }

    private static List<Integer> ids(Object rows) {
        var ids = new ArrayList<Integer>();
        ((List<?>) rows).forEach(row -> ids.add((Integer) ((Map<?, ?>) row).get("id")));
        return ids;
    }

    private static List<Integer> upTo(int total) {
        return IntStream.range(0, total).boxed().toList();
    }

    @Test
    void rowsComeAsMapsWithAllTheirDigits() {
        server.answerRows("[{\"id\":1,\"price\":12345678901234567.89,\"tags\":[\"a\"]}]");
        assertThat(routes.ask("supabase:table/books"))
                .isEqualTo(List.of(
                        Map.of("id", 1, "price", new BigDecimal("12345678901234567.89"), "tags", List.of("a"))));
        assertThat(server.last().uri()).isEqualTo("/rest/v1/books");
    }

    @Test
    void optionsBecomeParameters() {
        routes.ask("supabase:table/books?schema=shop&columns=id, title,authors!inner(name)&order=id.desc, title"
                + "&limit=5&offset=2&filter=RAW(price=gte.5&or=(a.eq.1,b.is.null))");
        assertThat(server.last().query())
                .containsExactly(
                        "select=id,title,authors!inner(name)",
                        "price=gte.5",
                        "or=(a.eq.1,b.is.null)",
                        "order=id.desc,title",
                        "offset=2",
                        "limit=5");
        assertThat(server.last().header("accept-profile")).isEqualTo("shop");
        assertThat(server.last().header("content-profile")).isNull();
    }

    @Test
    void headersWinOverOptionsAndValuesComeOnTop() {
        routes.ask(
                "supabase:table/books?columns=id&filter=RAW(a=eq.1)&order=a&limit=5",
                null,
                Map.of(
                        SupabaseConstants.COLUMNS, "title",
                        SupabaseConstants.FILTER, "b=eq.2",
                        SupabaseConstants.FILTERS, Map.of("name", "x&select=secret"),
                        SupabaseConstants.ORDER, "b",
                        SupabaseConstants.LIMIT, "7"));
        assertThat(server.last().query())
                .containsExactly("select=title", "b=eq.2", "name=eq.x&select=secret", "order=b", "limit=7");
        assertThat(server.last().uri()).contains("name=eq.x%26select%3Dsecret");
    }

    @Test
    void oneRowIsAMap() {
        server.answer(Answer.of(200, "application/vnd.pgrst.object+json", "{\"id\":1}"));
        assertThat(routes.ask("supabase:table/books?single=true")).isEqualTo(Map.of("id", 1));
        assertThat(server.last().header("accept")).isEqualTo("application/vnd.pgrst.object+json");
    }

    @Test
    void oneRowThatMayBeMissing() {
        server.answerRows("[]");
        assertThat(routes.ask("supabase:table/books?single=maybe")).isNull();
        assertThat(server.last().query()).containsExactly("limit=2");
        server.answerRows("[{\"id\":1}]");
        assertThat(routes.ask("supabase:table/books?single=maybe")).isEqualTo(Map.of("id", 1));
        server.answerRows("[{\"id\":1},{\"id\":2}]");
        assertThat(routes.fails("supabase:table/books?single=maybe", null).code())
                .isEqualTo(TableError.NOT_ONE);
    }

    @Test
    void csvIsAText() {
        server.answer(Answer.of(200, "text/csv; charset=utf-8", "id\n1"));
        assertThat(routes.ask("supabase:table/books?format=csv")).isEqualTo("id\n1");
        assertThat(server.last().header("accept")).isEqualTo("text/csv");
    }

    @Test
    void rowsBecomeObjects() {
        server.answerRows("[{\"id\":1,\"title\":\"T\",\"more\":true}]");
        assertThat(routes.ask("supabase:table/books?outputType=" + Note.class.getName()))
                .isEqualTo(List.of(new Note(1, "T")));
    }

    @Test
    void aCountComesWithTheRows() {
        table(5, 2);
        var message =
                routes.send("supabase:table/books?count=exact", null, Map.of()).getMessage();
        assertThat(message.getHeader(SupabaseConstants.COUNT)).isEqualTo(5L);
        assertThat(ids(message.getBody())).isEqualTo(upTo(2));
    }

    @Test
    void countAloneAsksForNoRows() {
        table(5, 2);
        assertThat(routes.ask("supabase:table/books?operation=count&filter=RAW(a=eq.1)"))
                .isEqualTo(5L);
        assertThat(server.last().method()).isEqualTo("HEAD");
        assertThat(server.last().header("prefer")).isEqualTo("count=exact");
    }

    @Test
    void aCountThatFailsSaysWhy() {
        server.answer(Answer.json(404, "{\"code\":\"PGRST205\",\"message\":\"Could not find the table\"}"));
        var failure = routes.fails("supabase:table/nope?operation=count", null);
        assertThat(failure.code()).isEqualTo(TableError.NO_TABLE);
        assertThat(failure).hasMessageContaining("Could not find the table");
    }

    @Test
    void pagesAreFetchedUntilAllRowsAreThere() {
        table(25, 1000);
        assertThat(ids(routes.ask("supabase:table/books?pageSize=10&order=id"))).isEqualTo(upTo(25));
        assertThat(server.asked()).hasSize(3);
    }

    @Test
    void aServerThatGivesLessThanAskedForIsAskedOn() {
        table(25, 4);
        assertThat(ids(routes.ask("supabase:table/books?pageSize=10&order=id"))).isEqualTo(upTo(25));
        assertThat(server.asked().get(1).parameter("limit")).isEqualTo("4");
    }

    @Test
    void theLastPageMayBeFull() {
        table(20, 1000);
        assertThat(ids(routes.ask("supabase:table/books?pageSize=10&order=id"))).isEqualTo(upTo(20));
    }

    @Test
    void theRangeBehindTheLastRowIsTheEnd() {
        table(20, 1000);
        var message = routes.send("supabase:table/books?pageSize=10&count=exact", null, Map.of())
                .getMessage();
        assertThat(ids(message.getBody())).isEqualTo(upTo(20));
        assertThat(message.getHeader(SupabaseConstants.COUNT)).isEqualTo(20L);
    }

    /** Only the first page counts: to count a large table takes as long as to read it. */
    @Test
    void rowsAreCountedOnce() {
        table(25, 1000);
        routes.ask("supabase:table/books?pageSize=10&count=exact&order=id");
        assertThat(server.asked()).hasSize(3);
        assertThat(server.asked().get(0).header("prefer")).isEqualTo("count=exact");
        assertThat(server.asked().get(1).header("prefer")).isNull();
    }

    @Test
    void eachPageBeginsBehindTheLastRowOfTheOneBefore() {
        server.answer(asked -> {
            var last = asked.query().stream()
                    .filter(part -> part.startsWith("id=lt."))
                    .mapToInt(part -> Integer.parseInt(part.substring(6)))
                    .findFirst()
                    .orElse(26);
            var limit = Integer.parseInt(asked.parameter("limit"));
            return Answer.json(
                    200,
                    IntStream.iterate(last - 1, id -> id > 0, id -> id - 1)
                            .limit(limit)
                            .mapToObj(id -> "{\"id\":" + id + "}")
                            .collect(Collectors.joining(",", "[", "]")));
        });
        var rows = routes.ask("supabase:table/books?pageSize=10&keyset=id.desc&filter=RAW(a=eq.1)&limit=23");
        assertThat(ids(rows))
                .isEqualTo(IntStream.range(0, 23).mapToObj(i -> 25 - i).toList());
        assertThat(server.asked().get(0).query()).containsExactly("a=eq.1", "order=id.desc", "limit=10");
        assertThat(server.asked().get(1).query()).containsExactly("a=eq.1", "id=lt.16", "order=id.desc", "limit=10");
        assertThat(server.asked().get(2).query()).containsExactly("a=eq.1", "id=lt.6", "order=id.desc", "limit=3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"id\":1},{\"id\":1}]",
                "[{\"id\":null}]",
                "[{\"id\":true}]",
                "[{\"other\":1}]",
                "[{\"id\":[1]}]"
            })
    void aColumnThatIsNoKeyIsRefused(String rows) {
        server.answerRows(rows);
        var failure = routes.fails("supabase:table/books?pageSize=10&keyset=id", null);
        assertThat(failure.code()).isEqualTo(TableError.KEYSET);
        assertThat(failure).hasMessageContaining("'id'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "keyset=id",
                "keyset=id&pageSize=5&order=a",
                "keyset=id&stream=true&offset=5",
                "keyset=RAW(id,name)&stream=true",
                "keyset=id.up&stream=true",
                "keyset=apikey&stream=true",
                "keyset=limit&stream=true"
            })
    void aKeysetGoesWithPagesAlone(String options) {
        assertThat(routes.fails("supabase:table/books?" + options, null).getId())
                .isEqualTo("SUPABASE-003");
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void aLimitBoundsThePages() {
        table(25, 1000);
        assertThat(ids(routes.ask("supabase:table/books?pageSize=10&limit=12"))).isEqualTo(upTo(12));
        assertThat(server.last().parameter("limit")).isEqualTo("2");
    }

    @Test
    void pagesTogetherAreBounded() {
        table(1000, 1000);
        var failure = routes.fails("supabase:table/books?pageSize=10&maxResponseSize=500", null);
        assertThat(failure).hasMessageContaining("[SUPABASE-108]").hasMessageContaining("stream=true");
        assertThat(server.asked()).hasSizeLessThan(20);
    }

    @Test
    void aStreamHoldsTwoPagesAtMost() {
        table(100, 1000);
        var rows = (RowStream) routes.ask("supabase:table/books?stream=true&pageSize=10&order=id");
        assertThat(server.asked()).hasSize(1);
        assertThat(rows.next()).isEqualTo(Map.of("id", 0));
        Awaitility.await().until(() -> server.asked().size() == 2);
        for (int i = 1; i < 10; i++) {
            rows.next();
        }
        assertThat(server.asked()).hasSize(2);
        assertThat(rows.next()).isEqualTo(Map.of("id", 10));
        Awaitility.await().until(() -> server.asked().size() == 3);
        rows.close();
        assertThat(rows.hasNext()).isFalse();
    }

    @Test
    void aStreamIsSplit() throws Exception {
        table(2500, 1000);
        var seen = new ArrayList<Object>();
        routes.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:all")
                        .to("supabase:table/books?stream=true&order=id")
                        .split(body())
                        .streaming()
                        .process(exchange -> seen.add(exchange.getMessage().getBody()))
                        .end();
            }
        });
        routes.ask("direct:all");
        assertThat(ids(seen)).isEqualTo(upTo(2500));
    }

    @Test
    void aStreamTellsItsReaderWhatWentWrong() {
        server.answer(asked -> asked.parameter("offset").equals("0")
                ? Answer.json(200, "[{\"id\":0}]")
                : Answer.json(
                        400, "{\"code\":\"57014\",\"message\":\"canceling statement due to statement timeout\"}"));
        var rows = (RowStream) routes.ask("supabase:table/books?stream=true&pageSize=1");
        assertThat(rows.next()).isEqualTo(Map.of("id", 0));
        org.assertj.core.api.Assertions.assertThatThrownBy(rows::hasNext).hasMessageContaining("[SUPABASE-215]");
    }

    @Test
    void optionsThatContradictEachOtherAreRefused() {
        for (var options : List.of(
                "single=true&stream=true",
                "format=csv&pageSize=5",
                "single=perhaps",
                "count=some",
                "pageSize=-1",
                "limit=-1",
                "outputType=no.such.Thing",
                "maxAffected=0")) {
            assertThat(routes.fails("supabase:table/books?" + options, null).getId())
                    .isEqualTo("SUPABASE-003");
        }
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void anAnswerThatIsNoRowsIsRefused() {
        server.answer(Answer.of(200, "text/html", "<html>"));
        assertThat(routes.fails("supabase:table/books", null).code()).isEqualTo(TableError.UNREADABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[null]", "[{\"id\":1},null]"})
    void whatIsNoListOfRowsIsToldByItsCode(String answer) {
        server.answerRows(answer);
        for (var options : List.of("pageSize=10", "pageSize=10&keyset=id", "stream=true")) {
            assertThat(routes.fails("supabase:table/books?" + options, null).code())
                    .as(options)
                    .isEqualTo(TableError.UNREADABLE);
        }
    }

    @Test
    void aHugeNumberIsNotWrittenOut() {
        server.answer(asked ->
                Answer.json(200, asked.query().contains("id=gt.1E+999999999") ? "[]" : "[{\"id\":1e999999999}]"));
        assertThat((List<?>) routes.ask("supabase:table/books?pageSize=10&keyset=id"))
                .hasSize(1);
    }

    @Test
    void aStreamThatIsClosedEndsTheRequestOnItsWay() {
        server.answer(
                asked -> "0".equals(asked.parameter("offset")) ? Answer.json(200, "[{\"id\":0}]") : Answer.none());
        var port = routes.context()
                .getComponent("supabase", SupabaseComponent.class)
                .port();
        var rows = (RowStream) routes.ask("supabase:table/books?stream=true&pageSize=1&order=id");
        rows.next();
        Awaitility.await().until(() -> server.asked().size() == 2);
        assertThat(port.inFlight()).isEqualTo(1);
        rows.close();
        Awaitility.await().until(() -> port.inFlight() == 0);
    }
}
