package dev.serai.searxng.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.support.json.Json;
import org.junit.jupiter.api.Test;

class MergingTest {

    private static SearchResults page(String json) throws Exception {
        return AnswerReader.read(Json.read(json));
    }

    @Test
    void enginesAndPositionsOfTheSamePageComeTogether() throws Exception {
        var merging = new Merging();
        assertThat(merging.add(page("""
                {"query":"q","suggestions":["s"],"unresponsive_engines":[["x","timeout"]],"results":[
                 {"url":"http://e.org/a","title":"A","content":"short","engines":["one"],"positions":[1],"score":1}]}"""))).isEqualTo(1);
        assertThat(merging.add(page("""
                {"query":"q","suggestions":["s"],"unresponsive_engines":[["x","again"]],"results":[
                 {"url":"https://E.org/a/?utm_source=z","title":"B","content":"much longer","engines":["one","two"],
                  "positions":[4],"score":3,"publishedDate":"2026-01-01"}]}"""))).isZero();
        var whole = merging.whole(null);
        assertThat(whole.results()).singleElement().satisfies(result -> {
            assertThat(result.url()).isEqualTo("http://e.org/a");
            assertThat(result.title()).isEqualTo("A");
            assertThat(result.content()).isEqualTo("much longer");
            assertThat(result.engines()).containsExactly("one", "two");
            assertThat(result.positions()).containsExactly(1, 4);
            assertThat(result.score()).isEqualTo(3);
            assertThat(result.published()).isEqualTo("2026-01-01");
        });
        assertThat(whole.suggestions()).containsExactly("s");
        assertThat(whole.unresponsiveEngines()).containsExactly(new UnresponsiveEngine("x", "timeout"));
    }

    @Test
    void rowsWithoutAnAddressAreToldApartByWhatTheySay() throws Exception {
        var merging = new Merging();
        assertThat(merging.add(page("""
                {"results":[{"url":null,"kvmap":{"a":1}},{"url":null,"kvmap":{"a":2}},{"url":null,"kvmap":{"a":1}}]}"""))).isEqualTo(2);
    }

    @Test
    void fieldsOfAnotherKindThanExpectedAreNoFailure() throws Exception {
        var found = page("""
                {"query":7,"answers":["text",null,5,{}],"infoboxes":["x"],"suggestions":null,"corrections":[{"title":"c"}],
                 "unresponsive_engines":["x",[],["y"],null],
                 "results":[null,7,{"url":{"a":1},"title":["x"],"score":"high","engines":"x","positions":["a",2]}]}""");
        assertThat(found.results()).singleElement().satisfies(result -> {
            assertThat(result.url()).isNull();
            assertThat(result.positions()).containsExactly(2);
            assertThat(result.score()).isZero();
        });
        assertThat(found.answers()).extracting(Answer::text).contains("text");
        assertThat(found.corrections()).containsExactly("c");
        assertThat(found.unresponsiveEngines())
                .extracting(UnresponsiveEngine::engine)
                .startsWith("x", "y");
    }
}
