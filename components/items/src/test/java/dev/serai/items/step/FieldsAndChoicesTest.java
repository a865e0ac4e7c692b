package dev.serai.items.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.items.ItemsConfiguration;
import dev.serai.items.ItemsError;
import dev.serai.items.ItemsException;
import dev.serai.items.ItemsOperation;
import dev.serai.items.expression.Scope;
import dev.serai.items.model.ItemJson;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Setting fields, and choosing items by conditions. */
class FieldsAndChoicesTest extends StepCase {

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

    /** Each round is short, and what it makes is twice what there was. */
    @Test
    void whatHoldsItselfTwiceIsNotMadeForEver() {
        doubled("=> $json", o -> {
            o.getFields().put("a", "=> $json");
            o.getFields().put("b", "=> $json");
        });
        doubled("={{ $json.a }}{{ $json.a }}", o -> o.getFields().put("a", "={{ $json.a }}{{ $json.a }}"));
    }

    private static void doubled(String how, Consumer<ItemsConfiguration> options) {
        var configuration = new ItemsConfiguration();
        options.accept(configuration);
        var step = Steps.of(ItemsOperation.SET, configuration);
        assertThatThrownBy(() -> {
                    var items = ItemJson.items("{\"a\":\"xxxxxxxx\"}");
                    for (int i = 0; i < 60; i++) {
                        try (var session = SANDBOX.open()) {
                            items = step.run(new StepCall(List.of(items), Scope.of(items), session))
                                    .get(0);
                        }
                    }
                })
                .as(how)
                .isInstanceOfSatisfying(
                        ItemsException.class, e -> assertThat(e.error()).isIn(ItemsError.TOO_LARGE, ItemsError.MEMORY));
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
}
