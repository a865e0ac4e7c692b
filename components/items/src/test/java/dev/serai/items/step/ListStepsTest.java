package dev.serai.items.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.items.ItemsConfiguration;
import dev.serai.items.ItemsError;
import dev.serai.items.ItemsOperation;
import dev.serai.items.expression.Scope;
import dev.serai.items.model.Items;
import dev.serai.items.model.Link;
import dev.serai.items.model.Outputs;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Steps that work on the list as a whole. */
class ListStepsTest extends StepCase {

    @Test
    void sortIsStableAndIgnoresCase() throws Exception {
        gives(
                "[\"Ada\",\"bo\",\"Cy\"]"
                        .replace("\"Ada\"", "{\"n\":\"Ada\"}")
                        .replace("\"bo\"", "{\"n\":\"bo\"}")
                        .replace("\"Cy\"", "{\"n\":\"Cy\"}"),
                ItemsOperation.SORT,
                o -> o.setBy("n"),
                "[{\"n\":\"Cy\"},{\"n\":\"bo\"},{\"n\":\"Ada\"}]");
        gives(
                "[{\"a\":2,\"i\":1},{\"a\":2,\"i\":3},{\"a\":1,\"i\":0},{\"i\":2}]",
                ItemsOperation.SORT,
                o -> o.setBy("a desc, i"),
                "[{\"a\":1,\"i\":0},{\"a\":2,\"i\":1},{\"i\":2},{\"a\":2,\"i\":3}]");
        gives(
                "[{\"a\":1},{\"a\":2},{\"a\":3}]",
                ItemsOperation.SORT,
                o -> o.setCode("return a.json.a - b.json.a;"),
                "[{\"a\":3},{\"a\":1},{\"a\":2}]");
        assertThat(run(ItemsOperation.SORT, o -> o.setMode("random"), "[{\"a\":1},{\"a\":2}]")
                        .get(0))
                .hasSize(2);
        fails(ItemsError.NO_FIELD, ItemsOperation.SORT, o -> o.setBy("nope"), PEOPLE);
    }

    @Test
    void limitKeepsTheFirstOrTheLast() throws Exception {
        gives("[{\"a\":1}]", ItemsOperation.LIMIT, o -> {}, "[{\"a\":1},{\"a\":2},{\"a\":3}]");
        gives(
                "[{\"a\":2},{\"a\":3}]",
                ItemsOperation.LIMIT,
                o -> {
                    o.setMax(2);
                    o.setKeep("last");
                },
                "[{\"a\":1},{\"a\":2},{\"a\":3}]");
    }

    @Test
    void splitOutAndAggregateAreEachOthersReverse() throws Exception {
        gives(
                "[{\"a\":1},{\"a\":2}]",
                ItemsOperation.SPLIT_OUT,
                o -> o.setField("l"),
                "{\"l\":[{\"a\":1},{\"a\":2}],\"x\":1}");
        gives("[{\"l\":1},{\"l\":2}]", ItemsOperation.SPLIT_OUT, o -> o.setField("l"), "[{\"l\":[1,2]},{\"l\":[]},{}]");
        gives(
                "[{\"x\":1,\"v\":{\"a\":1}}]",
                ItemsOperation.SPLIT_OUT,
                o -> {
                    o.setField("d.l");
                    o.setInclude("selected");
                    o.setIncludeFields("x");
                    o.setInto("v");
                },
                "{\"d\":{\"l\":[{\"a\":1}]},\"x\":1,\"y\":2}");
        gives(
                "[{\"a\":1,\"b\":3},{\"a\":2}]",
                ItemsOperation.SPLIT_OUT,
                o -> o.setField("a, b"),
                "{\"a\":[1,2],\"b\":[3]}");
        gives("[{\"name\":[\"Ada\",\"bo\",\"Cy\"]}]", ItemsOperation.AGGREGATE, o -> o.setField("name"), PEOPLE);
        gives(
                "[{\"name\":[\"London\",\"Graz\",\"Graz\"],\"years\":[36,9,50]}]",
                ItemsOperation.AGGREGATE,
                o -> o.setField("city.name, age=years"),
                PEOPLE);
        gives(
                "[{\"l\":[1,2,3]}]",
                ItemsOperation.AGGREGATE,
                o -> {
                    o.setField("l");
                    o.setMergeLists(true);
                },
                "[{\"l\":[1,2]},{\"l\":null},{\"l\":[3]}]");
        gives(
                "[{\"l\":[1,null]}]",
                ItemsOperation.AGGREGATE,
                o -> {
                    o.setField("l");
                    o.setKeepMissing(true);
                },
                "[{\"l\":1},{}]");
        gives(
                "[{\"all\":[{\"a\":1},{\"a\":2}]}]",
                ItemsOperation.AGGREGATE,
                o -> {
                    o.setInto("all");
                    o.setInclude("except");
                    o.setIncludeFields("b");
                },
                "[{\"a\":1,\"b\":1},{\"a\":2}]");
    }

    @Test
    void summarizeIsAPivotTable() throws Exception {
        gives(
                "[{\"city_name\":\"London\",\"count_name\":1,\"sum_age\":36},{\"city_name\":\"Graz\",\"count_name\":2,\"sum_age\":59}]",
                ItemsOperation.SUMMARIZE,
                o -> {
                    o.setField("count(name), sum(age)");
                    o.setBy("city.name");
                },
                PEOPLE);
        gives(
                "[{\"average_v\":2.5,\"min_v\":1,\"max_v\":4,\"unique_count_v\":3,\"appended_v\":[1,4,4,1,2.5],\"concatenated_v\":\"1, 4, 4, 1, 2.5\"}]",
                ItemsOperation.SUMMARIZE,
                o -> o.setField("average(v), min(v), max(v), countUnique(v), append(v), concatenate(v)"),
                "[{\"v\":1},{\"v\":4},{\"v\":4},{\"v\":1},{\"v\":2.5},{}]");
        gives(
                "[{\"x\":{\"sum_v\":3},\"y\":{\"sum_v\":4}}]",
                ItemsOperation.SUMMARIZE,
                o -> {
                    o.setField("sum(v)");
                    o.setBy("g");
                    o.setSingle(true);
                },
                "[{\"g\":\"x\",\"v\":1},{\"g\":\"y\",\"v\":4},{\"g\":\"x\",\"v\":2}]");
        gives("[{\"sum_name\":0}]", ItemsOperation.SUMMARIZE, o -> o.setField("sum(name)"), PEOPLE);
        fails(ItemsError.BAD_OPTION, ItemsOperation.SUMMARIZE, o -> o.setField("median(age)"), PEOPLE);
        gives("[{\"sum_nope\":0}]", ItemsOperation.SUMMARIZE, o -> o.setField("sum(nope)"), PEOPLE);
    }

    @Test
    void duplicatesAreTheSameByContent() throws Exception {
        gives(
                "[{\"a\":1,\"b\":{\"x\":1,\"y\":2}},{\"a\":\"1\",\"b\":{\"x\":1,\"y\":2}}]",
                ItemsOperation.REMOVE_DUPLICATES,
                o -> {},
                "[{\"a\":1,\"b\":{\"x\":1,\"y\":2}},{\"b\":{\"y\":2,\"x\":1.0},\"a\":1},{\"a\":\"1\",\"b\":{\"x\":1,\"y\":2}}]");
        gives(
                "[{\"a\":1,\"b\":1}]",
                ItemsOperation.REMOVE_DUPLICATES,
                o -> o.setBy("a"),
                "[{\"a\":1,\"b\":1},{\"a\":1,\"b\":2}]");
        gives(
                "[{\"a\":1,\"b\":1}]",
                ItemsOperation.REMOVE_DUPLICATES,
                o -> {
                    o.setMode("except");
                    o.setBy("b");
                },
                "[{\"a\":1,\"b\":1},{\"a\":1,\"b\":2}]");
    }

    @Test
    void keysAreRenamed() throws Exception {
        gives(
                "[{\"c\":{\"x\":1},\"n\":2}]",
                ItemsOperation.RENAME_KEYS,
                o -> o.getRename().put("a.b", "n"),
                "{\"a\":{\"b\":2},\"c\":{\"x\":1}}".replace("\"a\":{\"b\":2},\"c\"", "\"a.b\":2,\"c\""));
        gives(
                "[{\"id\":{\"id\":1,\"l\":[{\"id\":2}]}}]",
                ItemsOperation.RENAME_KEYS,
                o -> {
                    o.setRegex("^user_(.*)$");
                    o.setReplacement("$1");
                },
                "{\"user_id\":{\"user_id\":1,\"user_l\":[{\"user_id\":2}]}}");
    }

    /** A batch costs what is in it, not what is in the whole list. */
    @Test
    @Timeout(60)
    void aLoopOverALongListComesToItsEnd() {
        var all = Items.ofJson(IntStream.range(0, 50_000)
                .mapToObj(i -> Map.<String, Object>of("n", i))
                .toList());
        var configuration = new ItemsConfiguration();
        configuration.setName("Loop");
        var loop = Steps.of(ItemsOperation.LOOP, configuration);
        var scope = Scope.of(all);
        Items given = all;
        Outputs outputs;
        int batches = 0;
        do {
            outputs = loop.run(new StepCall(List.of(given), scope, null));
            given = outputs.get(1);
            if (!given.isEmpty()) {
                assertThat(given.get(0).links()).containsExactly(Link.to(batches));
                batches++;
            }
        } while (!given.isEmpty());
        assertThat(batches).isEqualTo(50_000);
        assertThat(outputs.get(0)).hasSize(50_000);
    }
}
