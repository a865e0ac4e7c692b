package dev.serai.supabase.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTest {

    private static Map.Entry<String, String> one(Object value) {
        return FilterValues.of(Map.of("c", value), false).get(0);
    }

    @Test
    void wordsAreTakenAsTheyAre() {
        assertThat(FilterWords.parse("status=eq.open&or=(b.gt.2,c.is.null)&meta->>k=eq.a=b&authors.name=not.like.A*"))
                .containsExactly(
                        Map.entry("status", "eq.open"),
                        Map.entry("or", "(b.gt.2,c.is.null)"),
                        Map.entry("meta->>k", "eq.a=b"),
                        Map.entry("authors.name", "not.like.A*"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status",
                "=eq.1",
                "status=open",
                "a=eq.1&",
                "a=eq.R&B",
                "select=eq.1",
                "limit=eq.1",
                "apikey=eq.1",
                "or=a.eq.1",
                "or=()",
                "or=(a.eq.1",
                "or=(a.eq.1))(",
                "a=nope.1"
            })
    void whatIsNoConditionIsRefused(String words) {
        assertThatThrownBy(() -> FilterWords.parse(words)).hasMessageContaining("[SUPABASE-202]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=eq.1", "a.b=eq.1&c=is.null", "or=(a.eq.1,b.eq.2)", "meta->>a.b=eq.1"})
    void aConditionOnTheRowsNarrows(String words) {
        assertThat(FilterWords.narrows(FilterWords.parse(words))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "authors.name=eq.Ann", "authors.or=(a.eq.1,b.eq.2)", "authors.limit=1"})
    void aConditionOnAnEmbeddedTableDoesNot(String words) {
        assertThat(FilterWords.narrows(FilterWords.parse(words))).isFalse();
    }

    @Test
    void valuesAreComparedByTheirKind() {
        assertThat(one("open").getValue()).isEqualTo("eq.open");
        assertThat(one(List.of("a", 2, true)).getValue()).isEqualTo("in.(\"a\",2,true)");
        assertThat(one(List.of()).getValue()).isEqualTo("in.()");
        assertThat(one(Map.of("gte", 18)).getValue()).isEqualTo("gte.18");
        assertThat(one(Map.of("not.in", List.of("x"))).getValue()).isEqualTo("not.in.(\"x\")");
        assertThat(one(Map.of("cs", List.of("a", "b"))).getValue()).isEqualTo("cs.{\"a\",\"b\"}");
        assertThat(one(Map.of("cs", Map.of("k", 1))).getValue()).isEqualTo("cs.{\"k\":1}");
        assertThat(one(Map.of("wfts(english)", "fat cat")).getValue()).isEqualTo("wfts(english).fat cat");
        assertThat(FilterValues.of(Collections.singletonMap("c", null), false)
                        .get(0)
                        .getValue())
                .isEqualTo("is.null");
    }

    @Test
    void aStrangersValueStaysAValue() {
        assertThat(one("x&or=(id.gt.0)").getValue()).isEqualTo("eq.x&or=(id.gt.0)");
        assertThat(one(List.of("a\",\"b)", "c\\")).getValue()).isEqualTo("in.(\"a\\\",\\\"b)\",\"c\\\\\")");
        assertThat(one(Map.of("ov", List.of("}\",{"))).getValue()).isEqualTo("ov.{\"}\\\",{\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"or", "not.and", "authors.or", "select", "limit", "apikey", "a&b", "a=b", "x\ny", ""})
    void aColumnCannotBeAnythingElse(String column) {
        assertThatThrownBy(() -> FilterValues.of(Map.of(column, "1"), false)).hasMessageContaining("[SUPABASE-202]");
    }

    @Test
    void operatorsThatDoNotFitAreRefused() {
        for (var bad : List.of(
                Map.of("eq.1&x", "1"),
                Map.of("is", "1; drop"),
                Map.of("in", "a,b"),
                Map.of("eq", List.of(1)),
                Map.of("in", List.of(List.of(1))),
                Map.of())) {
            assertThatThrownBy(() -> one(bad)).hasMessageContaining("[SUPABASE-202]");
        }
    }

    @Test
    void aValueThatGotLostHitsNoOtherRows() {
        assertThatThrownBy(() -> FilterValues.of(Collections.singletonMap("id", null), true))
                .hasMessageContaining("is null");
        assertThat(FilterValues.of(Map.of("id", Map.of("is", "null")), true))
                .containsExactly(Map.entry("id", "is.null"));
    }
}
