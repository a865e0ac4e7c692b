package dev.serai.offline.supabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.offline.junit.SupabaseServerExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What holds for pgvector must hold for its twin; with a live server the same tests run on the real one. */
class VectorTwinTest {
    @RegisterExtension
    static SupabaseServerExtension supabase = new SupabaseServerExtension();

    @BeforeAll
    static void makeTable() {
        supabase.sql("create extension vector; create table items(id int, embedding vector(3));"
                + "insert into items values (1, '[1, 0,0]'), (2, array[0,1,0]), (3, null)");
    }

    @Test
    void distancesOrderRows() {
        var rows = supabase.server()
                .rows(
                        "select id, embedding <=> '[0,2,0]' as cosine, embedding <-> '[0,2,0]' as euclid,"
                                + " (embedding <#> '[0,2,0]')::int as product from items where embedding is not null order by 2");
        assertThat(rows)
                .hasToString("[{\"id\":2,\"cosine\":0,\"euclid\":1,\"product\":-2},"
                        + "{\"id\":1,\"cosine\":1,\"euclid\":2.23606797749979,\"product\":0}]");
    }

    @Test
    void vectorsAreWrittenAsText() {
        assertThat(supabase.server().rows("select embedding from items where id = 1"))
                .hasToString("[{\"embedding\":\"[1,0,0]\"}]");
    }

    @Test
    void aColumnTakesOnlyItsDimension() {
        assertThatThrownBy(() -> supabase.sql("insert into items values (4, '[1,2]')"))
                .hasMessageContaining("expected 3 dimensions, not 2");
    }

    @Test
    void vectorsOfDifferentLengthHaveNoDistance() {
        assertThatThrownBy(() -> supabase.server().rows("select embedding <=> '[1,2]' from items"))
                .hasMessageContaining("different vector dimensions 3 and 2");
    }

    @Test
    void anIndexForSearchesChangesNoAnswer() {
        supabase.sql("create table indexed(id int, embedding vector(2000));"
                + "insert into indexed select n, array_fill(n, array[2000]) from generate_series(1, 3) n;"
                + "create index on indexed using hnsw (embedding vector_l2_ops);"
                + "create index on indexed using hnsw (embedding vector_cosine_ops);"
                + "insert into indexed select n, array_fill(n, array[2000]) from generate_series(4, 9) n;"
                + "update indexed set embedding = array_fill(20, array[2000]) where id = 9");
        assertThat(
                        supabase.server()
                                .rows(
                                        "select id from indexed order by embedding <-> array_fill(19, array[2000])::vector limit 2"))
                .hasToString("[{\"id\":9},{\"id\":8}]");
        assertThat(supabase.server()
                        .rows("select id from indexed where embedding = array_fill(5, array[2000])::vector"))
                .hasToString("[{\"id\":5}]");
    }

    @Test
    void whatIsNoVectorIsRefused() {
        assertThatThrownBy(() -> supabase.sql("insert into items values (4, 'one')"))
                .hasMessageContaining("invalid input syntax for type vector");
    }
}
