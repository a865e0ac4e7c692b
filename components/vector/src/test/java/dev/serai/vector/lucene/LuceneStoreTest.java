package dev.serai.vector.lucene;

import static dev.serai.vector.lucene.Stores.chunk;
import static dev.serai.vector.lucene.Stores.document;
import static dev.serai.vector.lucene.Stores.of;
import static dev.serai.vector.lucene.Stores.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.serai.support.text.Passage;
import dev.serai.support.vector.Filter;
import dev.serai.support.vector.Filter.Comparison;
import dev.serai.support.vector.Fingerprint;
import dev.serai.support.vector.SourceState;
import dev.serai.support.vector.StoredChunk;
import dev.serai.support.vector.VectorQuery;
import dev.serai.support.vector.VectorStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LuceneStoreTest {

    private static final Fingerprint TWO = new Fingerprint("test", 2);
    private static final float[] EAST = {1, 0};
    private static final float[] NORTH = {0, 1};

    @TempDir
    Path directory;

    private final Stores stores = new Stores();
    private VectorStore store;

    @BeforeEach
    void open() throws Exception {
        store = stores.store(directory);
        of(store.open(TWO));
    }

    @AfterEach
    void close() {
        store.close();
        stores.close();
    }

    private List<String> found(VectorQuery query) throws Exception {
        return of(store.search(query)).stream().map(Passage::id).toList();
    }

    private List<String> listed(Filter filter) throws Exception {
        return of(store.list(filter, 0, 100)).stream().map(Passage::id).toList();
    }

    private void threeThings() throws Exception {
        of(store.replace(
                state("a", "1", 3),
                List.of(
                        chunk("a", 0, "red apples grow", EAST, Map.of("year", 2019, "kind", "fruit", "ripe", true)),
                        chunk("a", 1, "green pears fall", NORTH, Map.of("year", 2020.5, "tags", List.of("x", "y"))),
                        chunk("a", 2, "red bricks", new float[] {0.6f, 0.8f}, Map.of("kind", "stone")))));
    }

    private static Filter compare(String name, Comparison comparison, Object value) {
        return new Filter.Compare(name, comparison, value);
    }

    @Test
    void theNearestComesFirstWithItsCosine() throws Exception {
        threeThings();
        var passages = of(store.search(new VectorQuery(EAST, null, 2, -1, Filter.ALL)));
        assertThat(passages).extracting(Passage::id).containsExactly("a-0", "a-2");
        assertThat(passages.get(0).score()).isCloseTo(1.0, offset(1e-6));
        assertThat(passages.get(1).score()).isCloseTo(0.6, offset(1e-6));
        assertThat(passages.get(0).metadata()).containsEntry("ripe", true).containsEntry("year", 2019);
    }

    @Test
    void whatIsTooFarIsLeftOut() throws Exception {
        threeThings();
        assertThat(found(new VectorQuery(EAST, null, 5, 0.5, Filter.ALL))).containsExactly("a-0", "a-2");
    }

    @Test
    void wordsAreFoundWithoutAVector() throws Exception {
        threeThings();
        assertThat(found(new VectorQuery(null, "RED, please!", 5, -1, Filter.ALL)))
                .containsExactlyInAnyOrder("a-0", "a-2");
        assertThat(found(new VectorQuery(null, "text: apples OR *:* (", 5, -1, Filter.ALL)))
                .containsExactly("a-0");
        assertThat(found(new VectorQuery(null, "?!", 5, -1, Filter.ALL))).isEmpty();
    }

    @Test
    void bothRankingsTogetherPreferWhatIsInBoth() throws Exception {
        threeThings();
        assertThat(found(new VectorQuery(NORTH, "bricks", 3, -1, Filter.ALL)))
                .first()
                .isEqualTo("a-2");
        assertThat(found(new VectorQuery(NORTH, "apples", 3, 0.5, Filter.ALL))).doesNotContain("a-0");
    }

    @Test
    void filtersCompareTextsNumbersAndListsEachAsWhatTheyAre() throws Exception {
        threeThings();
        assertThat(listed(compare("kind", Comparison.EQ, "fruit"))).containsExactly("a-0");
        assertThat(listed(compare("kind", Comparison.NE, "fruit"))).containsExactly("a-2");
        assertThat(listed(compare("kind", Comparison.PREFIX, "fr"))).containsExactly("a-0");
        assertThat(listed(compare("year", Comparison.GT, 2019))).containsExactly("a-1");
        assertThat(listed(compare("year", Comparison.GTE, 2019))).containsExactly("a-0", "a-1");
        assertThat(listed(compare("year", Comparison.LT, 2020.5))).containsExactly("a-0");
        assertThat(listed(compare("year", Comparison.LTE, 2020.5))).containsExactly("a-0", "a-1");
        assertThat(listed(compare("year", Comparison.GT, -1e9))).containsExactly("a-0", "a-1");
        assertThat(listed(compare("year", Comparison.EQ, "2019"))).isEmpty();
        assertThat(listed(compare("ripe", Comparison.EQ, true))).containsExactly("a-0");
        assertThat(listed(compare("tags", Comparison.EQ, "y"))).containsExactly("a-1");
        assertThat(listed(compare("source", Comparison.EQ, "a"))).hasSize(3);
        assertThat(listed(compare("id", Comparison.EQ, "a-1"))).containsExactly("a-1");
        assertThat(listed(new Filter.In("kind", List.of("stone", "fruit")))).containsExactly("a-0", "a-2");
        assertThat(listed(new Filter.In("kind", List.of()))).isEmpty();
        assertThat(listed(new Filter.Exists("kind", false))).containsExactly("a-1");
        assertThat(listed(new Filter.Not(compare("kind", Comparison.EQ, "fruit"))))
                .containsExactly("a-1", "a-2");
        assertThat(listed(new Filter.Or(
                        List.of(compare("kind", Comparison.EQ, "fruit"), compare("year", Comparison.GT, 2020)))))
                .containsExactly("a-0", "a-1");
        assertThat(listed(new Filter.And(
                        List.of(compare("kind", Comparison.EQ, "fruit"), compare("year", Comparison.GT, 2020)))))
                .isEmpty();
    }

    @Test
    void aFilterHoldsForEveryWayToSearch() throws Exception {
        threeThings();
        var stones = compare("kind", Comparison.EQ, "stone");
        assertThat(found(new VectorQuery(EAST, null, 5, -1, stones))).containsExactly("a-2");
        assertThat(found(new VectorQuery(null, "red", 5, -1, stones))).containsExactly("a-2");
        assertThat(found(new VectorQuery(EAST, "red", 5, -1, stones))).containsExactly("a-2");
    }

    @Test
    void replacingASourceLeavesNothingOfTheOld() throws Exception {
        of(store.replace(state("a", "1", 5), document("a", 5, 2)));
        of(store.replace(state("b", "1", 2), document("b", 2, 2)));
        of(store.replace(state("a", "2", 1), document("a", 1, 2)));
        assertThat(listed(Filter.ALL)).containsExactly("a-0", "b-0", "b-1");
        assertThat(of(store.source("a")).orElseThrow().checksum()).isEqualTo("2");
        assertThat(of(store.sources(0, 10))).extracting(SourceState::source).containsExactly("a", "b");
    }

    @Test
    void aChunkWithAKnownIdTakesThePlaceOfTheOld() throws Exception {
        of(store.insert(document("a", 2, 2)));
        of(store.insert(List.of(chunk("a", 1, "new", EAST, Map.of()))));
        assertThat(of(store.list(Filter.ALL, 0, 10))).extracting(Passage::text).containsExactly("piece 0 of a", "new");
    }

    @Test
    void aSourceIsForgottenWithItsLastChunk() throws Exception {
        of(store.replace(state("a", "1", 2), document("a", 2, 2)));
        assertThat(of(store.delete(compare("place", Comparison.EQ, 0)))).isEqualTo(1);
        assertThat(of(store.source("a"))).isPresent();
        assertThat(of(store.delete(compare("place", Comparison.EQ, 1)))).isEqualTo(1);
        assertThat(of(store.source("a"))).isEmpty();
        assertThat(of(store.delete(Filter.ALL))).isZero();
    }

    @Test
    void pagesFollowOneAnother() throws Exception {
        of(store.replace(state("a", "1", 12), document("a", 12, 2)));
        assertThat(of(store.list(Filter.ALL, 9, 2))).extracting(Passage::id).containsExactly("a-9", "a-10");
        assertThat(of(store.list(Filter.ALL, 12, 2))).isEmpty();
        assertThat(of(store.list(Filter.ALL, Integer.MAX_VALUE, 10))).isEmpty();
        assertThat(of(store.count(Filter.ALL))).isEqualTo(12);
    }

    @Test
    void anotherEmbedderIsRefusedAndNamed() {
        assertThatThrownBy(() -> of(store.open(new Fingerprint("other", 2))))
                .cause()
                .hasMessageContaining("VECTOR-201")
                .hasMessageContaining("'test' (2 dimensions)")
                .hasMessageContaining("'other' (2 dimensions)");
    }

    @Test
    void aDirectoryThatSomebodyElseWritesIsRefused() {
        try (var others = new Stores();
                var second = others.store(directory)) {
            assertThatThrownBy(() -> of(second.open(TWO)))
                    .cause()
                    .hasMessageContaining("VECTOR-301")
                    .hasMessageContaining(directory.toString());
        }
    }

    @Test
    void aDamagedIndexIsNamed() throws Exception {
        of(store.replace(state("a", "1", 2), document("a", 2, 2)));
        store.close();
        try (var files = Files.list(directory.resolve("things"))) {
            for (var file : files.filter(path -> path.getFileName().toString().startsWith("segments"))
                    .toList()) {
                Files.write(file, new byte[] {1, 2, 3});
            }
        }
        store = stores.store(directory);
        assertThatThrownBy(() -> of(store.open(TWO))).cause().hasMessageContaining("VECTOR-303");
    }

    @Test
    void badMetadataFailsAlone() throws Exception {
        var bad = List.of(chunk("bad", 0, "text", EAST, Map.of("long", "x".repeat(5_000))));
        var failed = store.replace(state("bad", "1", 1), bad);
        var good = store.replace(state("good", "1", 1), document("good", 1, 2));
        of(good);
        assertThatThrownBy(() -> of(failed)).cause().hasMessageContaining("'long' has 5000 characters");
        assertThat(listed(Filter.ALL)).containsExactly("good-0");
    }

    @Test
    void longIdentifiersAreToldApart() throws Exception {
        long number = 123_456_789_012_345_678L;
        of(store.insert(List.of(
                chunk("a", 0, "a", EAST, Map.of("customer", number)),
                chunk("b", 0, "b", EAST, Map.of("customer", number + 1)))));
        assertThat(listed(compare("customer", Comparison.EQ, number))).containsExactly("a-0");
        assertThat(listed(compare("customer", Comparison.GT, number))).containsExactly("b-0");
        assertThat(listed(compare("customer", Comparison.GT, 5))).hasSize(2);
    }

    @Test
    void aFailedWriteDoesNotKeepReadersOut() throws Exception {
        threeThings();
        for (var name : List.of("pending_segments_3", "pending_segments_4", "pending_segments_5")) {
            Files.createDirectory(directory.resolve("things").resolve(name));
        }
        assertThatThrownBy(() -> of(store.replace(state("b", "1", 1), document("b", 1, 2))))
                .hasMessageContaining("VECTOR-302");
        assertThat(listed(Filter.ALL)).hasSize(3);
        of(store.replace(state("b", "1", 1), document("b", 1, 2)));
        assertThat(listed(Filter.ALL)).hasSize(4);
    }

    @Test
    void vectorsOfLargeModelsHaveRoom() throws Exception {
        try (var large = stores.store(directory.resolve("large"))) {
            of(large.open(new Fingerprint("large", 4096)));
            of(large.replace(state("a", "1", 3), document("a", 3, 4096)));
            var vector = Stores.unit(new Random("a".hashCode()), 4096);
            assertThat(of(large.search(new VectorQuery(vector, null, 1, -1, Filter.ALL))))
                    .extracting(Passage::id)
                    .containsExactly("a-0");
        }
    }

    @Test
    void readersAndWritersDoNotDisturbEachOther() throws Exception {
        var writes = new ArrayList<CompletableFuture<Void>>();
        var reads = Collections.synchronizedList(new ArrayList<CompletableFuture<List<Passage>>>());
        for (int i = 0; i < 300; i++) {
            var source = "s" + i % 60;
            writes.add(store.replace(state(source, "" + i, 5), document(source, 5, 2))
                    .toCompletableFuture());
            reads.add(
                    store.list(compare("source", Comparison.EQ, source), 0, 10).toCompletableFuture());
        }
        for (var write : writes) {
            of(write);
        }
        for (var read : reads) {
            // All of a document or nothing.
            assertThat(of(read))
                    .hasSizeBetween(0, 5)
                    .satisfies(found -> assertThat(found.size() % 5).isZero());
        }
        assertThat(of(store.count(Filter.ALL))).isEqualTo(300);
        assertThat(of(store.sources(0, 100))).hasSize(60);
    }

    @Test
    void theBestAreFoundAmongMany() throws Exception {
        try (var many = stores.store(directory.resolve("many"))) {
            of(many.open(new Fingerprint("many", 48)));
            var random = new Random(1);
            var vectors = new ArrayList<float[]>();
            var chunks = new ArrayList<StoredChunk>();
            for (int i = 0; i < 3_000; i++) {
                vectors.add(Stores.unit(random, 48));
                chunks.add(Stores.chunk("m", i, "", vectors.get(i), Map.of()));
            }
            for (int i = 0; i < 3_000; i += 500) {
                of(many.insert(chunks.subList(i, i + 500)));
            }
            int right = 0;
            for (int q = 0; q < 20; q++) {
                var question = Stores.unit(random, 48);
                var best = IntStream.range(0, 3_000)
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> -dot(question, vectors.get(i))))
                        .limit(10)
                        .map(i -> "m-" + i)
                        .toList();
                for (var passage : of(many.search(new VectorQuery(question, null, 10, -1, Filter.ALL)))) {
                    right += best.contains(passage.id()) ? 1 : 0;
                }
            }
            assertThat(right).isGreaterThanOrEqualTo(190);
        }
    }

    private static double dot(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
