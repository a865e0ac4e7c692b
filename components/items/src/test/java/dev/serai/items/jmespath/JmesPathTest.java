package dev.serai.items.jmespath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.items.ItemsException;
import dev.serai.support.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JmesPathTest {

    private static final String DATA = """
            {"a": {"b": {"c": [1, 2, 3, 4]}}, "l": [{"n": "x", "v": 3, "t": ["p", "q"]}, {"n": "y", "v": 1}, {"n": "z", "v": 2, "t": ["r"]}],
             "m": [[1, 2], [3, [4]]], "o": {"k1": {"v": 1}, "k2": {"v": 2}}, "with space": 5, "e": [], "zero": 0}""";

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '~',
            value = {
                "a.b.c[0] ¦ 1",
                "a.b.c[-1] ¦ 4",
                "a.b.c[9] ¦ null",
                "a.b.c[1:3] ¦ [2,3]",
                "a.b.c[::-1] ¦ [4,3,2,1]",
                "a.b.c[::2] ¦ [1,3]",
                "a.x.c ¦ null",
                "\"with space\" ¦ 5",
                "l[*].n ¦ [\"x\",\"y\",\"z\"]",
                "l[*].t ¦ [[\"p\",\"q\"],[\"r\"]]",
                "l[*].t[] ¦ [\"p\",\"q\",\"r\"]",
                "l[*].t[0] ¦ [\"p\",\"r\"]",
                "l[].t[] | [1] ¦ \"q\"",
                "m[] ¦ [1,2,3,[4]]",
                "m[][] ¦ [1,2,3,4]",
                "o.*.v ¦ [1,2]",
                "l[?v > `1`].n ¦ [\"x\",\"z\"]",
                "l[?v > `1` && n != 'z'].n ¦ [\"x\"]",
                "l[?n == 'x' || n == 'y'] | length(@) ¦ 2",
                "l[?!t].n ¦ [\"y\"]",
                "l[0].{name: n, first: t[0]} ¦ {\"name\":\"x\",\"first\":\"p\"}",
                "l[*].[n, v] ¦ [[\"x\",3],[\"y\",1],[\"z\",2]]",
                "sort_by(l, &v)[*].n ¦ [\"y\",\"z\",\"x\"]",
                "max_by(l, &v).n ¦ \"x\"",
                "sum(l[*].v) ¦ 6",
                "avg(a.b.c) ¦ 2.5",
                "join(', ', l[*].n) ¦ \"x, y, z\"",
                "keys(o) ¦ [\"k1\",\"k2\"]",
                "contains(l[0].t, 'q') ¦ true",
                "starts_with(l[0].n, 'x') ¦ true",
                "not_null(nope, zero) ¦ 0",
                "type(l) ¦ \"array\"",
                "to_number('12') ¦ 12",
                "to_string(a.b.c) ¦ \"[1,2,3,4]\"",
                "map(&v, l) ¦ [3,1,2]",
                "reverse(a.b.c) ¦ [4,3,2,1]",
                "e || 'none' ¦ \"none\"",
                "zero || 'none' ¦ 0",
                "`{\"x\": [1]}`.x ¦ [1]",
                "(a.b.c | [0]) ¦ 1",
                "merge(o, `{\"k3\": 1}`) | length(@) ¦ 3",
            })
    void queriesFind(String query, String expected) throws Exception {
        var found = JmesPath.of(query).search(Json.MAPPER.readValue(DATA, Object.class));
        assertThat(Json.read(Json.text(found))).isEqualTo(Json.read(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a.",
                "a[",
                "a[?",
                "foo(",
                "1",
                "a..b",
                "nope(a)",
                "a[1:2:3:4]",
                "a[::0]",
                "a b",
                "{a: b",
                "sum('x')",
                "#"
            })
    void whatIsNoQueryFails(String query) {
        assertThatThrownBy(() -> JmesPath.of(query).search(Json.MAPPER.readValue(DATA, Object.class)))
                .isInstanceOf(ItemsException.class)
                .hasMessageContaining("jmespath");
    }

    @Test
    void nestingIsBounded() {
        assertThatThrownBy(() -> JmesPath.of("(".repeat(5000))).hasMessageContaining("too deep");
    }
}
