package dev.serai.runtime.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

class RunAgainTest {

    private final List<String> seen = new CopyOnWriteArrayList<>();

    private final RouteBuilder routes = new RouteBuilder() {
        @Override
        public void configure() {
            from("direct:order")
                    .routeId("order")
                    .setVariable("who", simple("${header.user}"))
                    .id("remember")
                    .setBody(simple("${body[item]} for ${variable.who}"))
                    .id("name")
                    .process(exchange -> seen.add(exchange.getMessage().getBody(String.class) + "/"
                            + exchange.getMessage().getHeader("Authorization")))
                    .id("book")
                    .split(body().tokenize(" "))
                    .setBody(simple("${body}!"))
                    .id("inner")
                    .end();
            from("direct:plain")
                    .routeId("plain")
                    .process(exchange ->
                            seen.add(String.valueOf(exchange.getMessage().getBody())));
        }
    };

    private String again(Recording recording, String run) throws Exception {
        return recording.records.again(run).toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private String again(Recording recording, String run, long step) throws Exception {
        return recording.records.again(run, step).toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static long step(RunDetail run, String node) {
        return run.steps().stream()
                .filter(step -> node.equals(step.node()))
                .findFirst()
                .orElseThrow()
                .number();
    }

    private static RunDetail ended(Recording recording, String id) throws Exception {
        await().atMost(20, TimeUnit.SECONDS)
                .until(() -> recording.runs().stream()
                        .anyMatch(run -> run.id().equals(id) && !run.state().open()));
        return recording.load(id);
    }

    @Test
    void aRunIsDoneAgainFromItsStartWithTheSameInput() throws Exception {
        try (var recording = new Recording(routes)) {
            recording.template.requestBodyAndHeaders(
                    "direct:order", Map.of("item", "tea"), Map.of("user", "Ada", "Authorization", "Bearer x"));
            var first = recording.only();
            var second = ended(recording, again(recording, first.run().id()));
            assertThat(second.run().againOf()).isEqualTo(first.run().id());
            assertThat(second.run().againStep()).isEqualTo(-1);
            assertThat(second.run().workflow()).isEqualTo("order");
            assertThat(second.steps())
                    .extracting(StepRecord::node)
                    .isEqualTo(first.steps().stream().map(StepRecord::node).toList());
            // The login was masked, and so is not sent for somebody else.
            assertThat(seen).containsExactly("tea for Ada/Bearer x", "tea for Ada/null");
        }
    }

    @Test
    void aRunIsGoneOnWithFromAStep() throws Exception {
        try (var recording = new Recording(routes)) {
            recording.template.requestBodyAndHeader("direct:order", Map.of("item", "tea"), "user", "Ada");
            var first = recording.only();
            var name = step(first, "name");
            var second = ended(recording, again(recording, first.run().id(), name));
            assertThat(second.run().againStep()).isEqualTo(name);
            assertThat(second.steps().get(0).node()).isEqualTo("name");
            assertThat(second.steps()).extracting(StepRecord::node).doesNotContain("remember");
            assertThat(seen).containsExactly("tea for Ada/null", "tea for Ada/null");
        }
    }

    @Test
    void whatWasNotKeptWholeIsRefusedWithTheReason() throws Exception {
        try (var recording = new Recording(routes)) {
            recording.template.requestBody("direct:plain", "x".repeat(20_000));
            assertThatThrownBy(() -> again(recording, recording.runs().get(0).id()))
                    .hasMessageContaining("RECORDS-203")
                    .hasMessageContaining("longer than what is kept");
            recording.template.requestBody("direct:plain", Map.of("password", "x"));
            assertThatThrownBy(() -> again(recording, recording.runs().get(0).id()))
                    .hasMessageContaining("a secret");
            recording.template.requestBody("direct:plain", "the word is sesame-open-1234");
            assertThat(recording.runs().get(0).input()).isEqualTo("the word is ***");
            assertThatThrownBy(() -> again(recording, recording.runs().get(0).id()))
                    .hasMessageContaining("a secret");
            recording.template.requestBody("direct:plain", new ByteArrayInputStream(new byte[4]));
            assertThatThrownBy(() -> again(recording, recording.runs().get(0).id()))
                    .hasMessageContaining("only the size");
            assertThat(seen).hasSize(4);
        }
    }

    @Test
    void aRunThatHadMoreHeadersThanAreKeptIsRefused() throws Exception {
        try (var recording = new Recording(routes)) {
            var headers = new HashMap<String, Object>();
            for (int i = 0; i < Fields.MOST; i++) {
                headers.put("header" + i, i);
            }
            recording.template.requestBodyAndHeaders("direct:plain", "x", headers);
            ended(recording, again(recording, recording.only().run().id()));
            headers.put("one more", "x");
            recording.template.requestBodyAndHeaders("direct:plain", "x", headers);
            assertThatThrownBy(() -> again(recording, recording.runs().get(0).id()))
                    .hasMessageContaining("RECORDS-203")
                    .hasMessageContaining("not every header was kept");
            assertThat(seen).hasSize(3);
        }
    }

    @Test
    void whatCannotBeGoneOnWithIsRefused() throws Exception {
        try (var recording = new Recording(routes)) {
            recording.template.requestBodyAndHeader("direct:order", Map.of("item", "tea"), "user", "Ada");
            var run = recording.only();
            assertThatThrownBy(() -> again(recording, run.run().id(), 99)).hasMessageContaining("RECORDS-202");
            assertThatThrownBy(() -> again(recording, "0000000000000")).hasMessageContaining("RECORDS-201");
            assertThatThrownBy(() -> again(recording, run.run().id(), step(run, "inner")))
                    .hasMessageContaining("plit");
            recording.context.getRouteController().stopRoute("order");
            assertThatThrownBy(() -> again(recording, run.run().id()))
                    .hasMessageContaining("RECORDS-204")
                    .hasMessageContaining("'order' is stopped");
        }
    }
}
