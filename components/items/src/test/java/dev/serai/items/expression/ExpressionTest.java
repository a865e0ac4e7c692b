package dev.serai.items.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.items.ItemsError;
import dev.serai.items.ItemsException;
import dev.serai.items.model.Item;
import dev.serai.items.model.ItemRun;
import dev.serai.items.model.Items;
import dev.serai.items.model.Outputs;
import dev.serai.items.script.Sandbox;
import dev.serai.items.script.ScriptLimits;
import dev.serai.items.state.StateStore;
import dev.serai.support.json.Json;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionTest {

    private static Sandbox sandbox;

    @BeforeAll
    static void open() {
        sandbox = new Sandbox(ScriptLimits.DEFAULT);
    }

    @AfterAll
    static void close() {
        sandbox.close();
    }

    private static final String ITEM = """
            {"name": "Ada", "age": 36, "pi": 3.14159, "tags": ["a", "b", "b"], "deep": {"x": {"y z": [10, 20]}},
             "text": "<b>Hello</b> world", "date": "2024-03-05T10:20:30.000Z", "nothing": null, "no": false, "zero": 0,
             "people": [{"n": "Bo", "a": 3}, {"n": "Al", "a": 5}], "json": "{\\"k\\": [1]}", "empty": ""}
            """;

    private static Scope scope() {
        var run = new ItemRun();
        var first = Items.ofJson(List.of(Map.of("id", 1, "v", "one"), Map.of("id", 2, "v", "two")));
        run.record("Start Node", List.of(), Outputs.single(first), Map.of("url", "http://x"));
        Items made;
        try {
            made = Items.of(Item.of(Json.map(ITEM)).linked(1));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        run.record("Edit", List.of(first), Outputs.single(made), Map.of());
        var around = new Surroundings(
                Map.of("HOME_CITY", "Graz"),
                Map.of("limit", 5),
                Map.of("id", "77", "mode", "test"),
                Map.of("id", "w1", "name", "My flow", "active", true),
                ZoneId.of("Europe/Vienna"),
                new StateStore(null));
        return new Scope(made, 0, run, around, "Me", Map.of("p", 1), Instant.parse("2024-07-01T22:30:00Z"));
    }

    static Object eval(String template) {
        try (var session = sandbox.open()) {
            return Expression.parameter(template).evaluate(session, scope());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            value = {
                "={{ $json.name }} ¦ \"Ada\"",
                "={{$json.age}} ¦ 36",
                "=Hello {{ $json.name }}, {{ $json.age + 1 }}! ¦ \"Hello Ada, 37!\"",
                "=a{{ $json.nope }}b{{ $json.nothing }}c{{ $json.no }}d{{ $json.tags }}e{{ $json.deep }} ¦ \"abcfalseda,b,be[object Object]\"",
                "={{ $json.deep.x['y z'][1] }} ¦ 20",
                "={{ $json.nope.more.still }} ¦ null",
                "={{ $json.nope.more() }} ¦ null",
                "={{ $json.nope?.more ?? 'none' }} ¦ \"none\"",
                "={{ $json.tags.length }} ¦ 3",
                "={{ undefinedName + 1 }} ¦ null",
                "={{ JSON.parse($json.nope).x }} ¦ null",
                "={{ $json.age > 18 ? 'adult' : 'child' }} ¦ \"adult\"",
                "=> $json.people.map(p => ({ ...p, a: p.a * 2 })) ¦ [{\"n\":\"Bo\",\"a\":6},{\"n\":\"Al\",\"a\":10}]",
                "={{ { a: 1 } }} ¦ {\"a\":1}",
                "={{ $('Start Node').item.json.v }} ¦ \"two\"",
                "={{ $('Start Node').item.json.v.toUpperCase() }} ¦ \"TWO\"",
                "={{ $('Start Node').first().json.v + $('Start Node').last().json.v }} ¦ \"onetwo\"",
                "={{ $('Start Node').all().map(i => i.json.id) }} ¦ [1,2]",
                "={{ $('Start Node').isExecuted + ' ' + $('Other').isExecuted }} ¦ \"true false\"",
                "={{ $('Start Node').params.url }} ¦ \"http://x\"",
                "={{ $node['Start Node'].json.v }} ¦ \"one\"",
                "={{ $node[\"Start Node\"].json['v'] + 1 }} ¦ \"one1\"",
                "={{ $items('Start Node')[0].json.id }} ¦ 1",
                "={{ $input.first().json.name + $input.all().length + $input.item.json.age }} ¦ \"Ada136\"",
                "={{ $itemIndex }} ¦ 0",
                "={{ $runIndex }} ¦ 0",
                "={{ $prevNode.name }} ¦ \"Edit\"",
                "={{ $env.HOME_CITY }} ¦ \"Graz\"",
                "={{ $vars.limit + 1 }} ¦ 6",
                "={{ $execution.id + $workflow.name }} ¦ \"77My flow\"",
                "={{ $if($json.age > 3, 'y', 'n') + $ifEmpty($json.empty, 'e') + $min(3, 1, 2) + $max(3, 1) }} ¦ \"ye13\"",
                "={{ $jmespath($json, 'people[?a > `3`].n | [0]') }} ¦ \"Al\"",
                "={{ $jmespath($json.people, 'max_by(@, &a).n') }} ¦ \"Al\"",
                "={{ $jmespath($json, '{names: people[*].n, total: sum(people[].a)}') }} ¦ {\"names\":[\"Bo\",\"Al\"],\"total\":8}",
                "={{ $fromAI('name', 'the name', 'string') + $fromAI('q', '', 'string', 'dflt') }} ¦ \"Adadflt\"",
                "={{ $json.tags.unique() }} ¦ [\"a\",\"b\"]",
                "={{ $json.tags.first() + $json.tags.last() }} ¦ \"ab\"",
                "={{ $json.people.pluck('a').sum() }} ¦ 8",
                "={{ $json.pi.round(2) }} ¦ 3.14",
                "={{ (5).isOdd() && 4..isEven() }} ¦ true",
                "={{ $json.text.removeTags().toUpperCase() }} ¦ \"HELLO WORLD\"",
                "={{ 'some text here'.toTitleCase() }} ¦ \"Some Text Here\"",
                "={{ 'Some text-Here'.toSnakeCase() }} ¦ \"some_text_here\"",
                "={{ 'a@b.example.com and more'.extractEmail() }} ¦ \"a@b.example.com\"",
                "={{ 'https://www.example.com/a/b?c'.extractDomain() }} ¦ \"www.example.com\"",
                "={{ 'x'.hash('sha256').slice(0, 8) }} ¦ \"2d711642\"",
                "={{ 'hé'.base64Encode().base64Decode() }} ¦ \"hé\"",
                "={{ $json.json.parseJson().k[0] }} ¦ 1",
                "={{ $json.people.toJsonString() }} ¦ \"[{\\\"n\\\":\\\"Bo\\\",\\\"a\\\":3},{\\\"n\\\":\\\"Al\\\",\\\"a\\\":5}]\"",
                "={{ $json.isEmpty() || $json.nope.isEmpty() }} ¦ true",
                "={{ $json.deep.keys() }} ¦ [\"x\"]",
                "={{ Object.keys($json.deep.x).first() }} ¦ \"y z\"",
                "={{ Math.max(...$json.people.map(p => p.a)) + Math.round(1.6) }} ¦ 7",
                "={{ `${$json.tags.first()}-${`${$json.pi.round(1)}`}` }} ¦ \"a-3.1\"",
                "={{ $json.tags.map(t => t.toTitleCase()).join('/') }} ¦ \"A/B/B\"",
                "={{ $json.tags[0].isEmpty() ? /a.first()/.source : 'x' }} ¦ \"x\"",
                "={{ $now.toISO() }} ¦ \"2024-07-02T00:30:00.000+02:00\"",
                "={{ $now }} ¦ \"2024-07-02T00:30:00.000+02:00\"",
                "={{ $today.toISODate() }} ¦ \"2024-07-02\"",
                "={{ $now.minus({ days: 1 }).format('yyyy-MM-dd') + $now.plus(2, 'weeks').toFormat('dd LLL yy') }} ¦ \"2024-07-0116 Jul 24\"",
                "={{ $json.date.toDateTime().setZone('America/New_York').toFormat('cccc d LLLL yyyy, h:mm a ZZZZ') }} ¦ \"Tuesday 5 March 2024, 5:20 AM EST\"",
                "={{ DateTime.fromISO('2024-01-31').plus({ months: 1 }).toISODate() }} ¦ \"2024-02-29\"",
                "={{ DateTime.fromFormat('5/3/24 7:05 PM', 'd/M/yy h:mm a').toISO() }} ¦ \"2024-03-05T19:05:00.000+01:00\"",
                "={{ DateTime.fromISO('2024-03-05T10:00:00Z').diff(DateTime.fromISO('2024-03-01T22:00:00Z'), ['days', 'hours']).toObject() }} ¦ {\"days\":3,\"hours\":12}",
                "={{ $json.date.toDateTime().diffTo('2024-03-10T10:20:30.000Z', 'days') }} ¦ -5",
                "={{ $now.startOf('month').toISO() + $now.endOf('week').toISODate() }} ¦ \"2024-07-01T00:00:00.000+02:002024-07-07\"",
                "={{ $now > DateTime.fromISO('2024-01-01') && $now.weekday === 2 && $now.weekNumber }} ¦ 27",
                "={{ new Date('2024-01-01T00:00:00Z').toISOString() }} ¦ \"2024-01-01T00:00:00.000Z\"",
                "={{ new Date(0).plus(1, 'day').toMillis() }} ¦ 86400000",
                "={{ $json.date.format('HH') }} ¦ \"10\"",
                "={{ 45000.5.toDateTime('excel').toUTC().toISO() }} ¦ \"2023-03-15T12:00:00.000Z\"",
                "={{ $json.a ? $json.b : (function(){ const x = [3,1,2].sort(); return x.first() })() }} ¦ 1",
                "={{ [1,2,3,4].chunk(3) }} ¦ [[1,2,3],[4]]",
                "={{ JSON.stringify({ a: $json.tags }, null, 0); }} ¦ \"{\\\"a\\\":[\\\"a\\\",\\\"b\\\",\\\"b\\\"]}\"",
                "={{ 2 ** 53 }} ¦ 9007199254740992",
                "plain {{ text }} ¦ \"plain {{ text }}\"",
                "={{ }} ¦ null",
            })
    void valuesAreAsInN8n(String template, String expected) throws Exception {
        assertThat(Json.tree(eval(template))).isEqualTo(Json.read(expected));
    }

    @Test
    void whatOnlyN8nItselfRefusesFails() {
        assertFails("={{ $('Nobody').item.json.x }}", ItemsError.UNKNOWN_NODE, "'Nobody'");
        assertFails("={{ $('Nobody').first().json.x + 1 }}", ItemsError.UNKNOWN_NODE, "'Nobody'");
        assertFails("={{ $env.SECRET }}", ItemsError.ENV, "'SECRET'");
        assertFails("={{ require('fs') }}", ItemsError.EXPRESSION, "require");
        assertFails("={{ fetch('http://x') }}", ItemsError.EXPRESSION, "fetch");
        assertFails("={{ $json.nothing.toDateTime() }}", ItemsError.EXPRESSION, "null");
        assertFails("={{ $json.age.toTitleCase() }}", ItemsError.EXPRESSION, "only callable on type");
        assertFails("={{ 1 + }}", ItemsError.SYNTAX, "1 +");
        assertFails("={{ $jmespath($json, 'a[') }}", ItemsError.EXPRESSION, "jmespath");
    }

    static void assertFails(String template, ItemsError error, String fact) {
        assertThatThrownBy(() -> eval(template))
                .as(template)
                .isInstanceOfSatisfying(
                        ItemsException.class,
                        e -> assertThat(e.error()).as(e.getMessage()).isEqualTo(error))
                .hasMessageContaining(fact);
    }

    @Test
    void anAmbiguousWayBackIsAnError() {
        var run = new ItemRun();
        var start = Items.ofJson(List.of(Map.of("id", 1), Map.of("id", 2)));
        run.record("Start", List.of(), Outputs.single(start), Map.of());
        var both = Items.of(Item.of(new LinkedHashMap<>())
                .linked(List.of(new dev.serai.items.model.Link(0, 0), new dev.serai.items.model.Link(1, 0))));
        run.record("Sum", List.of(start), Outputs.single(both), Map.of());
        var scope = new Scope(both, 0, run, Surroundings.NONE, "x", Map.of(), Instant.EPOCH);
        try (var session = sandbox.open()) {
            assertThatThrownBy(() -> Expression.parameter("={{ $('Start').item.json.id }}")
                            .evaluate(session, scope))
                    .hasMessageContaining("ITEMS-107");
            assertThat(Expression.parameter("={{ $('Start').all().length }}").evaluate(session, scope))
                    .isEqualTo(2);
        }
    }

    @Test
    void simplePathsNeedNoJavaScript() {
        try (var fresh = new Sandbox(ScriptLimits.DEFAULT);
                var session = fresh.open()) {
            assertThat(Expression.parameter("=Dear {{ $json.name }} of {{ $('Start Node').item.json.v }}")
                            .evaluate(session, scope()))
                    .isEqualTo("Dear Ada of two");
            assertThat(fresh.contexts()).isZero();
            assertThat(Expression.parameter("={{ $json.age + 1 }}").evaluate(session, scope()))
                    .isEqualTo(37);
            assertThat(fresh.contexts()).isOne();
        }
    }

    @Test
    void whatNeedsJavaScriptIsKnownBefore() {
        assertThat(List.of(
                        "text",
                        "={{ $json.a }} and {{ $('A').item.json.b }}",
                        "=> $json.a",
                        "{\"left\":\"={{ $json.a }}\"}"))
                .noneMatch(Expression::needsScript);
        assertThat(List.of("=> $json.a + 1", "={{ $json.a }} and {{ $now }}", "{\"left\":\"={{ $json.a.round() }}\"}"))
                .allMatch(Expression::needsScript);
        assertThat(Expression.of("$json.a").needsScript()).isFalse();
        assertThat(Expression.of("$json.a + 1").needsScript()).isTrue();
    }
}
