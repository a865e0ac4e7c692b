package dev.serai.sql.vector;

import static dev.serai.support.contract.Stages.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.sql.Application;
import dev.serai.sql.PostgresServer;
import dev.serai.support.contract.Stages;
import dev.serai.support.contract.VectorStoreContract;
import dev.serai.support.vector.Filter;
import dev.serai.support.vector.Fingerprint;
import dev.serai.support.vector.StoredChunk;
import dev.serai.support.vector.VectorQuery;
import dev.serai.support.vector.VectorStore;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(
        named = "live.postgres",
        matches = ".+",
        disabledReason = "needs a PostgreSQL server with pgvector in -Dlive.postgres")
class PgVectorStoreIT extends VectorStoreContract {

    private static Map<String, String> database;
    private static Application application;

    @BeforeAll
    static void start() {
        database = PostgresServer.database();
        application = new Application(database);
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Override
    protected VectorStore create(String collection) {
        return create(collection, Map.of());
    }

    private static VectorStore create(String collection, Map<String, String> options) {
        return application.keep(new PgVectorStoreFactory().create(application.context(), collection, options));
    }

    @Test
    void anotherEmbedderIsNamedBesideTheOneThatWasThere() {
        done(create("named").open(new Fingerprint("test", 3)));
        for (var other : List.of(new Fingerprint("other", 3), new Fingerprint("test", 4))) {
            try (var second = create("named")) {
                assertThatThrownBy(() -> done(second.open(other)))
                        .hasMessageContaining("'test'")
                        .hasMessageContaining("'" + other.embedder() + "'");
            }
        }
    }

    @Test
    void severalProcessesMayOpenACollectionAtOnce() {
        var stages = new ArrayList<CompletionStage<Void>>();
        for (int i = 0; i < 8; i++) {
            stages.add(create("at-once").open(new Fingerprint("test", 3)));
        }
        stages.forEach(Stages::done);
    }

    @Test
    void longNamesStayApart() {
        var first = create("n".repeat(63) + "1");
        var second = create("n".repeat(63) + "2");
        done(first.open(new Fingerprint("test", 2)));
        done(second.open(new Fingerprint("test", 3)));
        done(first.insert(List.of(new StoredChunk("a", "s", 0, "t", new float[] {1, 0}, Map.of()))));
        assertThat(done(second.count(Filter.ALL))).isZero();
    }

    @Test
    void longVectorsAreSearchedToo() {
        for (int dimensions : new int[] {2000, 2001, 4000, 4001}) {
            var store = create("long-" + dimensions);
            done(store.open(new Fingerprint("test", dimensions)));
            var vector = new float[dimensions];
            vector[dimensions - 1] = 1;
            done(store.insert(List.of(new StoredChunk("a", "s", 0, "t", vector, Map.of()))));
            assertThat(done(store.search(new VectorQuery(vector, null, 1, 0.9, Filter.ALL))))
                    .hasSize(1);
        }
    }

    @Test
    void aViewShowsTheChunksToOthersAndLetsThemDelete() throws Exception {
        var factory = new PgVectorViewFactory();
        var store = application.keep(factory.create(application.context(), "shown", Map.of()));
        done(store.open(new Fingerprint("test", 2)));
        done(store.insert(List.of(new StoredChunk("a", "s", 0, "one", new float[] {1, 0}, Map.of("kind", "x")))));
        done(store.insert(List.of(new StoredChunk("b", "s", 1, "two", new float[] {1, 0}, Map.of("kind", "y")))));
        try (var connection = DriverManager.getConnection(
                        database.get("url"), database.get("user"), database.get("password"));
                var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("DELETE FROM shown WHERE metadata ->> 'kind' = 'x' AND text = 'one'"))
                    .isEqualTo(1);
        }
        assertThat(done(store.list(Filter.ALL, 0, 10)))
                .singleElement()
                .satisfies(chunk -> assertThat(chunk.text()).isEqualTo("two"));
    }

    @Test
    void anOptionThatItDoesNotKnowIsAnError() {
        assertThatThrownBy(() -> create("options", Map.of("efsearch", "10"))).hasMessageContaining("store.efsearch");
        assertThatThrownBy(() -> create("options", Map.of("m", "1"))).hasMessageContaining("2 to 100");
    }

    @Test
    void theIndexFindsNearlyAllThatAnExactSearchFinds() {
        var store = create("recall", Map.of("m", "16", "efSearch", "100"));
        done(store.open(new Fingerprint("test", 32)));
        var random = new Random(7);
        var vectors = IntStream.range(0, 4000).mapToObj(i -> unit(random)).toList();
        for (int from = 0; from < vectors.size(); from += 500) {
            done(store.insert(IntStream.range(from, from + 500)
                    .mapToObj(i -> new StoredChunk("" + i, "s", i, "t", vectors.get(i), Map.of("rare", i % 100 == 0)))
                    .toList()));
        }
        var rare = new Filter.Compare("rare", Filter.Comparison.EQ, true);
        int found = 0;
        int foundRare = 0;
        for (int q = 0; q < 20; q++) {
            var question = unit(random);
            found += hits(store, question, Filter.ALL, nearest(vectors, question, 1));
            foundRare += hits(store, question, rare, nearest(vectors, question, 100));
        }
        assertThat(found).isGreaterThanOrEqualTo(190);
        assertThat(foundRare).isGreaterThanOrEqualTo(190);
    }

    private static int hits(VectorStore store, float[] question, Filter filter, List<String> expected) {
        return (int) done(store.search(new VectorQuery(question, null, 10, -1, filter))).stream()
                .filter(passage -> expected.contains(passage.id()))
                .count();
    }

    private static List<String> nearest(List<float[]> vectors, float[] question, int step) {
        return IntStream.range(0, vectors.size())
                .filter(i -> i % step == 0)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -dot(vectors.get(i), question)))
                .limit(10)
                .map(String::valueOf)
                .toList();
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static float[] unit(Random random) {
        var vector = new float[32];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        var length = (float) Math.sqrt(dot(vector, vector));
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= length;
        }
        return vector;
    }
}
