package dev.serai.items.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.items.ItemsError;
import dev.serai.items.ItemsException;
import dev.serai.items.expression.Expression;
import dev.serai.items.expression.Scope;
import dev.serai.items.expression.Surroundings;
import dev.serai.support.json.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValuesTest {

    private static Object key(String json) throws Exception {
        return Values.key(Json.MAPPER.readValue(json, Object.class));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '|',
            value = {
                "['a, b'] ¦ ['a', 'b']",
                "{'a': 'x, b=sy'} ¦ {'a': 'x', 'b': 'y'}",
                "[1] ¦ ['1.0']",
                "['[a]'] ¦ [['a']]",
                "'[]' ¦ []",
                "1 ¦ '1'",
                "null ¦ 'null'",
                "true ¦ 'true'",
                "{} ¦ []",
                "{'a': null} ¦ {}",
                "'s1:a;' ¦ 'a'",
            })
    void whatDiffersHasAnotherKey(String one, String other) throws Exception {
        assertThat(key(one.replace('\'', '"'))).isNotEqualTo(key(other.replace('\'', '"')));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '|',
            value = {
                "{'a': 1, 'b': [2]} ¦ {'b': [2.0], 'a': 1.0}",
                "0 ¦ -0.0",
                "[] ¦ []",
            })
    void whatIsTheSameHasTheSameKey(String one, String other) throws Exception {
        assertThat(key(one.replace('\'', '"'))).isEqualTo(key(other.replace('\'', '"')));
    }

    @Test
    void aPlaceInAListIsNotAnyNumber() {
        assertThatThrownBy(() -> Fields.with(Map.of(), "a[999999]", true, 1))
                .isInstanceOfSatisfying(
                        ItemsException.class, e -> assertThat(e.error()).isEqualTo(ItemsError.TOO_LARGE));
    }

    @Test
    void whatIsLongIsShortenedInAMessage() {
        var scope = Scope.of(Items.NONE);
        assertThatThrownBy(() -> scope.ranNode("x".repeat(1_000_000)))
                .extracting(e -> e.getMessage().length())
                .matches(length -> (Integer) length < 1500);
    }

    /** Code may say anything of where an item comes from. */
    @ParameterizedTest
    @CsvSource({"-1,0", "0,-1", "5,0", "0,5", "-2147483648,2147483647"})
    void linksThatLeadNowhereAreNoWay(int item, int input) {
        var run = new ItemRun();
        var first = Items.of(Item.of(Map.of("a", 1)), Item.of(Map.of("a", 2)));
        run.record("First", List.of(), Outputs.single(first), Map.of());
        var second = Items.of(Item.empty().linked(List.of(new Link(item, input))));
        run.record("Second", List.of(first), Outputs.single(second), Map.of());
        var scope = new Scope(second, 0, run, Surroundings.NONE, null, new LinkedHashMap<>(), Instant.EPOCH);
        assertThatThrownBy(() -> Expression.of("$('First').item.json.a").evaluate(null, scope))
                .isInstanceOfSatisfying(
                        ItemsException.class, e -> assertThat(e.error()).isEqualTo(ItemsError.BROKEN_LINK));
    }
}
