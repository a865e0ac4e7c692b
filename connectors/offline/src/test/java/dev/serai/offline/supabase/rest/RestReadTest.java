package dev.serai.offline.supabase.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.offline.junit.SupabaseServerExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestReadTest {
    @RegisterExtension
    static SupabaseServerExtension supabase = new SupabaseServerExtension();

    @BeforeAll
    static void makeTable() {
        supabase.sql("""
                create table goods(id int primary key, name text, price numeric, tags text[], meta jsonb,
                  sold int4range, "odd, name" text);
                insert into goods values
                  (1, 'tea', 2.50, '{hot,leaf}', '{"from":{"land":"IN"},"n":[1,2]}', '[1,5)', 'x'),
                  (2, 'coffee', 4, '{hot,bean}', '{"from":{"land":"BR"}}', '[5,9)', 'a,b'),
                  (3, 'ice "cold", sweet', null, '{}', null, null, null);
                create function price_tag(goods) returns text stable language sql as $$ select $1.name || '!' $$;
                """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id=eq.2 | 2",
                "id=neq.2 | 1,3",
                "id=gt.1 | 2,3",
                "id=gte.2&id=lt.3 | 2",
                "id=lte.1 | 1",
                "id=not.eq.1 | 2,3",
                "name=like.*ee | 2",
                "name=ilike.T* | 1",
                "name=match.^c | 2",
                "name=imatch.^C | 2",
                "name=like(any).{t*,c*} | 1,2",
                "id=gt(all).{0,1} | 2,3",
                "id=eq(any).{1,3} | 1,3",
                "id=in.(1,3) | 1,3",
                "id=in.() | ''",
                "id=not.in.(1,3) | 2",
                "name=in.(\"ice \\\"cold\\\", sweet\",tea) | 1,3",
                "price=is.null | 3",
                "price=not.is.null | 1,2",
                "price=is.not_null | 1,2",
                "price=isdistinct.4 | 1,3",
                "tags=cs.{hot} | 1,2",
                "tags=cd.{hot,leaf} | 1,3",
                "tags=ov.{bean,none} | 2",
                "meta=cs.{\"from\":{\"land\":\"IN\"}} | 1",
                "meta->from->>land=eq.BR | 2",
                "meta->n->0=eq.1 | 1",
                "tags->0=eq.\"hot\" | 1,2",
                "sold=sl.[6,7) | 1",
                "sold=sr.[2,5) | 2",
                "sold=nxr.[1,5) | 1",
                "sold=nxl.[5,9) | 2",
                "sold=adj.[5,9) | 1",
                "name=fts.tea | 1",
                "name=plfts(english).sweet cold | 3",
                "name=phfts.ice cold | 3",
                "name=wfts(english).tea or coffee | 1,2",
                "name=not.wfts.tea | 2,3",
                "or=(id.eq.1,and(id.gt.1,price.is.null)) | 1,3",
                "or=(name.eq.\"ice \\\"cold\\\", sweet\",id.in.(1,2)) | 1,2,3",
                "not.or=(id.eq.1,id.eq.2) | 3",
                "and=(id.gt.1,not.and(id.gt.1,price.is.null)) | 2",
                "or=(tags.cs.{hot,leaf},id.eq.3) | 1,3",
                "or=(id.not.eq.1,name.not.in.(tea)) | 2,3",
                "\"odd, name\"=eq.a,b | 2",
                "name=eq.x' or '1'='1 | ''"
            })
    void filtersChooseRows(String filter, String ids) {
        var answer = Rest.of(supabase.server()).get("/goods?select=id&order=id&" + filter.replace("&&", "%26%26"));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(String.join(",", answer.json().findValuesAsText("id"))).isEqualTo(ids);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id,name | {\"id\":1,\"name\":\"tea\"}",
                "key:id,price::text | {\"key\":1,\"price\":\"2.50\"}",
                "meta->from->>land | {\"land\":\"IN\"}",
                "land:meta->from->land,second:meta->n->1 | {\"land\":\"IN\",\"second\":2}",
                "tags->0 | {\"tags\":\"hot\"}",
                "\"odd, name\" | {\"odd, name\":\"x\"}",
                "price_tag | {\"price_tag\":\"tea!\"}"
            })
    void selectChoosesValues(String select, String row) {
        assertThat(Rest.of(supabase.server()).get("/goods?id=eq.1&select=" + select))
                .hasToString("200 [" + row + "]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "price | 1,2,3",
                "price.desc | 3,2,1",
                "price.desc.nullslast | 2,1,3",
                "price.nullsfirst,id | 3,1,2",
                "meta->from->>land.asc | 2,1,3"
            })
    void orderSorts(String order, String ids) {
        var answer = Rest.of(supabase.server()).get("/goods?select=id&order=" + order);
        assertThat(String.join(",", answer.json().findValuesAsText("id")))
                .as(answer.toString())
                .isEqualTo(ids);
    }

    @Test
    void pagesAreCounted() {
        var page = Rest.of(supabase.server()).prefer("count=exact").get("/goods?select=id&order=id&limit=2&offset=1");
        assertThat(page).hasToString("206 [{\"id\":2},{\"id\":3}]");
        assertThat(page.header("Content-Range")).isEqualTo("1-2/3");
        var whole = Rest.of(supabase.server()).prefer("count=exact").get("/goods?select=id");
        assertThat(whole.status() + " " + whole.header("Content-Range")).isEqualTo("200 0-2/3");
        var beyond = Rest.of(supabase.server()).prefer("count=exact").get("/goods?offset=9");
        assertThat(beyond.status() + " " + beyond.code() + " " + beyond.header("Content-Range"))
                .isEqualTo("416 PGRST103 */3");
    }

    @Test
    void theRangeHeaderPages() {
        var page = Rest.of(supabase.server()).with("Range", "1-1").get("/goods?select=id&order=id");
        assertThat(page).hasToString("200 [{\"id\":2}]");
        assertThat(page.header("Content-Range")).isEqualTo("1-1/*");
        assertThat(Rest.of(supabase.server()).with("Range", "2-1").get("/goods").status())
                .isEqualTo(416);
    }

    @Test
    void headHasNoBody() {
        var head = Rest.of(supabase.server()).prefer("count=exact").head("/goods?id=gt.1");
        assertThat(head.status() + head.text() + head.header("Content-Range")).isEqualTo("2000-1/2");
    }

    @Test
    void oneObjectIsAskedForByItsType() {
        var type = "application/vnd.pgrst.object+json";
        assertThat(Rest.of(supabase.server()).accept(type).get("/goods?select=id&id=eq.1"))
                .hasToString("200 {\"id\":1}");
        assertThat(Rest.of(supabase.server()).accept(type).get("/goods").code()).isEqualTo("PGRST116");
        assertThat(Rest.of(supabase.server()).accept(type + ";nulls=stripped").get("/goods?select=id,price&id=eq.3"))
                .hasToString("200 {\"id\":3}");
    }

    @Test
    void csvIsWrittenByPostgres() {
        var answer = Rest.of(supabase.server()).accept("text/csv").get("/goods?select=id,name&order=id.desc&limit=2");
        assertThat(answer.text()).isEqualTo("id,name\n3,\"ice \"\"cold\"\", sweet\"\n2,coffee");
        assertThat(answer.header("Content-Type")).isEqualTo("text/csv; charset=utf-8");
    }
}
