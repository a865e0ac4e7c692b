package dev.serai.supabase.live;

import static dev.serai.supabase.live.LiveServer.column;
import static dev.serai.supabase.live.LiveServer.filter;
import static dev.serai.supabase.live.LiveServer.headers;
import static dev.serai.supabase.live.LiveServer.notOnLite;
import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.supabase.SupabaseConstants;
import dev.serai.supabase.client.TableError;
import dev.serai.support.json.Json;
import java.io.Closeable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a selection chooses, and how it comes. */
@Timeout(60)
class TableReadsIT {

    @RegisterExtension
    static final LiveServer SERVER = new LiveServer("reads");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id=eq.2 | 2 |",
                "id=neq.2 | 1,3,4 |",
                "id=gt.1 | 2,3,4 |",
                "id=gte.2&id=lt.4 | 2,3 |",
                "id=lte.1 | 1 |",
                "id=not.eq.1 | 2,3,4 |",
                "name=like.*ee | 2 |",
                "name=like.%ee | 2 |",
                "name=ilike.T* | 1 |",
                "name=match.^c | 2 |",
                "name=imatch.^C | 2 |",
                "name=like(any).{t*,c*} | 1,2 | takes * in a list of patterns for itself",
                "name=ilike(all).{T*,*A} | 1 | takes * in a list of patterns for itself",
                "id=gt(all).{0,1} | 2,3,4 |",
                "id=eq(any).{1,3} | 1,3 |",
                "id=in.(1,3) | 1,3 |",
                "id=in.() | '' |",
                "id=not.in.(1,3) | 2,4 |",
                "name=in.(\"ice \\\"cold\\\", sweet\",tea) | 1,3 |",
                "price=is.null | 3 |",
                "price=not.is.null | 1,2,4 |",
                "price=is.not_null | 1,2,4 |",
                "fresh=is.true | 1 |",
                "fresh=is.false | 2 |",
                "fresh=is.unknown | 3,4 |",
                "price=isdistinct.4 | 1,3,4 |",
                "price=eq.12345678901234567890.123456789 | 4 | compares numerics as doubles",
                "made=gte.2024-01-01T00:00:00+00:00 | 1 |",
                "tags=cs.{hot} | 1,2 |",
                "tags=cd.{hot,leaf} | 1,3 |",
                "tags=ov.{bean,none} | 2 |",
                "meta=cs.{\"from\":{\"land\":\"IN\"}} | 1 |",
                "meta->from->>land=eq.BR | 2 |",
                "meta->>k=eq.ü😀 | 4 |",
                "meta->n->0=eq.1 | 1 |",
                "sold=sl.[6,7) | 1 |",
                "sold=sr.[2,5) | 2 |",
                "sold=nxr.[1,5) | 1 |",
                "sold=nxl.[5,9) | 2 |",
                "sold=adj.[5,9) | 1 |",
                "sold=ov.[4,6) | 1,2 |",
                "name=fts.tea | 1 |",
                "name=plfts(english).sweet cold | 3 |",
                "name=phfts.ice cold | 3 |",
                "name=wfts(english).tea or coffee | 1,2 |",
                "name=not.wfts.tea | 2,3,4 |",
                "or=(id.eq.1,and(id.gt.1,price.is.null)) | 1,3 |",
                "or=(name.eq.\"ice \\\"cold\\\", sweet\",id.in.(1,2)) | 1,2,3 | reads no escaped quotes within or",
                "not.or=(id.eq.1,id.eq.2) | 3,4 |",
                "and=(id.gt.1,not.and(id.gt.1,price.is.null)) | 2,4 |",
                "or=(tags.cs.{hot,leaf},id.eq.3) | 1,3 |",
                "or=(id.not.eq.1,name.not.in.(tea)) | 2,3,4 |",
                "\"odd, name\"=eq.a,b | 2 |",
                "name=eq.x' or '1'='1 | '' |"
            })
    void filtersChooseRows(String words, String ids, String onLite) {
        notOnLite(onLite);
        assertThat(column(SERVER.ask("supabase:table/goods?columns=id&order=id", null, filter(words)), "id"))
                .isEqualTo(ids);
    }

    static List<Arguments> values() {
        var comparedTo = new LinkedHashMap<String, Object>();
        comparedTo.put("name", null);
        return List.of(
                Arguments.of(Map.of("id", 2), "2", null),
                Arguments.of(Map.of("name", "ice \"cold\", sweet"), "3", null),
                Arguments.of(Map.of("name", "a(b).c:d\\e*f"), "4", null),
                Arguments.of(Map.of("name", List.of("ice \"cold\", sweet", "a(b).c:d\\e*f", "no, no")), "3,4", null),
                Arguments.of(Map.of("name", "tea&id=gt.0"), "", null),
                Arguments.of(Map.of("name", "x,id.gt.0)"), "", null),
                Arguments.of(Map.of("name", "eq.tea"), "", null),
                Arguments.of(Map.of("id", Map.of("gt", 1, "lt", 4)), "2,3", null),
                Arguments.of(Map.of("id", Map.of("not.in", List.of(1, 2))), "3,4", null),
                Arguments.of(
                        Map.of("price", new BigDecimal("12345678901234567890.123456789")),
                        "4",
                        "compares numerics as doubles"),
                Arguments.of(Map.of("price", Map.of("is", "null")), "3", null),
                Arguments.of(comparedTo, "", null),
                Arguments.of(Map.of("fresh", true), "1", null),
                Arguments.of(Map.of("tags", Map.of("cs", List.of("a,b", "c\"d"))), "4", null),
                Arguments.of(Map.of("tags", Map.of("ov", List.of("leaf", "bean"))), "1,2", null),
                Arguments.of(Map.of("meta", Map.of("cs", Map.of("from", Map.of("land", "IN")))), "1", null),
                Arguments.of(Map.of("meta->>k", "ü😀"), "4", null),
                Arguments.of(Map.of("name", Map.of("ilike", "*EE")), "2", null),
                Arguments.of(
                        Map.of("name", Map.of("like(any)", List.of("te*", "co*"))),
                        "1,2",
                        "takes * in a list of patterns for itself"),
                Arguments.of(Map.of("name", Map.of("wfts(english)", "tea or coffee")), "1,2", null),
                Arguments.of(Map.of("sold", Map.of("adj", "[5,9)")), "1", null));
    }

    @ParameterizedTest
    @MethodSource("values")
    void valuesStayValues(Map<String, Object> filters, String ids, String onLite) {
        notOnLite(onLite);
        var rows = SERVER.ask(
                "supabase:table/goods?columns=id&order=id", null, headers(SupabaseConstants.FILTERS, filters));
        assertThat(column(rows, "id")).isEqualTo(ids);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id, name | {\"id\":1,\"name\":\"tea\"} |",
                "key:id,price::text | {\"key\":1,\"price\":\"2.50\"} |",
                "price | {\"price\":2.50} | gives numerics as texts",
                "meta->from->>land | {\"land\":\"IN\"} |",
                "land:meta->from->land,second:meta->n->1 | {\"land\":\"IN\",\"second\":2} |",
                "tags->0 | {\"tags\":\"hot\"} |",
                "\"odd, name\" | {\"odd, name\":\"x\"} |",
                "made | {\"made\":\"2024-02-29T12:00:00.123456+00:00\"} | gives times in PostgreSQL's form",
                "sold,fresh | {\"sold\":\"[1,5)\",\"fresh\":true} |"
            })
    void columnsChooseValues(String columns, String row, String onLite) {
        notOnLite(onLite);
        var rows = SERVER.ask(
                "supabase:table/goods",
                null,
                headers(SupabaseConstants.COLUMNS, columns, SupabaseConstants.FILTER, "id=eq.1"));
        assertThat(Json.text(rows)).isEqualTo("[" + row + "]");
    }

    @Test
    @SuppressWarnings("unchecked")
    void numericsKeepTheirDigits() {
        notOnLite("gives numerics as texts");
        var row = (Map<String, Object>)
                SERVER.ask("supabase:table/goods?columns=price&single=true", null, filter("id=eq.4"));
        assertThat(row.get("price")).isEqualTo(new BigDecimal("12345678901234567890.123456789"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "price | 1,2,4,3",
                "price.desc | 3,4,2,1",
                "price.desc.nullslast | 4,2,1,3",
                "price.nullsfirst,id | 3,1,2,4",
                "meta->from->>land.asc,id | 2,1,3,4"
            })
    void orderSorts(String order, String ids) {
        var rows = SERVER.ask("supabase:table/goods?columns=id", null, headers(SupabaseConstants.ORDER, order));
        assertThat(column(rows, "id")).isEqualTo(ids);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "films | id=eq.1 | title,director(name) | [{'title':'One','director':{'name':'Ann'}}] |",
                "films | id=eq.1 | people!directed(name) | [{'people':{'name':'Ann'}}] |",
                "films | id=eq.1 | by:people!written(name) | [{'by':{'name':'Bob'}}] |",
                "films | id=eq.3 | title,director(name) | [{'title':'Three','director':null}] |",
                "people | id=eq.3 | films!written(title) | [{'films':[]}] |",
                "people | id=eq.1 | passports(number) | [{'passports':{'number':'P1'}}] |",
                "passports | person=eq.1 | people(name) | [{'people':{'name':'Ann'}}] |",
                "people | id=eq.2 | boss(name) | [{'boss':{'name':'Ann'}}] |",
                "people | id=eq.1&staff.order=id | staff:people!boss(name) | [{'staff':[{'name':'Bob'},{'name':'Cy'}]}] |",
                "films | id=eq.1&genres.order=word | genres(word) | [{'genres':[{'word':'noir'},{'word':'war'}]}] |",
                "films | genres.word=eq.noir | id,genres!inner(word) | [{'id':1,'genres':[{'word':'noir'}]}] |",
                "films | director.name=eq.Bob | id,director!inner(name) | [{'id':2,'director':{'name':'Bob'}}] | joins by no column name with inner",
                "films | director=is.null | id,director(name) | [{'id':3,'director':null}] |",
                "films | id=eq.1 | title,...director(by:name) | [{'title':'One','by':'Ann'}] |",
                "films | id=eq.1&genres.order=word.desc&genres.limit=1 | genres(word) | [{'genres':[{'word':'war'}]}] |",
                "films | id=eq.1&genres.or=(word.eq.war,id.eq.9) | genres(word) | [{'genres':[{'word':'war'}]}] |",
                "films | id=eq.2 | director(name,passports(number)) | [{'director':{'name':'Bob','passports':null}}] |"
            })
    void relatedRowsComeAlong(String table, String words, String columns, String rows, String onLite) {
        notOnLite(onLite);
        var found = SERVER.ask(
                "supabase:table/" + table,
                null,
                headers(SupabaseConstants.COLUMNS, columns, SupabaseConstants.FILTER, words));
        assertThat(Json.text(found)).isEqualTo(rows.replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource({
        "people(name), NO_RELATION, PGRST201",
        "alone(id), NO_RELATION, PGRST200",
        "genres!wrong(id), NO_RELATION, PGRST200",
        "nope, NO_COLUMN, 42703"
    })
    void whatCannotBeSelectedIsSaid(String columns, TableError error, String code) {
        var failure = SERVER.fails("supabase:table/films", null, headers(SupabaseConstants.COLUMNS, columns));
        assertThat(failure.code()).isEqualTo(error);
        assertThat(failure.getServiceCode()).isEqualTo(code);
    }

    @Test
    void limitOffsetAndCount() {
        var exchange = SERVER.send("supabase:table/numbers?order=n&limit=3&offset=10&count=exact", null, Map.of());
        assertThat(column(exchange.getMessage().getBody(), "n")).isEqualTo("11,12,13");
        assertThat(exchange.getMessage().getHeader(SupabaseConstants.COUNT)).isEqualTo(250L);
        assertThat(SERVER.ask("supabase:table/numbers?operation=count", null, filter("even=is.true")))
                .isEqualTo(125L);
        assertThat((List<?>) SERVER.ask("supabase:table/numbers?limit=0", null, Map.of()))
                .isEmpty();
    }

    @Test
    void anOffsetBehindTheLastRow() {
        assertThat((List<?>) SERVER.ask("supabase:table/numbers?offset=900", null, Map.of()))
                .isEmpty();
        var failure = SERVER.fails("supabase:table/numbers?offset=900&count=exact", null, Map.of());
        assertThat(failure.code()).isEqualTo(TableError.RANGE);
    }

    @Test
    void oneRowIsAMap() {
        assertThat(SERVER.ask("supabase:table/goods?columns=id,name&single=true", null, filter("id=eq.1")))
                .isEqualTo(Map.of("id", 1, "name", "tea"));
        assertThat(SERVER.ask("supabase:table/goods?single=maybe", null, filter("id=eq.99")))
                .isNull();
        for (var words : List.of("id=eq.99", "id=gt.1")) {
            assertThat(SERVER.fails("supabase:table/goods?single=true", null, filter(words))
                            .code())
                    .isEqualTo(TableError.NOT_ONE);
        }
        assertThat(SERVER.fails("supabase:table/goods?single=maybe", null, filter("id=gt.1"))
                        .code())
                .isEqualTo(TableError.NOT_ONE);
    }

    @Test
    void csvIsText() {
        assertThat(SERVER.ask(
                        "supabase:table/goods?format=csv&order=id.desc",
                        null,
                        headers(SupabaseConstants.COLUMNS, "id,name", SupabaseConstants.FILTER, "id=in.(2,3)")))
                .isEqualTo("id,name\n3,\"ice \"\"cold\"\", sweet\"\n2,coffee");
    }

    /** A column of the table as an object. */
    record Good(int id, String name) {}

    @Test
    void rowsBecomeObjects() {
        assertThat(SERVER.ask(
                        "supabase:table/goods?order=id&limit=2&outputType=" + Good.class.getName(), null, Map.of()))
                .isEqualTo(List.of(new Good(1, "tea"), new Good(2, "coffee")));
    }

    static Stream<Integer> pageSizes() {
        return Stream.of(1, 49, 50, 125, 250, 251, 1000);
    }

    @ParameterizedTest
    @MethodSource("pageSizes")
    void pagesAreTheWholeTable(int size) {
        if (size > 1) {
            assertThat(column(
                            SERVER.ask("supabase:table/numbers?order=n&count=exact&pageSize=" + size, null, Map.of()),
                            "n"))
                    .isEqualTo(numbers(1, 250));
        }
        var some = SERVER.ask("supabase:table/numbers?order=n&offset=3&limit=60&pageSize=" + size, null, Map.of());
        assertThat(column(some, "n")).isEqualTo(numbers(4, 63));
    }

    @ParameterizedTest
    @CsvSource({"n, 1", "n, 40", "n.desc, 40", "n.desc, 250"})
    void pagesFollowAKey(String keyset, int size) {
        var options = "?filter=RAW(even=is.true)&limit=90&pageSize=" + size + "&keyset=" + keyset;
        var exchange = SERVER.send("supabase:table/numbers" + options + "&count=exact", null, Map.of());
        var down = keyset.endsWith("desc");
        assertThat(column(exchange.getMessage().getBody(), "n"))
                .isEqualTo(String.join(
                        ",",
                        IntStream.rangeClosed(1, 90)
                                .mapToObj(i -> String.valueOf(down ? 252 - 2 * i : 2 * i))
                                .toList()));
        assertThat(exchange.getMessage().getHeader(SupabaseConstants.COUNT)).isEqualTo(125L);
    }

    @Test
    void aKeyMayBeATextOrATime() {
        var byName = SERVER.ask("supabase:table/goods?columns=name&pageSize=1&keyset=name", null, Map.of());
        assertThat(((List<?>) byName)).hasSize(4).doesNotHaveDuplicates();
        var byTime = SERVER.ask(
                "supabase:table/goods?columns=made&pageSize=1&keyset=made.desc", null, filter("made=not.is.null"));
        assertThat(column(byTime, "made")).matches("2024-02-29.*,1999-12-31.*");
    }

    @Test
    void rowsStream() throws Exception {
        var body = SERVER.ask("supabase:table/numbers?order=n&pageSize=40&stream=true", null, Map.of());
        assertThat(body).isInstanceOf(Iterator.class);
        var rows = new ArrayList<Object>();
        ((Iterator<?>) body).forEachRemaining(rows::add);
        assertThat(column(rows, "n")).isEqualTo(numbers(1, 250));
        ((Closeable) body).close();
    }

    private static String numbers(int from, int to) {
        return String.join(
                ",", IntStream.rangeClosed(from, to).mapToObj(String::valueOf).toList());
    }
}
