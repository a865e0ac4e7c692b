package dev.serai.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.support.vector.Filter;
import dev.serai.support.vector.Filter.Comparison;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterReaderTest {

    private static Filter compare(String name, Comparison comparison, Object value) {
        return new Filter.Compare(name, comparison, value);
    }

    @Test
    void aPlainValueMeansEqual() {
        assertThat(FilterReader.read("{\"kind\": \"a\"}")).isEqualTo(compare("kind", Comparison.EQ, "a"));
        assertThat(FilterReader.read("{}")).isEqualTo(Filter.ALL);
    }

    @Test
    void operatorsOfOneNameMustAllHold() {
        assertThat(FilterReader.read("{\"year\": {\"$gte\": 2020, \"$lt\": 2021.5}}"))
                .isEqualTo(new Filter.And(
                        List.of(compare("year", Comparison.GTE, 2020L), compare("year", Comparison.LT, 2021.5))));
    }

    @Test
    void filtersAreCombined() {
        assertThat(
                        FilterReader.read(
                                "{\"ok\": true, \"$or\": [{\"a\": {\"$in\": [1, \"x\"]}}, {\"$not\": {\"b\": {\"$exists\": false}}}]}"))
                .isEqualTo(new Filter.And(List.of(
                        compare("ok", Comparison.EQ, true),
                        new Filter.Or(List.of(
                                new Filter.In("a", List.of(1L, "x")),
                                new Filter.Not(new Filter.Exists("b", false)))))));
        assertThat(FilterReader.read("{\"a\": {\"$not\": {\"$prefix\": \"x\"}, \"$nin\": [2]}}"))
                .isEqualTo(new Filter.And(List.of(
                        new Filter.Not(compare("a", Comparison.PREFIX, "x")),
                        new Filter.Not(new Filter.In("a", List.of(2L))))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"a": {"$regex": "x"}}   | '$regex' of 'a' is not known
                    {"$where": "1"}          | '$where' is not known
                    {"$or": []}              | wants a list of filters
                    {"$and": {"a": 1}}       | wants a list of filters
                    {"a": null}              | compares 'a' with null
                    {"a": [1]}               | compares 'a' with [1]
                    {"a": {}}                | no operator for 'a'
                    {"a": {"$in": 1}}        | wants a list
                    {"a": {"$exists": 1}}    | wants true or false
                    {"a": {"$prefix": 1}}    | wants a text
                    [1]                      | where an object is expected
                    {"a": 1                  | the filter is no JSON
                    {"a": 1} drop            | the filter is no JSON
                    """)
    void whatIsNoFilterIsNamed(String json, String expected) {
        assertThatThrownBy(() -> FilterReader.read(json))
                .isInstanceOf(VectorException.class)
                .hasMessageContaining("VECTOR-003")
                .hasMessageContaining(expected);
    }

    @Test
    void aFilterHasAnEnd() {
        var deep = "{\"$not\":".repeat(100) + "{}" + "}".repeat(100);
        assertThatThrownBy(() -> FilterReader.read(deep)).hasMessageContaining("nested deeper than 20");
        var wide = "{\"a\": {\"$in\": [" + "1,".repeat(600) + "1]}}";
        assertThatThrownBy(() -> FilterReader.read(wide)).hasMessageContaining("more than 500 parts");
        var nested = "{\"a\": " + "{\"$not\":".repeat(100) + "{}" + "}".repeat(101);
        assertThatThrownBy(() -> FilterReader.read(nested)).hasMessageContaining("nested deeper than 20");
    }
}
