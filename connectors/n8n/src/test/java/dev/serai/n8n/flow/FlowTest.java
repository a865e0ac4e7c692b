package dev.serai.n8n.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class FlowTest {

    private final Flow flow = new Flow();
    private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

    private Object body() {
        return exchange.getMessage().getBody();
    }

    private void body(Object body) {
        exchange.getMessage().setBody(body);
    }

    @Test
    void aMergeGetsTheListsOfItsInputs() {
        flow.begin(exchange);
        body(List.of("b"));
        flow.arrive(exchange, "merge", 1);
        body(List.of("a"));
        flow.arrive(exchange, "merge", 0);
        flow.arrived(exchange, "merge", 2);

        assertThat(body()).isEqualTo(List.of(List.of("a"), List.of("b")));
    }

    @Test
    void allTriggersOfAWorkflowAreTheSameWorkflow() throws Exception {
        try (var context = new DefaultCamelContext()) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:hook").routeId("shop/My hook/1").process(flow::begin);
                    from("direct:time").routeId("shop/Timer").process(flow::begin);
                }
            });
            context.start();
            for (var trigger : List.of("direct:hook", "direct:time")) {
                assertThat(context.createProducerTemplate()
                                .request(trigger, made -> {})
                                .getProperty("CamelItemsWorkflow"))
                        .isEqualTo("shop");
            }
        }
    }

    @Test
    void anInputThatDidNotComeIsEmpty() {
        flow.begin(exchange);
        body(List.of("b"));
        flow.arrive(exchange, "merge", 1);
        flow.arrived(exchange, "merge", 3);

        assertThat(body()).isEqualTo(List.of(List.of(), List.of("b"), List.of()));
    }

    @Test
    void aMergeBeginsAnewInTheNextRound() {
        flow.begin(exchange);
        body(List.of("a"));
        flow.arrive(exchange, "merge", 0);
        flow.arrived(exchange, "merge", 1);
        flow.arrived(exchange, "merge", 1);

        assertThat(body()).isEqualTo(List.of(List.of()));
    }

    @Test
    void copiesShareWhatHasCome() {
        flow.begin(exchange);
        var copy = exchange.copy();
        copy.getMessage().setBody(List.of("a"));
        flow.arrive(copy, "merge", 0);
        flow.arrived(exchange, "merge", 1);

        assertThat(body()).isEqualTo(List.of(List.of("a")));
    }

    @Test
    void aCycleRunsItsListsInTheirOrderAndEnds() {
        flow.begin(exchange);
        for (var name : List.of("a", "b")) {
            body(List.of(name));
            flow.again(exchange, "node");
        }
        body(List.of());
        flow.again(exchange, "node");

        flow.next(exchange, "node");
        assertThat(body()).isEqualTo(List.of("a"));
        flow.next(exchange, "node");
        assertThat(body()).isEqualTo(List.of("b"));
        assertThat(flow.more(exchange, "node")).isFalse();
    }

    @Test
    void anAnswerInJsonBecomesAnObject() {
        body("{\"a\": 1}");
        flow.answer(exchange, "output", true);

        assertThat(body()).isEqualTo(Map.of("output", Map.of("a", 1)));
    }

    @Test
    void theFirstReplyCounts() {
        var webhook = new Webhook();
        flow.begin(exchange);
        exchange.setVariable("items", List.of(Map.of("n", 1)));
        webhook.respond(exchange, "firstIncomingItem");
        exchange.setVariable("items", List.of(Map.of("n", 2)));
        webhook.respond(exchange, "firstIncomingItem");
        webhook.finish(exchange, "node");

        assertThat(body()).isEqualTo("{\"n\":1}");
        assertThat(exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(200);
    }

    @Test
    void aFlowWithoutAReplyAnswersWithItsLastItem() {
        flow.begin(exchange);
        body(List.of(Map.of("n", 1), Map.of("n", 2)));
        new Webhook().finish(exchange, "firstEntryJson");

        assertThat(body()).isEqualTo("{\"n\":1}");
    }

    @Test
    void aPageOfAFlowDoesNotActAsOneOfTheConsole() {
        flow.begin(exchange);
        exchange.setVariable("items", List.of());
        exchange.setVariable(
                "p",
                Map.of(
                        "body",
                        "<script>",
                        "headers",
                        Map.of(
                                "a", Map.of("name", "content-type", "value", "text/html"),
                                "b", Map.of("name", "Content-Security-Policy", "value", "default-src *"),
                                "c", Map.of("name", "Set-Cookie", "value", "serai_session=x"),
                                "d", Map.of("name", "Transfer-Encoding", "value", "chunked"),
                                "e", Map.of("name", "CamelHttpResponseCode", "value", "500"),
                                "f", Map.of("name", "X-Own", "value", "a\r\nb"))));
        new Webhook().respond(exchange, "text");
        new Webhook().finish(exchange, "node");

        var headers = exchange.getMessage().getHeaders();
        assertThat(String.valueOf(headers.get("Content-Security-Policy")))
                .startsWith("sandbox ")
                .endsWith(", default-src *")
                .doesNotContain("allow-same-origin");
        assertThat(headers)
                .doesNotContainKeys("Set-Cookie", "Transfer-Encoding")
                .containsEntry("CamelHttpResponseCode", 200)
                .containsEntry("X-Own", "a  b");
    }
}
