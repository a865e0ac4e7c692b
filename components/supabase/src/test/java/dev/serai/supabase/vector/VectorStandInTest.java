package dev.serai.supabase.vector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.offline.junit.SupabaseServerExtension;
import dev.serai.supabase.Routes;
import dev.serai.supabase.SupabaseConstants;
import dev.serai.support.text.Passage;
import dev.serai.support.vector.StoredChunk;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** supabase:vector over a table as n8n and LangChain use it. */
@Timeout(180)
class VectorStandInTest {

    @RegisterExtension
    static SupabaseServerExtension supabase = new SupabaseServerExtension();

    private static Stores stores;

    private String table;
    private String uri;

    @BeforeAll
    static void start() throws Exception {
        stores = new Stores(supabase);
    }

    @AfterAll
    static void stop() {
        stores.close();
    }

    @BeforeEach
    void makeTable() {
        table = stores.table(3);
        uri = "supabase:vector/" + table + "?key=service&function=match_" + table;
    }

    private static Routes routes() {
        return stores.routes();
    }

    private static List<String> texts(Object found) {
        return ((List<?>) found)
                .stream().map(passage -> ((Passage) passage).text()).toList();
    }

    private void fill() {
        var stored = routes().ask(
                        uri + "&operation=insert",
                        List.of(
                                Map.of(
                                        "content",
                                        "x",
                                        "metadata",
                                        Map.of("source", "a.md", "year", 2020),
                                        "embedding",
                                        List.of(1, 0, 0)),
                                Map.of("content", "near", "metadata", Map.of("year", 2021), "embedding", "[0.8,0.6,0]"),
                                Map.of("text", "y", "vector", new float[] {0, 1, 0})));
        assertThat(stored).isEqualTo(3L);
    }

    @Test
    void theNearestComeFirst() {
        fill();
        var found = (List<?>) routes().ask(uri, new float[] {1, 0, 0});
        assertThat(texts(found)).containsExactly("x", "near", "y");
        var first = (Passage) found.get(0);
        assertThat(first.score()).isEqualTo(1);
        assertThat(first.id()).isNotNull();
        assertThat(first.source()).isEqualTo("a.md");
        assertThat(first.metadata()).isEqualTo(Map.of("source", "a.md", "year", 2020));
        assertThat(texts(routes().ask(uri + "&topK=1", "[1,0,0]"))).containsExactly("x");
        assertThat(texts(routes().ask(uri + "&minScore=0.5", List.of(List.of(1, 0, 0)))))
                .containsExactly("x", "near");
        assertThat(texts(routes().ask(
                                uri,
                                "[1,0,0]",
                                Map.of(SupabaseConstants.TOP_K, "2", SupabaseConstants.MIN_SCORE, 0.9))))
                .containsExactly("x");
    }

    @Test
    void aFilterIsContainedInTheMetadata() {
        fill();
        assertThat(texts(routes().ask(uri + "&filter=RAW({\"year\":2021})", "[1,0,0]")))
                .containsExactly("near");
        assertThat(texts(routes().ask(uri, "[1,0,0]", Map.of(SupabaseConstants.FILTERS, Map.of("year", 2020)))))
                .containsExactly("x");
        assertThat(texts(routes().ask(
                                uri,
                                "[1,0,0]",
                                Map.of(SupabaseConstants.FILTERS, Map.of("source", "'} or true --\u0000")))))
                .isEmpty();
    }

    @Test
    void aMessageCannotWidenTheRoutesFilter() {
        fill();
        assertThat(routes().fails(
                                uri + "&filter=RAW({\"year\":2021})",
                                "[1,0,0]",
                                Map.of(SupabaseConstants.FILTERS, Map.of("year", 2020))))
                .hasMessageContaining("[SUPABASE-706]")
                .hasMessageContaining("'year'");
        var lost = new HashMap<String, Object>();
        lost.put("year", null);
        assertThat(routes().fails(uri, "[1,0,0]", Map.of(SupabaseConstants.FILTERS, lost)))
                .hasMessageContaining("[SUPABASE-706]");
    }

    @Test
    void documentsAndVectorsMayComeApart() {
        var headers =
                Map.<String, Object>of(SupabaseConstants.VECTORS, List.of(List.of(1, 0, 0), new double[] {0, 1, 0}));
        routes().ask(uri + "&operation=insert", List.of("one", new Passage("i", "b.md", "two", 0, Map.of())), headers);
        var found = (List<?>) routes().ask(uri, "[0,1,0]");
        assertThat(texts(found)).containsExactly("two", "one");
        assertThat(((Passage) found.get(0)).source()).isEqualTo("b.md");
        assertThat(routes().fails(uri + "&operation=insert", List.of("one"), headers))
                .hasMessageContaining("[SUPABASE-704]")
                .hasMessageContaining("2 vectors for 1 documents");
    }

    @Test
    void chunksJsonAndOwnColumnsAreTaken() {
        supabase.sql("alter table \"" + table + "\" add column owner text default 'nobody'");
        routes().ask(uri + "&operation=insert", new StoredChunk("c", "s", 0, "chunk", new float[] {1, 0, 0}, Map.of()));
        routes().ask(
                        uri + "&operation=insert&batchSize=1",
                        "[{\"content\":\"a\",\"embedding\":[1,0,0],\"owner\":\"me\"},{\"content\":\"b\",\"embedding\":[1,0,0]}]");
        assertThat(supabase.server()
                        .rows("select content, owner from \"" + table + "\" order by content")
                        .toString())
                .isEqualTo("[{\"content\":\"a\",\"owner\":\"me\"},{\"content\":\"b\",\"owner\":\"nobody\"},"
                        + "{\"content\":\"chunk\",\"owner\":\"nobody\"}]");
    }

    @Test
    void deletingTellsHowMany() {
        fill();
        assertThat(routes().fails(uri + "&operation=delete", null)).hasMessageContaining("[SUPABASE-201]");
        assertThat(routes().ask(
                                uri + "&operation=delete",
                                null,
                                Map.of(SupabaseConstants.FILTERS, Map.of("year", 2020))))
                .isEqualTo(1L);
        var rest = routes().send(uri + "&operation=delete&all=true", null, Map.of());
        assertThat(rest.getMessage().getBody()).isEqualTo(2L);
        assertThat(rest.getMessage().getHeader(SupabaseConstants.COUNT)).isEqualTo(2L);
    }

    @Test
    void anotherLengthIsRefusedEarlyOrByTheServer() {
        fill();
        var early = routes().fails(uri + "&dimensions=3", "[1,0]");
        assertThat(early).hasMessageContaining("[SUPABASE-702]");
        assertThat(early.getStatus()).isZero();
        assertThat(routes().fails(uri, "[1,0]"))
                .hasMessageContaining("[SUPABASE-702]")
                .hasMessageContaining("different vector dimensions 3 and 2");
        assertThat(routes().fails(uri + "&operation=insert", Map.of("content", "a", "embedding", List.of(1))))
                .hasMessageContaining("[SUPABASE-702]");
    }

    @Test
    void aColumnThatIsNoneIsNamed() {
        var failure =
                routes().fails(uri + "&operation=insert", Map.of("content", "a", "embedding", "[1,0,0]", "ownr", "me"));
        assertThat(failure).hasMessageContaining("[SUPABASE-205]").hasMessageContaining("ownr");
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThat(routes().fails("supabase:vector/nothing?key=service&dimensions=3&function=match_nothing", "[1,0,0]"))
                .hasMessageContaining("[SUPABASE-701]")
                .hasMessageContaining("match_nothing")
                .hasMessageContaining("supabase:vector/nothing?operation=schema&dimensions=3");
        assertThat(routes().fails(
                                "supabase:vector/nothing?key=service&operation=insert",
                                Map.of("content", "a", "embedding", "[1,0,0]")))
                .hasMessageContaining("[SUPABASE-701]")
                .hasMessageContaining("'nothing'");
    }
}
