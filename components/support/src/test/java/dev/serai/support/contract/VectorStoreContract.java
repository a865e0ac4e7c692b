package dev.serai.support.contract;

import static dev.serai.support.contract.Stages.done;
import static dev.serai.support.contract.Stages.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.support.error.SeraiException;
import dev.serai.support.text.Passage;
import dev.serai.support.vector.Filter;
import dev.serai.support.vector.Filter.Comparison;
import dev.serai.support.vector.Fingerprint;
import dev.serai.support.vector.SourceState;
import dev.serai.support.vector.StoredChunk;
import dev.serai.support.vector.VectorQuery;
import dev.serai.support.vector.VectorStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** What every store of vectors does. A module that has one extends it in its tests. */
public abstract class VectorStoreContract {

    private static final Fingerprint FINGERPRINT = new Fingerprint("test", 3);
    private static final float[] X = {1, 0, 0};
    private static final float[] Y = {0, 1, 0};
    private static final float[] NEAR_X = {0.8f, 0.6f, 0};

    private VectorStore store;

    /** A store of a collection of that name, not opened. */
    protected abstract VectorStore create(String collection);

    @BeforeEach
    void open(TestInfo test) {
        store = create(test.getTestMethod().orElseThrow().getName());
        done(store.open(FINGERPRINT));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static StoredChunk chunk(String id, String source, int position, String text, float[] vector) {
        return chunk(id, source, position, text, vector, Map.of());
    }

    private static StoredChunk chunk(
            String id, String source, int position, String text, float[] vector, Map<String, Object> metadata) {
        return new StoredChunk(id, source, position, text, vector, metadata);
    }

    private static SourceState state(String source, String checksum, int chunks) {
        return new SourceState(
                source, checksum, chunks, Instant.parse("2026-01-02T03:04:05Z"), Map.of("title", "T", "pages", 3));
    }

    private List<String> ids(CompletionStage<List<Passage>> found) {
        return done(found).stream().map(Passage::id).toList();
    }

    private List<String> ids(Filter filter) {
        assertThat(done(store.count(filter)))
                .isEqualTo((long) done(store.list(filter, 0, 100)).size());
        return ids(store.list(filter, 0, 100)).stream().sorted().toList();
    }

    private static VectorQuery meaning(float[] vector, int topK, double minScore) {
        return new VectorQuery(vector, null, topK, minScore, Filter.ALL);
    }

    private static Filter.Compare compare(String name, Comparison comparison, Object value) {
        return new Filter.Compare(name, comparison, value);
    }

    @Test
    void theNearestComeFirstWithTheirSimilarity() {
        done(store.insert(List.of(
                chunk("y", "s", 0, "why", Y), chunk("near", "s", 1, "near", NEAR_X), chunk("x", "s", 2, "ex", X))));
        var found = done(store.search(meaning(X, 2, -1)));
        assertThat(found).extracting(Passage::id).containsExactly("x", "near");
        assertThat(found.get(0).score()).isCloseTo(1, within(1e-6));
        assertThat(found.get(1).score()).isCloseTo(0.8, within(1e-6));
        assertThat(found.get(1).text()).isEqualTo("near");
        assertThat(found.get(1).source()).isEqualTo("s");
        assertThat(ids(store.search(meaning(X, 10, 0.9)))).containsExactly("x");
    }

    private static org.assertj.core.data.Offset<Double> within(double offset) {
        return org.assertj.core.data.Offset.offset(offset);
    }

    @Test
    void anotherEmbedderIsAnError(TestInfo test) {
        var name = test.getTestMethod().orElseThrow().getName();
        for (var other : List.of(new Fingerprint("other", 3), new Fingerprint("test", 4))) {
            try (var second = create(name)) {
                failure(second.open(other), SeraiException.class);
            }
        }
        try (var second = create(name)) {
            done(second.open(FINGERPRINT));
        }
    }

    @Test
    void aVectorOfAnotherLengthIsAnError() {
        assertThatThrownBy(() -> done(store.insert(List.of(chunk("a", "s", 0, "t", new float[] {1, 0})))))
                .hasMessageContaining("2 numbers");
        assertThatThrownBy(() -> done(store.insert(List.of(chunk("a", "s", 0, "t", new float[] {1, 0, Float.NaN})))))
                .hasMessageContaining("NaN");
        assertThat(done(store.count(Filter.ALL))).isZero();
    }

    @Test
    void aChunkTakesThePlaceOfOneWithItsId() {
        done(store.insert(List.of(chunk("a", "s", 0, "old", X))));
        done(store.insert(List.of(chunk("a", "s", 0, "new", Y))));
        assertThat(done(store.list(Filter.ALL, 0, 10)))
                .extracting(Passage::text)
                .containsExactly("new");
        assertThat(ids(store.search(meaning(X, 10, 0.5)))).isEmpty();
    }

    @Test
    void aSourceIsReplacedAsAWhole() {
        done(store.replace(
                state("doc", "1", 2), List.of(chunk("d0", "doc", 0, "a", X), chunk("d1", "doc", 1, "b", Y))));
        done(store.replace(state("other", "1", 1), List.of(chunk("o0", "other", 0, "c", X))));
        done(store.replace(state("doc", "2", 1), List.of(chunk("d9", "doc", 0, "z", Y))));
        assertThat(ids(Filter.ALL)).containsExactly("d9", "o0");
        assertThat(done(store.source("doc"))).contains(state("doc", "2", 1));
        assertThat(done(store.source("none"))).isEmpty();
    }

    @Test
    void aReplacementThatFailsChangesNothing() {
        done(store.replace(state("doc", "1", 1), List.of(chunk("d0", "doc", 0, "a", X))));
        assertThatThrownBy(() -> done(store.replace(
                        state("doc", "2", 2),
                        List.of(chunk("d1", "doc", 0, "b", X), chunk("d2", "doc", 1, "c", new float[] {1})))))
                .isNotNull();
        assertThat(ids(Filter.ALL)).containsExactly("d0");
        assertThat(done(store.source("doc")).orElseThrow().checksum()).isEqualTo("1");
    }

    @Test
    void parallelReplacementsOfASourceLeaveOneOfThem() {
        var stages = new ArrayList<CompletionStage<Void>>();
        for (int i = 0; i < 20; i++) {
            var version = "v" + i;
            stages.add(store.replace(
                    state("doc", version, 3),
                    IntStream.range(0, 3)
                            .mapToObj(n -> chunk(version + "-" + n, "doc", n, version, X))
                            .toList()));
        }
        stages.forEach(Stages::done);
        var last = done(store.source("doc")).orElseThrow().checksum();
        assertThat(ids(Filter.ALL)).containsExactly(last + "-0", last + "-1", last + "-2");
    }

    @Test
    void deletingForgetsSourcesThatHaveNoneLeft() {
        done(store.replace(state("a", "1", 1), List.of(chunk("a0", "a", 0, "a", X))));
        done(store.replace(state("b", "1", 2), List.of(chunk("b0", "b", 0, "b", X), chunk("b1", "b", 1, "b", X))));
        assertThat(done(store.delete(new Filter.In("id", List.of("a0", "b0"))))).isEqualTo(2);
        assertThat(done(store.sources(0, 10))).extracting(SourceState::source).containsExactly("b");
        assertThat(done(store.delete(Filter.ALL))).isEqualTo(1);
        assertThat(done(store.sources(0, 10))).isEmpty();
    }

    @Test
    void sourcesAndChunksComeInOrderAndInParts() {
        for (var source : List.of("b", "a", "C")) {
            done(store.replace(
                    state(source, "1", 12),
                    IntStream.range(0, 12)
                            .mapToObj(i -> chunk(source + i, source, i, source + i, X))
                            .toList()));
        }
        assertThat(done(store.sources(0, 10))).extracting(SourceState::source).containsExactly("C", "a", "b");
        assertThat(done(store.sources(1, 1))).extracting(SourceState::source).containsExactly("a");
        assertThat(ids(store.list(compare("source", Comparison.EQ, "a"), 0, 100)))
                .isEqualTo(IntStream.range(0, 12).mapToObj(i -> "a" + i).toList());
        assertThat(ids(store.list(Filter.ALL, 11, 2))).containsExactly("C11", "a0");
    }

    @Test
    void metadataComeBack() {
        var metadata = new LinkedHashMap<String, Object>();
        metadata.put("text", "\u00e4 \uD83D\uDE00 \"quoted\" ? {schema}");
        metadata.put("number", 5);
        metadata.put("fraction", 2.5);
        metadata.put("flag", true);
        metadata.put("list", List.of("a", Map.of("b", 1)));
        metadata.put("null", null);
        done(store.insert(List.of(chunk("a", "s", 0, "t", X, metadata))));
        assertThat(done(store.list(Filter.ALL, 0, 1)).get(0).metadata()).isEqualTo(metadata);
        assertThat(done(store.search(meaning(X, 1, -1))).get(0).metadata()).isEqualTo(metadata);
    }

    @Test
    void whatNoDatabaseCanKeepDoesNotBreakIt() {
        done(store.insert(List.of(chunk(
                "a",
                "s",
                0,
                "nul \u0000 half \uD83D end",
                X,
                Map.of("n\u0000", "v\u0000", "long", "x".repeat(3000))))));
        assertThat(done(store.list(Filter.ALL, 0, 1)).get(0).text())
                .startsWith("nul ")
                .endsWith(" end");
        assertThat(done(store.search(new VectorQuery(null, "half \u0000", 5, 0, Filter.ALL))))
                .hasSize(1);
    }

    private void shelf() {
        done(store.insert(List.of(
                chunk("a", "shelf/1", 0, "a", X, Map.of("year", 2019, "kind", "report", "done", true)),
                chunk("b", "shelf/2", 0, "b", X, Map.of("year", 2020.5, "kind", "letter", "tags", List.of("x", "y"))),
                chunk(
                        "c",
                        "desk",
                        0,
                        "c",
                        X,
                        Map.of("year", "2021", "kind", "Report", "place", Map.of("city", "Lima"))),
                chunk("d", "desk", 1, "d", X))));
    }

    @Test
    void filtersCompareWithinOneKind() {
        shelf();
        assertThat(ids(compare("kind", Comparison.EQ, "report"))).containsExactly("a");
        assertThat(ids(compare("kind", Comparison.NE, "report"))).containsExactly("b", "c");
        assertThat(ids(compare("year", Comparison.EQ, 2019L))).containsExactly("a");
        assertThat(ids(compare("year", Comparison.EQ, "2021"))).containsExactly("c");
        assertThat(ids(compare("year", Comparison.EQ, 2021))).isEmpty();
        assertThat(ids(compare("done", Comparison.EQ, true))).containsExactly("a");
        assertThat(ids(compare("done", Comparison.EQ, "true"))).isEmpty();
        assertThat(ids(compare("year", Comparison.GT, 2019))).containsExactly("b");
        assertThat(ids(compare("year", Comparison.GTE, 2019))).containsExactly("a", "b");
        assertThat(ids(compare("year", Comparison.LT, 2020.5))).containsExactly("a");
        assertThat(ids(compare("year", Comparison.LTE, 2020.5))).containsExactly("a", "b");
        assertThat(ids(compare("kind", Comparison.GTE, "letter"))).containsExactly("a", "b");
        assertThat(ids(compare("kind", Comparison.LT, "letter"))).containsExactly("c");
        assertThat(ids(compare("kind", Comparison.PREFIX, "rep"))).containsExactly("a");
        assertThat(ids(compare("kind", Comparison.PREFIX, "%"))).isEmpty();
    }

    @Test
    void filtersSeeListsAndWhatIsNested() {
        shelf();
        assertThat(ids(compare("tags", Comparison.EQ, "y"))).containsExactly("b");
        assertThat(ids(compare("tags", Comparison.NE, "y"))).isEmpty();
        assertThat(ids(compare("tags", Comparison.GT, "x"))).containsExactly("b");
        assertThat(ids(compare("place.city", Comparison.EQ, "Lima"))).containsExactly("c");
        assertThat(ids(new Filter.In("tags", List.of("z", "x")))).containsExactly("b");
        assertThat(ids(new Filter.Exists("tags", true))).containsExactly("b");
        assertThat(ids(new Filter.Exists("tags", false))).containsExactly("a", "c", "d");
    }

    @Test
    void filtersKnowSourceAndId() {
        shelf();
        assertThat(ids(compare("source", Comparison.PREFIX, "shelf/"))).containsExactly("a", "b");
        assertThat(ids(compare("source", Comparison.EQ, "desk"))).containsExactly("c", "d");
        assertThat(ids(compare("source", Comparison.NE, "desk"))).containsExactly("a", "b");
        assertThat(ids(compare("id", Comparison.GT, "b"))).containsExactly("c", "d");
        assertThat(ids(new Filter.In("id", List.of("a", "d", "z")))).containsExactly("a", "d");
        assertThat(ids(new Filter.Exists("source", true))).hasSize(4);
    }

    @Test
    void filtersAreCombined() {
        shelf();
        var report = compare("kind", Comparison.EQ, "report");
        var desk = compare("source", Comparison.EQ, "desk");
        assertThat(ids(new Filter.Or(List.of(report, desk)))).containsExactly("a", "c", "d");
        assertThat(ids(new Filter.And(List.of(new Filter.Not(report), desk)))).containsExactly("c", "d");
        assertThat(ids(new Filter.Not(new Filter.Or(List.of(report, desk))))).containsExactly("b");
        assertThat(ids(new Filter.And(List.of()))).hasSize(4);
        assertThat(ids(new Filter.Or(List.of()))).isEmpty();
        assertThat(ids(new Filter.In("kind", List.of()))).isEmpty();
        assertThat(ids(store.search(new VectorQuery(X, null, 10, -1, report)))).containsExactly("a");
    }

    @Test
    void namesAndValuesAreNeverStatements() {
        shelf();
        var hostile = "x') OR 1=1; DROP TABLE documents; DROP TABLE serai_vector_collection; --";
        for (var comparison : Comparison.values()) {
            assertThat(ids(compare(hostile, comparison, hostile))).isEmpty();
        }
        assertThat(ids(compare("kind", Comparison.EQ, hostile))).isEmpty();
        assertThat(ids(new Filter.In(hostile, List.of(hostile, 1, true)))).isEmpty();
        assertThat(ids(new Filter.Exists("a ? b ?", true))).isEmpty();
        assertThat(done(store.search(new VectorQuery(null, hostile + " ' & | ! :* <->", 5, 0, Filter.ALL))))
                .isEmpty();
        assertThat(ids(Filter.ALL)).hasSize(4);
    }

    @Test
    void anyOfTheWordsWillDo() {
        done(store.insert(List.of(
                chunk("a", "s", 0, "The cat sat on the mat", X),
                chunk("b", "s", 1, "A cat and a cat", Y),
                chunk("c", "s", 2, "Dogs bark", Y))));
        assertThat(ids(store.search(new VectorQuery(null, "where is my CAT?", 5, 0, Filter.ALL))))
                .containsExactlyInAnyOrder("a", "b");
        assertThat(ids(store.search(new VectorQuery(null, "mat cat", 5, 0, Filter.ALL))))
                .startsWith("a");
        assertThat(ids(store.search(new VectorQuery(null, "?!", 5, 0, Filter.ALL))))
                .isEmpty();
    }

    @Test
    void wordsAndMeaningAreMerged() {
        done(store.insert(List.of(
                chunk("both", "s", 0, "pump E1234", NEAR_X),
                chunk("meaning", "s", 1, "the pump fails", X),
                chunk("words", "s", 2, "a long story about a lunch in which E1234 has its place", Y),
                chunk("neither", "s", 3, "lunch", Y))));
        var found = done(store.search(new VectorQuery(X, "E1234", 3, -1, Filter.ALL)));
        assertThat(found).extracting(Passage::id).startsWith("both").contains("meaning", "words");
        assertThat(found.get(0).score()).isBetween(0.03, 2 / 61.0);
        assertThat(ids(store.search(new VectorQuery(X, "E1234", 5, 0.5, Filter.ALL))))
                .containsExactlyInAnyOrder("both", "meaning");
    }
}
