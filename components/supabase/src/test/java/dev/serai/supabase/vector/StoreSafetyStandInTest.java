package dev.serai.supabase.vector;

import static dev.serai.supabase.vector.Stores.failure;
import static dev.serai.support.contract.Stages.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.offline.junit.SupabaseServerExtension;
import dev.serai.supabase.client.TableError;
import dev.serai.support.contract.Stages;
import dev.serai.support.text.Passage;
import dev.serai.support.vector.Filter;
import dev.serai.support.vector.Filter.Comparison;
import dev.serai.support.vector.Fingerprint;
import dev.serai.support.vector.SourceState;
import dev.serai.support.vector.StoredChunk;
import dev.serai.support.vector.VectorQuery;
import dev.serai.support.vector.VectorStore;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a table of documents has to stand: other tools, strangers' values, many rows, missing rights. */
@Timeout(180)
class StoreSafetyStandInTest {

    private static final Fingerprint FINGERPRINT = new Fingerprint("test", 3);
    private static final float[] X = {1, 0, 0};
    private static final String N8N = "create table %1$s (id bigserial primary key, content text, metadata jsonb,"
            + " embedding vector(3));"
            + "create function match_%1$s(query_embedding vector(3), match_count int default null, filter jsonb default"
            + " '{}') returns table (id bigint, content text, metadata jsonb, similarity float) language plpgsql as $$"
            + " #variable_conflict use_column begin return query select id, content, metadata,"
            + " 1 - (%1$s.embedding <=> query_embedding) as similarity from %1$s where metadata @> filter"
            + " order by %1$s.embedding <=> query_embedding limit match_count; end; $$;";

    @RegisterExtension
    static SupabaseServerExtension supabase = new SupabaseServerExtension();

    private static Stores stores;

    @BeforeAll
    static void start() throws Exception {
        stores = new Stores(supabase);
        supabase.sql("create extension vector");
    }

    @AfterAll
    static void stop() {
        stores.close();
    }

    private static VectorStore opened(String table) {
        var store = stores.store(table);
        done(store.open(FINGERPRINT));
        return store;
    }

    private static StoredChunk chunk(String id, float[] vector, Map<String, Object> metadata) {
        return new StoredChunk(id, "s", 0, id, vector, metadata);
    }

    private static SourceState state(String source, int chunks) {
        return new SourceState(source, "1", chunks, Instant.parse("2026-01-02T03:04:05Z"), Map.of());
    }

    private static List<String> ids(VectorStore store, Filter filter) {
        return done(store.list(filter, 0, 5000)).stream().map(Passage::id).toList();
    }

    private static Filter is(String name, Object value) {
        return new Filter.Compare(name, Comparison.EQ, value);
    }

    private void fillLikeN8n(String table) {
        supabase.sql("insert into " + table + " (content, metadata, embedding) values"
                + " ('The pump hums', '{\"file_id\": \"f1\", \"file_title\": \"pump.pdf\", \"loc\": {\"lines\": {\"from\": 1}}}', '[1,0,0]'),"
                + " ('Lunch at noon', '{\"source\": \"blob\"}', '[0,1,0]'),"
                + " ('No vector yet', null, null), (null, '[1]', '[0,0,1]')");
    }

    @Test
    void aTableThatN8nHasFilledIsSearchedAsItIs() {
        var table = Stores.newName().replace('-', '_');
        supabase.sql(N8N.formatted(table));
        fillLikeN8n(table);
        supabase.sql(stores.schema(table, 3));
        var store = opened(table);
        var found = done(store.search(new VectorQuery(X, null, 2, 0.5, Filter.ALL)));
        assertThat(found).hasSize(1);
        assertThat(found.get(0).id()).isEqualTo("1");
        assertThat(found.get(0).source()).isEqualTo("pump.pdf");
        assertThat(found.get(0).text()).isEqualTo("The pump hums");
        assertThat(found.get(0).metadata()).containsEntry("file_id", "f1");
        assertThat(done(store.search(new VectorQuery(null, "when is LUNCH?", 2, 0, Filter.ALL))))
                .extracting(Passage::source)
                .containsExactly("blob");
        assertThat(ids(store, is("loc.lines.from", 1))).containsExactly("1");
        assertThat(ids(store, is("source", "pump.pdf"))).containsExactly("1");
        assertThat(ids(store, new Filter.Exists("source", false))).containsExactlyInAnyOrder("3", "4");
        assertThat(ids(store, new Filter.In("id", List.of("2", "9")))).containsExactly("2");
        assertThat(done(store.count(Filter.ALL))).isEqualTo(4);
    }

    @Test
    void bothMayFillOneTable() {
        var table = Stores.newName().replace('-', '_');
        supabase.sql(N8N.formatted(table));
        supabase.sql(stores.schema(table, 3));
        var store = opened(table);
        done(store.replace(state("pump.pdf", 1), List.of(chunk("ours", X, Map.of("kind", "manual")))));
        fillLikeN8n(table);
        assertThat(stores.routes().ask("supabase:vector/" + table + "?key=service&function=match_" + table, "[1,0,0]"))
                .asList()
                .extracting(passage -> ((Passage) passage).text())
                .startsWith("ours", "The pump hums");
        assertThat(done(store.delete(is("source", "s")))).isEqualTo(1);
        assertThat(done(store.count(Filter.ALL))).isEqualTo(4);
    }

    @Test
    void theSchemaMayBeRunAgain() {
        var table = stores.table(3);
        var store = opened(table);
        done(store.insert(List.of(chunk("a", X, Map.of("kind", "k")))));
        supabase.sql(stores.schema(table, 3));
        assertThat(ids(opened(table), is("kind", "k"))).containsExactly("a");
    }

    @Test
    void theSchemaDoesNotTouchATableWithOtherVectors() {
        var table = stores.table(3);
        assertThatThrownBy(() -> supabase.sql(stores.schema(table, 4)))
                .hasMessageContaining("vector(3), not vector(4)");
    }

    @Test
    void longVectorsAreStoredAndSearchedToo() {
        for (int dimensions : new int[] {2000, 2001}) {
            var store = stores.store(stores.table(dimensions));
            done(store.open(new Fingerprint("test", dimensions)));
            var vector = new float[dimensions];
            vector[dimensions - 1] = 1;
            done(store.insert(List.of(chunk("a", vector, Map.of()))));
            assertThat(done(store.search(new VectorQuery(vector, null, 1, 0.9, Filter.ALL))))
                    .hasSize(1);
        }
    }

    @Test
    void missingFunctionsAreNamedWithTheRemedy() {
        var table = Stores.newName().replace('-', '_');
        supabase.sql(N8N.formatted(table));
        var failure = failure(stores.store(table).open(FINGERPRINT));
        assertThat(failure)
                .hasMessageContaining("[SUPABASE-701]")
                .hasMessageContaining("serai_" + table + "_open")
                .hasMessageContaining("supabase:vector/" + table + "?operation=schema&dimensions=3");
        assertThat(failure.getServiceCode()).isEqualTo("PGRST202");
        assertThat(failure.getStatus()).isEqualTo(404);
    }

    @Test
    void aTableThatWasDroppedIsNamed() {
        var table = stores.table(3);
        var store = opened(table);
        supabase.sql("drop table \"" + table + '"');
        assertThat(failure(store.count(Filter.ALL)))
                .hasMessageContaining("[SUPABASE-701]")
                .hasMessageContaining(table);
    }

    @Test
    void theAnonymousKeyMayNotFillIt() {
        var table = stores.table(3);
        assertThat(failure(stores.store(table, Map.of("key", "anon")).open(FINGERPRINT))
                        .code())
                .isEqualTo(TableError.NOT_ALLOWED);
        done(opened(table).insert(List.of(chunk("a", X, Map.of()))));
        var anonymous = stores.store(table, Map.of("key", "anon"));
        assertThat(done(anonymous.count(Filter.ALL))).isZero();
        assertThat(done(anonymous.search(new VectorQuery(X, null, 5, -1, Filter.ALL))))
                .isEmpty();
        assertThat(failure(anonymous.insert(List.of(chunk("b", X, Map.of())))).code())
                .isEqualTo(TableError.NOT_ALLOWED);
    }

    @Test
    void policiesHoldInTheFunctionsToo() {
        var table = stores.table(3);
        done(opened(table)
                .insert(List.of(chunk("mine", X, Map.of("for", "anon")), chunk("theirs", X, Map.of("for", "others")))));
        supabase.sql(("create policy mine on \"%1$s\" for select using (metadata ->> 'for' = auth.role());"
                        + "create policy known on \"serai_%1$s_state\" for select using (true)")
                .formatted(table));
        var anonymous = stores.store(table, Map.of("key", "anon"));
        done(anonymous.open(FINGERPRINT));
        for (var query : List.of(
                new VectorQuery(X, null, 5, -1, Filter.ALL),
                new VectorQuery(null, "mine theirs", 5, 0, Filter.ALL),
                new VectorQuery(X, "theirs", 5, -1, Filter.ALL))) {
            assertThat(done(anonymous.search(query))).extracting(Passage::id).containsExactly("mine");
        }
        assertThat(ids(anonymous, Filter.ALL)).containsExactly("mine");
        assertThat(done(anonymous.count(Filter.ALL))).isEqualTo(1);
        assertThat(done(anonymous.delete(Filter.ALL))).isZero();
    }

    @Test
    void whatTheServerRefusesLeavesTheSourceAsItWas() {
        var table = stores.table(3);
        var store = opened(table);
        done(store.replace(state("doc", 1), List.of(new StoredChunk("d0", "doc", 0, "old", X, Map.of()))));
        // Not opened, so that only the server can know the length.
        var other = stores.store(table);
        var failure = failure(other.replace(
                state("doc", 2),
                List.of(
                        new StoredChunk("d1", "doc", 0, "new", X, Map.of()),
                        new StoredChunk("d2", "doc", 1, "new", new float[] {1, 0}, Map.of()))));
        assertThat(failure).hasMessageContaining("[SUPABASE-702]").hasMessageContaining("expected 3 dimensions, not 2");
        assertThat(ids(store, Filter.ALL)).containsExactly("d0");
        assertThat(done(store.source("doc")).orElseThrow().chunks()).isEqualTo(1);
    }

    @Test
    void moreRowsThanTheServerGivesAtOnce() {
        var store = opened(stores.table(3));
        done(store.replace(
                state("big", 1500),
                IntStream.range(0, 1500)
                        .mapToObj(i -> new StoredChunk("c" + i, "big", i, "t" + i, X, Map.of("even", i % 2 == 0)))
                        .toList()));
        assertThat(ids(store, Filter.ALL)).hasSize(1500).endsWith("c1499");
        assertThat(done(store.count(is("even", true)))).isEqualTo(750);
        assertThat(done(store.list(is("source", "big"), 1400, 5000))).hasSize(100);
        assertThat(done(store.delete(is("source", "big")))).isEqualTo(1500);
    }

    @Test
    void ofChunksWithOneIdTheLastCounts() {
        var store = opened(stores.table(3));
        done(store.insert(List.of(
                new StoredChunk("a", "s", 0, "first", X, Map.of()),
                new StoredChunk("a", "s", 0, "last", X, Map.of()))));
        assertThat(done(store.list(Filter.ALL, 0, 5))).extracting(Passage::text).containsExactly("last");
    }

    @Test
    void hostileMetadataStayData() {
        var store = opened(stores.table(3));
        var metadata = new LinkedHashMap<String, Object>();
        for (var hostile :
                List.of("'; drop table x; --", "a/b", "a.b", "$", "", "{}", "\" : 1", "op", "\uD83D\u0000")) {
            metadata.put(hostile, List.of(hostile, hostile));
        }
        metadata.put("proto", Map.of("op", "or", "of", List.of()));
        done(store.insert(List.of(chunk("a", X, metadata), chunk("b", X, Map.of("a", Map.of("b", "other"))))));
        metadata.keySet().stream().filter(name -> !name.equals("proto")).forEach(name -> {
            assertThat(ids(store, is(name, name))).as(name).containsExactly("a");
            assertThat(ids(store, new Filter.Compare(name, Comparison.GTE, name)))
                    .as(name)
                    .contains("a");
        });
        assertThat(ids(store, is("proto.op", "or"))).containsExactly("a");
        assertThat(ids(store, is("a.b", "other"))).containsExactly("b");
    }

    @Test
    void whatIsTooMuchIsRefusedBeforeItIsSent() {
        var store = opened(stores.table(3));
        var before = supabase.requests().all().size();
        var many = new LinkedHashMap<String, Object>();
        IntStream.range(0, 1001).forEach(i -> many.put("n" + i, i));
        Object deep = "x";
        for (int i = 0; i < 9; i++) {
            deep = List.of(deep);
        }
        for (var bad : List.of(
                chunk("a", X, many), chunk("a", X, Map.of("deep", deep)), chunk("x".repeat(501), X, Map.of()))) {
            assertThat(failure(store.insert(List.of(bad)))).hasMessageContaining("[SUPABASE-705]");
        }
        Filter filter = is("a", 1);
        for (int i = 0; i < 60; i++) {
            filter = new Filter.Not(filter);
        }
        assertThat(failure(store.count(filter))).hasMessageContaining("[SUPABASE-706]");
        assertThat(supabase.requests().all()).hasSize(before);
    }

    @Test
    void aNumberThatNoDatabaseHoldsIsAnErrorOfItsOwn() {
        var store = opened(stores.table(3));
        var failure = failure(store.insert(List.of(chunk("a", X, Map.of("n", new BigDecimal("1e300000"))))));
        assertThat(failure.code()).isEqualTo(TableError.BAD_VALUE);
        assertThat(done(store.count(Filter.ALL))).isZero();
    }

    @Test
    void vectorsOfZerosFitNothing() {
        var store = opened(stores.table(3));
        done(store.insert(List.of(chunk("zero", new float[3], Map.of()), chunk("x", X, Map.of()))));
        assertThat(done(store.search(new VectorQuery(X, null, 5, -1, Filter.ALL))))
                .extracting(Passage::id)
                .containsExactly("x");
        assertThat(done(store.search(new VectorQuery(X, "zero x", 5, 0, Filter.ALL))))
                .extracting(Passage::id)
                .containsExactly("x");
    }

    @Test
    void severalProcessesMayOpenItAtOnce() {
        var table = stores.table(3);
        var stages = new ArrayList<CompletionStage<Void>>();
        for (int i = 0; i < 8; i++) {
            stages.add(stores.store(table).open(FINGERPRINT));
        }
        stages.forEach(Stages::done);
    }
}
