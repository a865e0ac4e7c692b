package dev.serai.supabase.vector;

import static dev.serai.support.contract.Stages.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.serai.offline.junit.SupabaseServerExtension;
import dev.serai.support.vector.Filter;
import dev.serai.support.vector.Fingerprint;
import dev.serai.support.vector.StoredChunk;
import dev.serai.support.vector.VectorQuery;
import dev.serai.support.vector.VectorStore;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What only the real pgvector has: an index of vectors. */
@Timeout(300)
@EnabledIfSystemProperty(
        named = "live.postgres",
        matches = ".+",
        disabledReason = "needs a PostgreSQL server with pgvector in -Dlive.postgres")
class StoreIndexIT {

    private static final int DIMENSIONS = 32;

    @RegisterExtension
    static SupabaseServerExtension supabase = new SupabaseServerExtension();

    @Test
    void theIndexFindsNearlyAllThatAnExactSearchFinds() throws Exception {
        try (var stores = new Stores(supabase)) {
            var table = stores.table(DIMENSIONS);
            var store = stores.store(table);
            done(store.open(new Fingerprint("test", DIMENSIONS)));
            var random = new Random(7);
            var vectors = IntStream.range(0, 4000).mapToObj(i -> unit(random)).toList();
            for (int from = 0; from < vectors.size(); from += 500) {
                done(store.insert(IntStream.range(from, from + 500)
                        .mapToObj(
                                i -> new StoredChunk("" + i, "s", i, "t", vectors.get(i), Map.of("rare", i % 100 == 0)))
                        .toList()));
            }
            supabase.sql("analyze \"" + table + '"');
            var before = scans(table);
            var rare = new Filter.Not(new Filter.Compare("rare", Filter.Comparison.EQ, false));
            int found = 0;
            int foundRare = 0;
            for (int q = 0; q < 20; q++) {
                var question = unit(random);
                found += hits(store, question, Filter.ALL, nearest(vectors, question, 1));
                foundRare += hits(store, question, rare, nearest(vectors, question, 100));
            }
            assertThat(found).isGreaterThanOrEqualTo(190);
            assertThat(foundRare).isGreaterThanOrEqualTo(190);
            await().until(() -> scans(table) > before);
        }
    }

    private static int scans(String table) {
        return supabase.server()
                .rows("select coalesce(sum(idx_scan), 0) as scans from pg_stat_user_indexes where indexrelname ="
                        + " 'serai_" + table + "_embedding'")
                .get(0)
                .get("scans")
                .asInt();
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
        var vector = new float[DIMENSIONS];
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
