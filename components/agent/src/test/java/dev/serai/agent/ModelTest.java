package dev.serai.agent;

import static dev.serai.agent.ScriptedModel.call;
import static dev.serai.agent.ScriptedModel.calls;
import static dev.serai.agent.ScriptedModel.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.support.chat.ChatDelta;
import dev.serai.support.chat.ChatReply;
import dev.serai.support.chat.ChatStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeoutException;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a model's endpoint may give, and what happens when it fails. */
@Timeout(60)
class ModelTest {

    private static RouteBuilder model(String name, Processor processor) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("direct:" + name).process(processor);
            }
        };
    }

    private static RouteBuilder giving(Object body) {
        return model("model", exchange -> exchange.getMessage().setBody(body));
    }

    private static Routes with(RouteBuilder model, String... options) throws Exception {
        var all = new ArrayList<>(List.of(options));
        all.add("model: direct:model");
        return Routes.start(Map.of("m", model), Yaml.agent(all.toArray(String[]::new)));
    }

    @Test
    void aTextAReplyAndAStreamAreAnswers() throws Exception {
        for (var body :
                List.of("Hello", text("Hello"), ChatStream.of(List.<ChatDelta>of(new ChatDelta.Done(text("Hello")))))) {
            try (var routes = with(giving(body))) {
                assertThat(routes.ask("direct:ask", "hi", String.class)).isEqualTo("Hello");
            }
        }
    }

    @Test
    void nothingIsNoAnswer() throws Exception {
        try (var routes = with(giving(null))) {
            assertThat(routes.send("direct:ask", "hi").getException()).hasMessageStartingWith("[AGENT-102]");
        }
    }

    @Test
    void aStreamThatEndsTooEarlyIsNoAnswer() throws Exception {
        var half = ChatStream.of(List.<ChatDelta>of(new ChatDelta.Text("Hel")));
        try (var routes = with(giving(half))) {
            assertThat(routes.send("direct:ask", "hi").getException()).isInstanceOf(Exception.class);
        }
    }

    @Test
    void theNextModelIsAskedWhenOneFails() throws Exception {
        try (var routes = Routes.start(Yaml.agent("model: model:a", "fallbackModel: \"model:b, model:c\""))) {
            routes.model().thenFail(new IllegalStateException("down")).thenFail(new IllegalStateException("down too"));
            routes.model().then(text("third"));
            assertThat(routes.ask("direct:ask", "hi", String.class)).isEqualTo("third");
        }
    }

    @Test
    void whenAllModelsFailTheErrorNamesThem() throws Exception {
        try (var routes = Routes.start(Yaml.agent("model: model:a", "fallbackModel: model:b"))) {
            routes.model().thenFail(new IllegalStateException("down")).thenFail(new IllegalStateException("broken"));
            assertThat(routes.send("direct:ask", "hi").getException())
                    .hasMessageStartingWith("[AGENT-101]")
                    .hasMessageContaining("model://a: down")
                    .hasMessageContaining("model://b: broken");
        }
    }

    @Test
    void afterItsFirstWordAModelIsNotReplaced() throws Exception {
        ChatStream broken = ChatStream.of(
                (Flow.Subscriber<? super ChatDelta> reader) -> reader.onSubscribe(new Flow.Subscription() {
                    private boolean first = true;

                    @Override
                    public void request(long n) {
                        if (first) {
                            first = false;
                            reader.onNext(new ChatDelta.Text("Hel"));
                        } else {
                            reader.onError(new IllegalStateException("line cut"));
                        }
                    }

                    @Override
                    public void cancel() {}
                }),
                () -> {});
        try (var routes = with(giving(broken), "fallbackModel: model:b", "stream: true")) {
            var deltas = Deltas.on(routes.ask("direct:ask", "hi", ChatStream.class), Long.MAX_VALUE);
            assertThat(deltas.end())
                    .failsWithin(Duration.ofSeconds(20))
                    .withThrowableThat()
                    .withMessageContaining("line cut");
            assertThat(Deltas.kinds(deltas.seen())).containsExactly("text");
            assertThat(routes.model().requests()).isEmpty();
        }
    }

    /** A model's own timeout is not the run's. */
    @Test
    void aTimeoutOfTheModelIsNotTheRunsTimeLimit() throws Exception {
        var slow = model("model", exchange -> {
            throw new TimeoutException("no answer from the server");
        });
        try (var routes = with(slow)) {
            assertThat(routes.send("direct:ask", "hi").getException())
                    .isInstanceOf(TimeoutException.class)
                    .hasMessage("no answer from the server");
        }
    }

    @Test
    void textBesideCallsIsKeptButIsNotTheAnswer() throws Exception {
        try (var routes = Routes.start(Yaml.tool("note", "Noted"), Yaml.agent("tools: note"))) {
            var both = calls(call("note", Map.of()));
            routes.model()
                    .then(new ChatReply(null, "Let me note that.", "hm", both.toolCalls(), null, null), text("Done."));
            assertThat(routes.ask("direct:ask", "hi", String.class)).isEqualTo("Done.");
            var second = routes.model().last().messages().get(1);
            assertThat(second.text()).isEqualTo("Let me note that.");
            assertThat(second.thinking()).isEqualTo("hm");
        }
    }

    @Test
    void wrongOptionsAreNamedAtTheStart() {
        for (var wrong : List.of(
                "maxTurns: 0",
                "repeatLimit: 0",
                "memoryMessages: 0",
                "toolTimeout: 0",
                "memorySummary: true",
                "output: \"{\"",
                "runs: nowhere")) {
            assertThat(Assertions.catchThrowable(
                            () -> Routes.start(Yaml.agent(wrong)).close()))
                    .as(wrong)
                    .hasStackTraceContaining("[AGENT-00");
        }
        assertThat(Assertions.catchThrowable(
                        () -> Routes.start(Yaml.agent("model: \" \"")).close()))
                .hasStackTraceContaining("[AGENT-002]");
    }
}
