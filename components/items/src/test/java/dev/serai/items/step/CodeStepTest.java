package dev.serai.items.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.items.ItemsError;
import dev.serai.items.ItemsOperation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Code of people and models. */
class CodeStepTest extends StepCase {

    @Test
    void codeRunsOnceOrForEach() throws Exception {
        gives("[{\"sum\":95}]", ItemsOperation.CODE, o -> o.setCode("""
                let sum = 0;
                for (const item of $input.all()) { // all of them
                  sum += item.json.age;
                }
                return [{ json: { sum } }];"""), PEOPLE);
        gives(
                "[{\"up\":\"ADA\",\"i\":0},{\"up\":\"CY\",\"i\":2}]",
                ItemsOperation.CODE,
                o -> {
                    o.setMode("each");
                    o.setCode(
                            "if ($json.age < 18) return null; return { up: $json.name.toUpperCase(), i: $itemIndex };");
                },
                PEOPLE);
        gives(
                "[{\"plain\":1}]",
                ItemsOperation.CODE,
                o -> o.setCode("return { plain: await Promise.resolve(1) }"),
                PEOPLE);
        gives(
                "[{\"n\":3}]",
                ItemsOperation.CODE,
                o -> o.setCode("return items.filter(i => i.json.age > 1).length === 3 ? [{json: {n: 3}}] : []"),
                PEOPLE);
        fails(ItemsError.BAD_RESULT, ItemsOperation.CODE, o -> o.setCode("return 5"), PEOPLE);
        fails(ItemsError.BAD_RESULT, ItemsOperation.CODE, o -> o.setCode("return [{json: 5}]"), PEOPLE);
        gives("[]", ItemsOperation.CODE, o -> o.setCode("const a = 1"), PEOPLE);
        assertThatThrownBy(
                        () -> run(ItemsOperation.CODE, o -> o.setCode("const a = 1;\nthrow new Error('boom')"), PEOPLE))
                .hasMessageContaining("ITEMS-110")
                .hasMessageContaining("boom");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "return { a: 1 }",
                "return await { a: 1 }",
                "return Promise.resolve({ a: 1 })",
                "const one = {}; Promise.resolve().then(() => { one.a = 1 }); return one",
                "return (async () => ({ a: 1 }))()",
                "return { then: (give) => give({ a: 1 }) }"
            })
    void codeMayGiveItsResultLater(String code) {
        var made = run(ItemsOperation.CODE, o -> o.setCode(code), PEOPLE).get(0);
        assertThat(made.json()).isEqualTo(List.of(Map.of("a", 1)));
    }

    @Test
    void codeSeesWhereItsItemsComeFrom() {
        var made = run(
                        ItemsOperation.CODE,
                        o -> o.setCode(
                                "return { all: $input.all().map((one) => one.pairedItem), one: $input.item.pairedItem }"),
                        PEOPLE)
                .get(0);
        assertThat(made.get(0).json().get("one")).isEqualTo(Map.of("item", 0));
        assertThat((List<?>) made.get(0).json().get("all")).first().isEqualTo(Map.of("item", 0));
    }

    @Test
    void pairedItemsOfCodeAreKept() {
        var made = run(
                        ItemsOperation.CODE,
                        o -> o.setCode(
                                "return [{ json: { a: 1 }, pairedItem: 2 }, { json: { a: 2 }, pairedItem: { item: 1 } }]"),
                        PEOPLE)
                .get(0);
        assertThat(made.get(0).links().get(0).item()).isEqualTo(2);
        assertThat(made.get(1).links().get(0).item()).isEqualTo(1);
    }
}
