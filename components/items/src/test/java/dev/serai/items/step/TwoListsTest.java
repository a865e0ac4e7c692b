package dev.serai.items.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.items.ItemsError;
import dev.serai.items.ItemsOperation;
import org.junit.jupiter.api.Test;

/** Steps that take two lists. */
class TwoListsTest extends StepCase {

    @Test
    void mergeHasAllItsModes() throws Exception {
        var a = "[{\"id\":1,\"v\":\"a\"},{\"id\":2,\"v\":\"b\"}]";
        var b = "[{\"id\":2,\"v\":\"B\",\"w\":9},{\"id\":3,\"v\":\"C\"},{\"id\":2,\"v\":\"D\"}]";
        assertThat(run(ItemsOperation.MERGE, o -> {}, a, b).get(0)).hasSize(5);
        gives(
                "[{\"id\":2,\"v\":\"B\",\"w\":9},{\"id\":3,\"v\":\"C\"}]",
                ItemsOperation.MERGE,
                o -> o.setMode("position"),
                a,
                b);
        gives(
                "[{\"id\":1,\"v\":\"a\",\"w\":9},{\"id\":2,\"v\":\"b\"},{\"id\":2,\"v\":\"D\"}]",
                ItemsOperation.MERGE,
                o -> {
                    o.setMode("position");
                    o.setPrefer("first");
                    o.setUnpaired(true);
                },
                a,
                b);
        assertThat(run(ItemsOperation.MERGE, o -> o.setMode("combinations"), a, b)
                        .get(0))
                .hasSize(6);
        gives(
                "[{\"id\":2,\"v\":\"B\",\"w\":9},{\"id\":2,\"v\":\"D\"}]",
                ItemsOperation.MERGE,
                o -> o.setOn("id"),
                a,
                b);
        gives(
                "[{\"id_1\":2,\"v_1\":\"b\",\"id_2\":2,\"v_2\":\"B\",\"w_2\":9}]",
                ItemsOperation.MERGE,
                o -> {
                    o.setOn("id");
                    o.setFirstMatch(true);
                    o.setPrefer("both");
                },
                a,
                b);
        gives(
                "[{\"id\":1,\"v\":\"a\",\"_source\":\"input1\"},{\"id\":3,\"v\":\"C\",\"_source\":\"input2\"},{\"id\":2,\"v\":\"D\",\"_source\":\"input2\"}]",
                ItemsOperation.MERGE,
                o -> {
                    o.setOn("id");
                    o.setJoin("anti");
                    o.setFirstMatch(true);
                },
                a,
                b);
        gives(
                "[{\"id\":2,\"v\":\"B\",\"w\":9},{\"id\":2,\"v\":\"D\"},{\"id\":1,\"v\":\"a\"},{\"id\":3,\"v\":\"C\"}]",
                ItemsOperation.MERGE,
                o -> {
                    o.setOn("id=id");
                    o.setJoin("outer");
                },
                a,
                b);
        gives(
                b,
                ItemsOperation.MERGE,
                o -> {
                    o.setMode("choose");
                    o.setChoose(2);
                },
                a,
                b);
        gives(
                "[{\"o\":{\"x\":1,\"y\":2}}]",
                ItemsOperation.MERGE,
                o -> {
                    o.setMode("position");
                    o.setDeep(true);
                },
                "{\"o\":{\"x\":1}}",
                "{\"o\":{\"y\":2}}");
        var links = run(ItemsOperation.MERGE, o -> o.setMode("position"), a, b)
                .get(0)
                .get(1)
                .links();
        assertThat(links).extracting(link -> link.input() + ":" + link.item()).containsExactly("0:1", "1:1");
    }

    @Test
    void pairsHaveAnEnd() {
        var same = "[" + "{\"id\":1},".repeat(1500) + "{\"id\":1}]";
        fails(ItemsError.TOO_LARGE, ItemsOperation.MERGE, o -> o.setOn("id"), same, same);
        fails(ItemsError.TOO_LARGE, ItemsOperation.COMPARE, o -> o.setOn("id"), same, same);
    }

    @Test
    void compareTellsFourKinds() throws Exception {
        gives(
                "[[{\"id\":1}],[{\"id\":2,\"v\":1}],[{\"keys\":{\"id\":3},\"same\":{\"id\":3,\"s\":1},\"different\":{\"v\":{\"inputA\":1,\"inputB\":2}}}],[{\"id\":4}]]",
                ItemsOperation.COMPARE,
                o -> {
                    o.setOn("id");
                    o.setPrefer("both");
                },
                "[{\"id\":1},{\"id\":2,\"v\":1},{\"id\":3,\"v\":1,\"s\":1}]",
                "[{\"id\":2,\"v\":1},{\"id\":3,\"v\":2,\"s\":1},{\"id\":4}]");
    }
}
