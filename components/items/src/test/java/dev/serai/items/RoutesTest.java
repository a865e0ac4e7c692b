package dev.serai.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.serai.items.expression.Scope;
import dev.serai.items.model.Items;
import dev.serai.items.step.Step;
import dev.serai.items.step.StepCall;
import dev.serai.support.json.Json;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Steps and the language in routes. */
@Timeout(300)
class RoutesTest {

    private static final String PEOPLE =
            "[{\"name\":\"Ada\",\"age\":36},{\"name\":\"Bo\",\"age\":9},{\"name\":\"Cy\",\"age\":50}]";

    @Test
    void expressionsAreWrittenBehindAnArrow() throws Exception {
        try (var routes = Routes.step(
                "set",
                "include: all",
                "field.next: RAW(=> $json.age + 1)",
                "field.text: \"RAW(=> `${$json.name} & ${$json.age % 10 > 5 ? 'old' : 'young'}`)\"")) {
            assertThat(routes.json("direct:in", "{\"name\":\"Ada\",\"age\":36}"))
                    .isEqualTo("[{\"name\":\"Ada\",\"age\":36,\"next\":37,\"text\":\"Ada & old\"}]");
        }
    }

    @Test
    void bodiesOfAllKindsAreItems() throws Exception {
        try (var routes = Routes.step("limit", "max: 9")) {
            assertThat(routes.json("direct:in", null)).isEqualTo("[{}]");
            assertThat(routes.json("direct:in", "plain")).isEqualTo("[{\"data\":\"plain\"}]");
            assertThat(routes.json("direct:in", List.of(Map.of("a", 1), "x")))
                    .isEqualTo("[{\"a\":1},{\"data\":\"x\"}]");
            assertThat(routes.json("direct:in", Json.object().put("a", 1))).isEqualTo("[{\"a\":1}]");
            assertThat(routes.json("direct:in", "[{\"json\":{\"a\":1},\"pairedItem\":0}]"))
                    .isEqualTo("[{\"a\":1}]");
            var file = (Items) routes.ask("direct:in", new byte[] {1, 2});
            assertThat(file.get(0).binary().get("data").data()).containsExactly(1, 2);
            assertThat(routes.context().getTypeConverter().convertTo(byte[].class, file))
                    .containsExactly(1, 2);
            assertThat(routes.context()
                            .getTypeConverter()
                            .convertTo(String.class, routes.ask("direct:in", Map.of("a", 1))))
                    .isEqualTo("[{\"a\":1}]");
        }
    }

    @Test
    void javaScriptIsPreparedOnlyWhereARouteNeedsIt() throws Exception {
        try (var plain = Routes.step("set", "field.a: '=> $json.age'");
                var needing = Routes.step("if", "conditions: '[{\"left\":\"=> $json.age + 1\",\"op\":\"exists\"}]'")) {
            await().atMost(Duration.ofSeconds(60)).until(() -> contexts(needing) == 1);
            assertThat(contexts(plain)).isZero();
        }
    }

    private static int contexts(Routes routes) {
        return ItemsRuntime.of(routes.context()).sandbox().contexts();
    }

    @Test
    void settingsOfAFileAreTakenAsTheyAre() throws Exception {
        var yaml = """
                - route:
                    from:
                      uri: direct:in
                      steps:
                        - to:
                            uri: items:set
                            parameters:
                              settings: classpath:flow/flow.json#Edit Fields
                        - to:
                            uri: items:filter
                            parameters:
                              settings: classpath:flow/flow.json#Only adults
                """;
        try (var routes = Routes.start(Map.of(), yaml)) {
            assertThat(routes.json("direct:in", PEOPLE))
                    .isEqualTo(
                            "[{\"greeting\":\"Hello Ada (6)\",\"adult\":true},{\"greeting\":\"Hello Cy (0)\",\"adult\":true}]");
        }
        assertThatThrownBy(() -> Routes.step("set", "settings: classpath:flow/flow.json#Wrong"))
                .rootCause()
                .hasMessageContaining("ITEMS-006")
                .hasMessageContaining("nonsense");
        assertThatThrownBy(() -> Routes.step("set", "settings: classpath:flow/flow.json#Absent"))
                .rootCause()
                .hasMessageContaining("ITEMS-006");
    }

    @Test
    void codeMayStandInAFile() throws Exception {
        try (var routes = Routes.step("code", "code: resource:classpath:flow/sum.js")) {
            assertThat(routes.json("direct:in", PEOPLE)).isEqualTo("[{\"sum\":95}]");
        }
    }

    @Test
    void outputsAreSentInTheirOrder() throws Exception {
        var yaml = """
                - route:
                    from:
                      uri: direct:in
                      steps:
                        - to:
                            uri: items:if
                            parameters:
                              condition: $json.age >= 18
                              output.true: direct:adults
                - route:
                    from:
                      uri: direct:adults
                      steps:
                        - to:
                            uri: items:set
                            parameters:
                              field.adult: => $json.name
                - route:
                    from:
                      uri: direct:parts
                      steps:
                        - to: items:if?condition=$json.age>18
                        - to: items:output?value=false
                - route:
                    from:
                      uri: direct:wrong
                      steps:
                        - to: items:if?condition=true&output.nope=direct:adults
                """;
        try (var routes = Routes.start(Map.of(), yaml)) {
            assertThat(routes.json("direct:in", PEOPLE))
                    .isEqualTo("[{\"adult\":\"Ada\"},{\"adult\":\"Cy\"},{\"name\":\"Bo\",\"age\":9}]");
            assertThat(routes.json("direct:parts", PEOPLE)).isEqualTo("[{\"name\":\"Bo\",\"age\":9}]");
            assertThat(routes.send("direct:wrong", PEOPLE).getException()).hasMessageContaining("ITEMS-005");
        }
    }

    @Test
    void aLoopIsLongAndMayHaveLoopsInIt() throws Exception {
        var yaml = """
                - route:
                    from:
                      uri: direct:in
                      steps:
                        - to: items:loop?batchSize=2&to=direct:body
                - route:
                    from:
                      uri: direct:body
                      steps:
                        - to: items:loop?to=direct:inner
                        - to: items:aggregate?field=n
                - route:
                    from:
                      uri: direct:inner
                      steps:
                        - to:
                            uri: items:set
                            parameters:
                              field.n: => $json.n * 10
                - route:
                    from:
                      uri: direct:long
                      steps:
                        - to: items:loop?to=direct:nothing
                - route:
                    from:
                      uri: direct:nothing
                      steps:
                        - to: items:limit
                """;
        try (var routes = Routes.start(Map.of(), yaml)) {
            assertThat(routes.json("direct:in", "[{\"n\":1},{\"n\":2},{\"n\":3}]"))
                    .isEqualTo("[{\"n\":[10,20]},{\"n\":[30]}]");
            var many = IntStream.range(0, 3000).mapToObj(i -> Map.of("i", i)).toList();
            assertThat((List<?>) routes.ask("direct:long", many)).hasSize(3000);
        }
    }

    @Test
    void aBatchThatFailsIsTriedAgainAndThenGoesToItsOutput() throws Exception {
        var yaml = """
                - route:
                    from:
                      uri: direct:in
                      steps:
                        - to: items:record?name=Start
                        - to:
                            uri: items:loop
                            parameters:
                              name: Call
                              to: direct:body
                              tries: 2
                              onError: output
                              output.error: direct:failed
                - route:
                    from:
                      uri: direct:body
                      steps:
                        - to: mock:tried
                        - to:
                            uri: items:code
                            parameters:
                              code: "if ($input.first().json.n === 2) throw new Error('no two'); return $input.all();"
                - route:
                    from:
                      uri: direct:failed
                      steps:
                        - to:
                            uri: items:set
                            parameters:
                              field.n: => $('Start').item.json.n
                              field.why: => $json.error.includes('no two')
                """;
        try (var routes = Routes.start(Map.of(), yaml)) {
            assertThat(routes.json("direct:in", "[{\"n\":1},{\"n\":2},{\"n\":3}]"))
                    .isEqualTo("[{\"n\":1},{\"n\":3},{\"n\":2,\"why\":true}]");
            var tried = routes.context().getEndpoint("mock:tried", org.apache.camel.component.mock.MockEndpoint.class);
            assertThat(tried.getReceivedCounter()).isEqualTo(4);
        }
    }

    @Test
    void aLoopWithoutABodyGivesBatchAfterBatch() throws Exception {
        var yaml = """
                - route:
                    from:
                      uri: direct:in
                      steps:
                        - to: items:record?name=Start
                        - to: items:loop?name=Loop&batchSize=2
                        - loop:
                            doWhile: true
                            simple: ${header.CamelItemsMore}
                            steps:
                              - to:
                                  uri: items:set
                                  parameters:
                                    name: Double
                                    field.n: => $('Start').item.json.n * 2
                                    field.last: => $('Loop').context.noItemsLeft
                              - to: items:loop?name=Loop&batchSize=2
                """;
        try (var routes = Routes.start(Map.of(), yaml)) {
            assertThat(routes.json("direct:in", "[{\"n\":1},{\"n\":2},{\"n\":3}]"))
                    .isEqualTo("[{\"last\":false,\"n\":2},{\"last\":false,\"n\":4},{\"last\":true,\"n\":6}]");
            // The state belongs to the run, so the next one begins anew.
            assertThat(routes.json("direct:in", "[{\"n\":5}]")).isEqualTo("[{\"last\":true,\"n\":10}]");
        }
    }

    @Test
    void branchesMeetInAMerge() throws Exception {
        var yaml = """
                - route:
                    from:
                      uri: direct:in
                      steps:
                        - to: items:record?name=Start
                        - multicast:
                            steps:
                              - to: direct:one
                              - to: direct:two
                        - to:
                            uri: items:merge
                            parameters:
                              input: One, Two
                              on: name
                        - to:
                            uri: items:set
                            parameters:
                              include: all
                              field.age: => $('Start').item.json.age
                - route:
                    from:
                      uri: direct:one
                      steps:
                        - to:
                            uri: items:set
                            parameters: {name: One, field.name: => $json.name, field.x: => $itemIndex}
                - route:
                    from:
                      uri: direct:two
                      steps:
                        - to:
                            uri: items:filter
                            parameters: {name: Two, condition: $json.age < 40}
                """;
        try (var routes = Routes.start(Map.of(), yaml)) {
            assertThat(routes.json("direct:in", PEOPLE))
                    .isEqualTo("[{\"name\":\"Ada\",\"x\":0,\"age\":36},{\"name\":\"Bo\",\"x\":1,\"age\":9}]");
        }
    }

    @Test
    void theWayBackGoesOverStepsThatKnowNothingOfItems() throws Exception {
        var yaml = """
                - route:
                    from:
                      uri: direct:in
                      steps:
                        - to: items:record?name=Start
                        - setBody:
                            simple: '[{"price": 1}, {"price": 2}, {"price": 3}]'
                        - to: items:record?name=HTTP
                        - to:
                            uri: items:set
                            parameters:
                              field.t: RAW(=> $('Start').item.json.name + $json.price)
                """;
        try (var routes = Routes.start(Map.of(), yaml)) {
            assertThat(routes.json("direct:in", PEOPLE))
                    .isEqualTo("[{\"t\":\"Ada1\"},{\"t\":\"Bo2\"},{\"t\":\"Cy3\"}]");
        }
    }

    @Test
    void whatOtherComponentsGiveInALoopBelongsToTheItemThatTheyWereGiven() throws Exception {
        var yaml = """
                - route:
                    from:
                      uri: direct:in
                      steps:
                        - to: items:record?name=Start
                        - to: items:loop?name=Rows&to=direct:row
                        - to:
                            uri: items:set
                            parameters:
                              field.t: RAW(=> $('Start').item.json.name + $json.row + $('Rows').item.json.row)
                - route:
                    from:
                      uri: direct:row
                      steps:
                        - to:
                            uri: items:parameters
                            parameters:
                              field.letter: RAW(=> $json.name[0] + $('Start').item.json.name[1])
                        - setBody:
                            simple: '{"row": "${variable.p[letter]}", "of": ${variable.items.size}}'
                """;
        try (var routes = Routes.start(Map.of(), yaml)) {
            assertThat(routes.json("direct:in", PEOPLE))
                    .isEqualTo("[{\"t\":\"AdaAdAd\"},{\"t\":\"BoBoBo\"},{\"t\":\"CyCyCy\"}]");
        }
    }

    @Test
    void failuresGoWhereTheyAreWanted() throws Exception {
        try (var routes = Routes.step("code", "code: throw new Error('no')", "onError: continue")) {
            var items = (Items) routes.ask("direct:in", "{\"a\":1}");
            assertThat(items.get(0).json()).containsOnlyKeys("error");
            assertThat(items.get(0).error()).contains("ITEMS-110");
        }
        try (var routes = Routes.step(
                "code",
                "mode: each",
                "code: if ($json.a === 2) throw new Error('no'); return Object({b:$itemIndex*2})",
                "onError: continue")) {
            assertThat(routes.json("direct:in", "[{\"a\":1},{\"a\":2},{\"a\":3}]"))
                    .startsWith("[{\"b\":0},{\"error\":\"[ITEMS-110]")
                    .endsWith("{\"b\":4}]");
        }
        try (var routes = Routes.step("sort", "by: zz", "onError: continue")) {
            assertThat(routes.json("direct:in", "[{\"a\":1},{\"a\":2}]")).isEqualTo("[{\"a\":1},{\"a\":2}]");
        }
        try (var routes =
                Routes.step("code", "code: throw new Error('no')", "onError: output", "output.error: mock:errors")) {
            assertThat(routes.json("direct:in", "{\"a\":1}")).contains("ITEMS-110");
        }
        try (var routes = Routes.step("code", "code: throw new Error('no')")) {
            assertThat(routes.send("direct:in", "{}").getException()).isInstanceOf(ItemsException.class);
        }
    }

    @Test
    void nothingComesOutOfNothing() throws Exception {
        try (var routes = Routes.step("aggregate", "field: a")) {
            assertThat(routes.json("direct:in", List.of())).isEqualTo("[]");
        }
        try (var routes = Routes.step("filter", "condition: 'false'", "alwaysOutputData: true")) {
            assertThat(routes.json("direct:in", PEOPLE)).isEqualTo("[{}]");
        }
        try (var routes = Routes.step("limit", "max: 5", "executeOnce: true")) {
            Exchange exchange = routes.send("direct:in", PEOPLE);
            assertThat(exchange.getMessage().getHeader(ItemsConstants.COUNT)).isEqualTo(1);
        }
    }

    @Test
    void theLanguageStandsWhereCamelTakesOne() throws Exception {
        var yaml = """
                - route:
                    from:
                      uri: direct:in
                      steps:
                        - filter:
                            language:
                              language: n8n
                              expression: $json.age > 18 && $vars.city === 'Graz'
                            steps:
                              - setHeader:
                                  name: adult
                                  language:
                                    language: n8n
                                    expression: "=Dear \\\\{{ $json.name \\\\}}, \\\\{{ $json.age % 10 \\\\}}"
                        - setBody:
                            language:
                              language: n8n
                              expression: "$json.tags?.first() ?? 'none'"
                """;
        try (var routes = Routes.start(Map.of("serai.items.vars.city", "Graz"), yaml)) {
            var exchange = routes.send("direct:in", Map.of("name", "Ada", "age", 36));
            assertThat(exchange.getException()).isNull();
            assertThat(exchange.getMessage().getHeader("adult")).isEqualTo("Dear Ada, 6");
            assertThat(exchange.getMessage().getBody()).isEqualTo("none");
        }
    }

    /** As the body of an HTTP request is one. */
    @Test
    void theLanguageReadsAStreamAndLeavesItToOthers() throws Exception {
        var yaml = """
                - route:
                    from:
                      uri: direct:in
                      steps:
                        - choice:
                            when:
                              - expression:
                                  language:
                                    language: n8n
                                    expression: $json.a > 1
                                steps:
                                  - setHeader:
                                      name: found
                                      expression:
                                        language:
                                          language: n8n
                                          expression: $json.a + 1
                        - convertBodyTo:
                            type: String
                """;
        try (var routes = Routes.start(Map.of(), yaml)) {
            var exchange =
                    routes.send("direct:in", new ByteArrayInputStream("{\"a\":2}".getBytes(StandardCharsets.UTF_8)));
            assertThat(exchange.getException()).isNull();
            assertThat(exchange.getMessage().getHeader("found")).isEqualTo(3);
            assertThat(exchange.getMessage().getBody()).isEqualTo("{\"a\":2}");
        }
    }

    @Test
    void dataThatAStepDidNotExpectAreAnErrorOfTheirItem() throws Exception {
        try (var routes = Routes.step(
                "dateTime",
                "action: add",
                "value: =>$json.d",
                "amount: =>$json.n",
                "unit: years",
                "timeZone: UTC",
                "onError: continue")) {
            assertThat(routes.json("direct:in", "[{\"d\":\"2024-01-01\",\"n\":1e13},{\"d\":\"2024-01-01\",\"n\":1}]"))
                    .startsWith("[{\"error\":\"[ITEMS-207]")
                    .endsWith("{\"newDate\":\"2025-01-01T00:00:00.000Z\"}]");
        }
        Step odd = call -> {
            throw new IndexOutOfBoundsException("place 7");
        };
        assertThatThrownBy(() -> new StepCall(List.of(Items.NONE), Scope.of(Items.NONE), null).run(odd))
                .hasMessageContaining("ITEMS-208")
                .hasMessageContaining("place 7");
    }

    /** Each item alone would take its time again. */
    @Test
    void aListThatIsOverItsTimeIsNotBegunAnew() throws Exception {
        var yaml = """
                - route:
                    from:
                      uri: direct:in
                      steps:
                        - to:
                            uri: items:set
                            parameters:
                              onError: continue
                              field.n: "=> (() => { let n = 0; for (let i = 0; i < 20000; i++) n += i; return n })()"
                """;
        try (var routes = Routes.start(Map.of("serai.items.list-time-limit", "200"), yaml)) {
            var items = Items.ofJson(IntStream.range(0, 100_000)
                    .mapToObj(i -> Map.<String, Object>of())
                    .toList());
            assertThat(routes.send("direct:in", items).getException()).hasMessageContaining("ITEMS-114");
        }
    }

    @Test
    void aHostileExpressionDoesNotStopTheOthers() throws Exception {
        var yaml = """
                - route:
                    from:
                      uri: direct:in
                      steps:
                        - to:
                            uri: items:set
                            parameters:
                              field.x: "=> $json.bad ? (() => { for (;;) {} })() : 1"
                """;
        try (var routes =
                Routes.start(Map.of("serai.items.time-limit", "1s", "serai.items.statement-limit", "100000"), yaml)) {
            var all = IntStream.range(0, 8)
                    .mapToObj(i ->
                            CompletableFuture.supplyAsync(() -> routes.send("direct:in", Map.of("bad", i % 4 == 0))))
                    .toList();
            for (int i = 0; i < 8; i++) {
                var exchange = all.get(i).join();
                if (i % 4 == 0) {
                    assertThat(exchange.getException()).hasMessageMatching(".*ITEMS-10[24].*");
                } else {
                    assertThat(exchange.getException()).isNull();
                }
            }
        }
    }

    @Test
    void wrongRoutesDoNotStart() {
        assertThatThrownBy(() -> Routes.step("sett")).rootCause().hasMessageContaining("ITEMS-001");
        assertThatThrownBy(() -> Routes.step("sort"))
                .rootCause()
                .hasMessageContaining("ITEMS-003")
                .hasMessageContaining("by");
        assertThatThrownBy(() -> Routes.step("merge", "mode: magic"))
                .rootCause()
                .hasMessageContaining("ITEMS-002")
                .hasMessageContaining("append");
        assertThatThrownBy(() -> Routes.step("extractFromFile", "format: ods"))
                .rootCause()
                .hasMessageContaining("ITEMS-206");
    }

    @Test
    void anOutputKnowsWhetherOthersComeBehindIt() throws Exception {
        try (var routes = Routes.start(Map.of(), """
                - route:
                    from:
                      uri: direct:in
                      steps:
                        - to: items:if?condition=$json.n > 1&output.true=direct:true&output.false=direct:false
                - route:
                    from:
                      uri: direct:true
                      steps:
                        - to: items:set?field.where=true
                        - setBody:
                            simple: "${body} ${exchangeProperty.CamelItemsMoreOutputs}"
                - route:
                    from:
                      uri: direct:false
                      steps:
                        - to: items:set?field.where=false
                        - setBody:
                            simple: "${body} ${exchangeProperty.CamelItemsMoreOutputs}"
                """)) {
            assertThat(routes.json("direct:in", "[{\"n\":1},{\"n\":2}]"))
                    .contains("true\\\"}] true", "false\\\"}] false");
            assertThat(routes.json("direct:in", "[{\"n\":2}]")).contains("true\\\"}] false");
        }
    }

    @Test
    void expressionsSeeWhatTheRouteSaysOfTheExecution() throws Exception {
        try (var routes =
                Routes.step("set", "include: none", "field.id: =>$execution.id", "field.url: =>$execution.resumeUrl")) {
            var items = (Items) routes.context()
                    .createProducerTemplate()
                    .send(
                            "direct:in",
                            exchange -> exchange.setProperty(
                                    ItemsConstants.EXECUTION, Map.of("id", "7", "resumeUrl", "http://here")))
                    .getMessage()
                    .getBody();
            assertThat(items.json()).isEqualTo(List.of(Map.of("id", "7", "url", "http://here")));
        }
    }
}
