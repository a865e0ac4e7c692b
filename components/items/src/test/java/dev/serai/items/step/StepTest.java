package dev.serai.items.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.items.ItemsConfiguration;
import dev.serai.items.ItemsError;
import dev.serai.items.ItemsException;
import dev.serai.items.ItemsOperation;
import dev.serai.items.expression.Scope;
import dev.serai.items.model.ItemJson;
import dev.serai.items.model.Items;
import dev.serai.items.model.Link;
import dev.serai.items.model.Outputs;
import dev.serai.items.script.Sandbox;
import dev.serai.items.script.ScriptLimits;
import dev.serai.support.json.Json;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each step with n8n's semantics, without Camel around it. */
class StepTest {

    private static final String PEOPLE = """
            [{"name": "Ada", "age": 36, "city": {"name": "London"}}, {"name": "bo", "age": 9, "city": {"name": "Graz"}},
             {"name": "Cy", "age": 50, "city": {"name": "Graz"}}]""";

    private static Sandbox sandbox;

    @BeforeAll
    static void open() {
        sandbox = new Sandbox(ScriptLimits.DEFAULT);
    }

    @AfterAll
    static void close() {
        sandbox.close();
    }

    private static Outputs run(ItemsOperation operation, Consumer<ItemsConfiguration> options, String... inputs) {
        var configuration = new ItemsConfiguration();
        configuration.setTimeZone("Europe/Vienna");
        options.accept(configuration);
        var lists = Stream.of(inputs).map(ItemJson::items).toList();
        try (var session = sandbox.open()) {
            var step = Steps.of(operation, configuration);
            return step.run(new StepCall(lists, Scope.of(lists.get(0)), session));
        }
    }

    private static void gives(
            String expected, ItemsOperation operation, Consumer<ItemsConfiguration> options, String... inputs)
            throws Exception {
        var outputs = run(operation, options, inputs);
        Object json = outputs.size() == 1
                ? outputs.get(0).json()
                : outputs.stream().map(Items::json).toList();
        assertThat(normal(Json.tree(json))).isEqualTo(normal(Json.read(expected)));
    }

    /** Numbers as they are in text, whatever their Java type. */
    private static JsonNode normal(JsonNode node) throws Exception {
        return Json.read(node.toString());
    }

    private static void fails(
            ItemsError error, ItemsOperation operation, Consumer<ItemsConfiguration> options, String... inputs) {
        assertThatThrownBy(() -> run(operation, options, inputs))
                .isInstanceOfSatisfying(
                        ItemsException.class,
                        e -> assertThat(e.error()).as(e.getMessage()).isEqualTo(error));
    }

    @Test
    void setKeepsOnlyWhatIsSetUnlessToldOtherwise() throws Exception {
        gives(
                "[{\"a\":\"Ada!\",\"b\":{\"c\":37}},{\"a\":\"bo!\",\"b\":{\"c\":10}},{\"a\":\"Cy!\",\"b\":{\"c\":51}}]",
                ItemsOperation.SET,
                o -> {
                    o.getFields().put("a", "={{ $json.name }}!");
                    o.getFields().put("b.c", "={{ $json.age + 1 }}");
                },
                PEOPLE);
        gives(
                "[{\"x\":1,\"y\":{\"z\":2,\"w\":3}}]",
                ItemsOperation.SET,
                o -> {
                    o.setInclude("all");
                    o.getFields().put("y.w", "3");
                    o.getTypes().put("y.w", "number");
                },
                "{\"x\":1,\"y\":{\"z\":2}}");
        gives(
                "[{\"y\":{\"z\":2}}]",
                ItemsOperation.SET,
                o -> {
                    o.setInclude("selected");
                    o.setIncludeFields("y.z");
                },
                "{\"x\":1,\"y\":{\"z\":2,\"q\":0}}");
        gives(
                "[{\"x\":1,\"y\":{\"q\":0},\"n\":[1]}]",
                ItemsOperation.SET,
                o -> {
                    o.setInclude("except");
                    o.setIncludeFields("y.z");
                    o.setJson("={{ ({ n: [$json.x] }) }}");
                },
                "{\"x\":1,\"y\":{\"z\":2,\"q\":0}}");
        gives(
                "[{\"a.b\":\"1\"}]",
                ItemsOperation.SET,
                o -> {
                    o.setDots(false);
                    o.getFields().put("a.b", "1");
                },
                "{}");
    }

    @Test
    void setConvertsOrSaysWhyNot() throws Exception {
        gives(
                "[{\"a\":[1],\"b\":{\"k\":1},\"c\":true,\"d\":\"{\\\"k\\\":1}\"}]",
                ItemsOperation.SET,
                o -> {
                    o.getFields().put("a", "[1]");
                    o.getTypes().put("a", "array");
                    o.getFields().put("b", "{\"k\":1}");
                    o.getTypes().put("b", "object");
                    o.getFields().put("c", "true");
                    o.getTypes().put("c", "boolean");
                    o.getFields().put("d", "={{ $json.o }}");
                    o.getTypes().put("d", "string");
                },
                "{\"o\":{\"k\":1}}");
        Consumer<ItemsConfiguration> wrong = o -> {
            o.getFields().put("a", "abc");
            o.getTypes().put("a", "number");
        };
        fails(ItemsError.WRONG_TYPE, ItemsOperation.SET, wrong, "{}");
        gives("[{\"a\":\"abc\"}]", ItemsOperation.SET, wrong.andThen(o -> o.setIgnoreConversionErrors(true)), "{}");
        fails(ItemsError.MISSING_OPTION, ItemsOperation.SET, o -> {}, "{}");
    }

    @Test
    void ifSplitsTheListAndFilterDropsTheRest() throws Exception {
        gives(
                "[[{\"a\":3},{\"a\":5}],[{\"a\":1}]]",
                ItemsOperation.IF,
                o -> o.setCondition("$json.a > 2"),
                "[{\"a\":3},{\"a\":1},{\"a\":5}]");
        gives("[{\"a\":3}]", ItemsOperation.FILTER, o -> o.setCondition("={{ $json.a > 2 }}"), "[{\"a\":3},{\"a\":1}]");
        var links = run(ItemsOperation.FILTER, o -> o.setCondition("$json.a > 2"), "[{\"a\":1},{\"a\":3}]")
                .get(0)
                .get(0)
                .links();
        assertThat(links)
                .singleElement()
                .satisfies(link -> assertThat(link.item()).isEqualTo(1));
    }

    @Test
    void conditionsAreN8nsOwn() throws Exception {
        Consumer<ItemsConfiguration> conditions = o -> o.setConditions("""
                {"options": {"caseSensitive": false, "typeValidation": "strict"}, "combinator": "and", "conditions": [
                  {"leftValue": "={{ $json.name }}", "rightValue": "A", "operator": {"type": "string", "operation": "startsWith"}},
                  {"leftValue": "={{ $json.age }}", "rightValue": 18, "operator": {"type": "number", "operation": "gte"}}]}""");
        gives(
                "[{\"name\":\"ada\",\"age\":36}]",
                ItemsOperation.FILTER,
                conditions,
                "[{\"name\":\"ada\",\"age\":36},{\"name\":\"Al\",\"age\":3},{\"name\":\"Bo\",\"age\":40}]");
        fails(ItemsError.WRONG_TYPE, ItemsOperation.FILTER, conditions, "{\"name\":\"ada\",\"age\":\"36\"}");
        gives(
                "[{\"name\":\"ada\",\"age\":\"36\"}]",
                ItemsOperation.FILTER,
                conditions.andThen(o -> o.setLoose(true)),
                "{\"name\":\"ada\",\"age\":\"36\"}");
    }

    @Test
    void everyOperationOfAConditionCompares() {
        var item =
                "{\"s\":\"Hello\",\"n\":5,\"b\":true,\"d\":\"2024-03-05T10:00:00Z\",\"l\":[1,\"x\"],\"o\":{},\"e\":\"\"}";
        for (var one : List.of(
                "s string.equals Hello",
                "s string.notEquals hello",
                "s string.contains ell",
                "s string.notContains x",
                "s string.startsWith He",
                "s string.endsWith lo",
                "s string.notStartsWith lo",
                "s string.notEndsWith He",
                "s string.regex ^H.*o$",
                "s string.notRegex /^h/",
                "s string.exists -",
                "q string.notExists -",
                "e string.empty -",
                "s string.notEmpty -",
                "n number.gt 4",
                "n number.lt 6",
                "n number.gte 5",
                "n number.lte 5",
                "n number.equals 5",
                "n number.notEquals 4",
                "b boolean.true -",
                "b boolean.equals true",
                "b boolean.notEquals false",
                "d dateTime.after 2024-03-05T09:59:00Z",
                "d dateTime.before 2024-03-06",
                "d dateTime.equals 2024-03-05T11:00:00+01:00",
                "d dateTime.afterOrEquals 2024-03-05T10:00:00Z",
                "d dateTime.beforeOrEquals 2024-03-05T10:00:00Z",
                "l array.contains x",
                "l array.notContains y",
                "l array.lengthEquals 2",
                "l array.lengthGt 1",
                "l array.lengthLt 3",
                "l array.lengthGte 2",
                "l array.lengthLte 2",
                "l array.lengthNotEquals 3",
                "l array.notEmpty -",
                "o object.empty -")) {
            var parts = one.split(" ");
            var json = "[{\"left\": \"={{ $json." + parts[0] + " }}\", \"op\": \"" + parts[1] + "\", \"right\": \""
                    + parts[2] + "\"}]";
            Consumer<ItemsConfiguration> options = o -> {
                o.setConditions(json);
                o.setLoose(true);
            };
            assertThat(run(ItemsOperation.IF, options, item).get(0)).as(one).hasSize(1);
        }
        fails(
                ItemsError.BAD_OPTION,
                ItemsOperation.IF,
                o -> o.setConditions("[{\"left\":1,\"op\":\"number.around\",\"right\":1}]"),
                "{}");
        fails(
                ItemsError.TIME,
                ItemsOperation.IF,
                o -> o.setConditions(
                        "[{\"left\":\"" + "a".repeat(40) + "\",\"op\":\"string.regex\",\"right\":\"^(a+)+\\\\1b$\"}]"),
                "{}");
    }

    @Test
    void switchDealsOut() throws Exception {
        var input = "[{\"a\":1},{\"a\":20},{\"a\":300}]";
        Consumer<ItemsConfiguration> rules = o -> {
            o.getRules().put("1", "$json.a > 10");
            o.getRules().put("2", "$json.a > 100");
        };
        gives("[[{\"a\":20},{\"a\":300}],[]]", ItemsOperation.SWITCH, rules, input);
        gives(
                "[[{\"a\":20},{\"a\":300}],[{\"a\":300}]]",
                ItemsOperation.SWITCH,
                rules.andThen(o -> o.setAllMatching(true)),
                input);
        gives(
                "[[{\"a\":20},{\"a\":300}],[],[{\"a\":1}]]",
                ItemsOperation.SWITCH,
                rules.andThen(o -> o.setFallback("extra")),
                input);
        gives(
                "[[{\"a\":20},{\"a\":300}],[{\"a\":1}]]",
                ItemsOperation.SWITCH,
                rules.andThen(o -> o.setFallback("1")),
                input);
        gives(
                "[[{\"a\":1}],[{\"a\":20},{\"a\":300}]]",
                ItemsOperation.SWITCH,
                o -> {
                    o.setValue("$json.a > 10 ? 'big' : 0");
                    o.setOutputNames("small, big");
                },
                input);
        var named = run(ItemsOperation.SWITCH, o -> o.setRuleList("""
                {"values": [{"outputKey": "one", "conditions": {"conditions": [{"leftValue": "={{ $json.a }}", "rightValue": 1,
                  "operator": {"type": "number", "operation": "equals"}}]}}]}"""), input);
        assertThat(named.named("one").json()).hasSize(1);
        fails(
                ItemsError.UNKNOWN_OUTPUT,
                ItemsOperation.SWITCH,
                o -> {
                    o.setValue("7");
                    o.setOutputNames("x");
                },
                input);
    }

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

    @Test
    void datesAreCalculated() throws Exception {
        var input = "{\"d\":\"2024-01-31T10:00:00.000Z\"}";
        date("\"2024-02-29T11:00:00.000+01:00\"", "newDate", input, "add", o -> {
            o.setAmount("1");
            o.setUnit("months");
        });
        date("\"2024-01-29T11:00:00.000+01:00\"", "newDate", input, "subtract", o -> o.setAmount("={{ 2 }}"));
        date("\"31.01.2024 11:00\"", "x", input, "format", o -> {
            o.setFormat("dd.MM.yyyy HH:mm");
            o.setInto("x");
        });
        date("5", "datePart", input, "extract", o -> o.setUnit("week"));
        date("\"2024-02-01T00:00:00.000+01:00\"", "roundedDate", input, "round", o -> {
            o.setUnit("month");
            o.setRound("up");
        });
        date("{\"days\":1,\"hours\":2}", "timeDifference", input, "diff", o -> {
            o.setEnd("2024-02-01T12:00:00Z");
            o.setUnit("days, hours");
        });
        date("\"2023-05-03T00:00:00.000+02:00\"", "newDate", "{\"d\":\"3/5/2023\"}", "add", o -> {
            o.setFromFormat("d/M/yyyy");
            o.setAmount("0");
        });
        fails(
                ItemsError.NO_DATE,
                ItemsOperation.DATE_TIME,
                o -> {
                    o.setAction("round");
                    o.setValue("soon");
                },
                "{}");
    }

    private static void date(
            String expected, String field, String input, String action, Consumer<ItemsConfiguration> more)
            throws Exception {
        var outputs = run(
                ItemsOperation.DATE_TIME,
                o -> {
                    o.setAction(action);
                    o.setValue("={{ $json.d }}");
                    more.accept(o);
                },
                input);
        assertThat(normal(Json.tree(outputs.get(0).get(0).json().get(field)))).isEqualTo(normal(Json.read(expected)));
    }

    @Test
    void pagesAreReadByCss() throws Exception {
        gives(
                "[{\"title\":\"Hello  World\",\"links\":[\"/a\",null],\"inner\":\"<i>x</i>\",\"none\":\"\"}]"
                        .replace("  ", " "),
                ItemsOperation.HTML_EXTRACT,
                o -> {
                    o.setField("page");
                    o.getExtract().put("title", "h1");
                    o.getExtract().put("links", "a@href[]");
                    o.getExtract().put("inner", "p@html");
                    o.getExtract().put("none", ".nope");
                },
                "{\"page\":\"<h1>Hello <b> World</b></h1><a href='/a'>1</a><a>2</a><p><i>x</i></p>\"}");
        fails(
                ItemsError.BAD_OPTION,
                ItemsOperation.HTML_EXTRACT,
                o -> o.getExtract().put("x", "a[["),
                "{}");
        fails(
                ItemsError.NO_FILE,
                ItemsOperation.HTML_EXTRACT,
                o -> o.getExtract().put("x", "a"),
                "{}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '|',
            value = {
                "[class~=b] ¦ 2",
                "p[class~='b'] ¦ 2",
                "p[ class ~= \"b\" ] ¦ 2",
                "[class~=a.c] ¦ 3",
                "[class~=(a+)+$] ¦ ",
                "[class=bb] ¦ 1",
            })
    void anAttributeIsComparedByItsWords(String selector, String expected) {
        var html = "{\"h\":\"<p class='bb'>1</p><p class='a b'>2</p><p class='a.c'>3</p><p class='abc'>4</p>\"}";
        var found = run(
                ItemsOperation.HTML_EXTRACT,
                o -> {
                    o.setField("h");
                    o.getExtract().put("t", selector);
                },
                html);
        assertThat(found.get(0).get(0).json().get("t")).isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"p:matches((a+)+$)", "p:matchesOwn(a)", "p:MATCHESTEXT(a)", "[class~=(a+)+$ i]"})
    void aSelectorHasNoPatterns(String selector) {
        fails(
                ItemsError.BAD_OPTION,
                ItemsOperation.HTML_EXTRACT,
                o -> o.getExtract().put("t", selector),
                "{\"data\":\"<p>a</p>\"}");
    }

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
