package dev.serai.ollama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.serai.offline.ollama.OllamaStandIn;
import dev.serai.offline.ollama.ScriptedReply;
import dev.serai.ollama.client.OllamaError;
import dev.serai.ollama.client.OllamaException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NodesTest {

    private OllamaStandIn laptop;
    private OllamaStandIn strix;
    private Routes routes;

    @BeforeEach
    void start() throws Exception {
        laptop = OllamaStandIn.builder().model("small").model("large").start();
        strix = OllamaStandIn.builder().model("large").start();
        laptop.always(ScriptedReply.text("laptop"));
        strix.always(ScriptedReply.text("strix"));
        routes = Routes.on("http://127.0.0.1:1");
    }

    @AfterEach
    void stop() {
        routes.close();
        laptop.close();
        strix.close();
    }

    private static void answers(OllamaStandIn node, ScriptedReply reply) {
        node.script().clear();
        node.always(reply);
    }

    private String chat(String model, String options) {
        return "ollama:chat/" + model + "?hosts=RAW(" + laptop.host() + "(gpu=cuda)," + strix.host() + "(gpu=rocm))"
                + options;
    }

    @Test
    void theNodeThatHasTheModelInMemoryAnswers() {
        routes.send("ollama:load/large?baseUrl=" + strix.baseUrl(), null);
        assertThat(routes.ask(chat("large", ""), "hi", String.class)).isEqualTo("strix");
    }

    @Test
    void amongEqualsTheOneWithFewerRequestsInFlightAnswers() throws Exception {
        answers(laptop, ScriptedReply.text("laptop").firstTokenAfter(Duration.ofSeconds(20)));
        var uri = chat("large", "&hostPolicy=least-busy");
        CompletableFuture<Object> waiting = routes.template().asyncRequestBody(uri, "hi");
        laptop.requests().awaitInFlight(1, Duration.ofSeconds(10));
        assertThat(routes.ask(uri, "hi", String.class)).isEqualTo("strix");
        assertThat(waiting).isNotDone();
        waiting.cancel(true);
    }

    @Test
    void anotherNodeAnswersWhenOneIsGone() {
        var uri = chat("large", "&hostPolicy=in-order");
        assertThat(routes.ask(uri, "hi", String.class)).isEqualTo("laptop");
        laptop.close();
        assertThat(routes.ask(uri, "hi", String.class)).isEqualTo("strix");
    }

    @Test
    void anotherNodeAnswersWhenOneDiesBeforeTheFirstToken() {
        answers(laptop, ScriptedReply.text("laptop").errorAfter(0, "llama runner process has terminated"));
        var uri = chat("large", "&hostPolicy=in-order&stream=true&streamTo=mock:deltas");
        assertThat(routes.ask(uri, "hi", String.class)).isEqualTo("strix");
        assertThat(laptop.requests().all()).hasSize(1);
    }

    @Test
    void aModelThatOnlyOneNodeHasIsFoundThere() {
        assertThat(routes.ask(chat("small", ""), "hi", String.class)).isEqualTo("laptop");
    }

    @Test
    void aModelThatNoNodeHasIsMissingRatherThanUnreachable() {
        var error = routes.send(chat("none", ""), "hi").getException(OllamaException.class);
        assertThat(error.error()).isEqualTo(OllamaError.MODEL_MISSING);
    }

    @Test
    void whenAllAreGoneTheErrorNamesThemAll() {
        var uri = chat("large", "");
        laptop.close();
        strix.close();
        var error = routes.send(uri, "hi").getException(OllamaException.class);
        assertThat(error.error()).isEqualTo(OllamaError.NO_NODE);
        assertThat(error).hasMessageContaining(laptop.host()).hasMessageContaining(strix.host());
    }

    @Test
    void aNodeThatComesBackIsUsedAgain() throws Exception {
        var uri = chat("large", "&hostPolicy=in-order");
        int port = laptop.port();
        laptop.close();
        assertThat(routes.ask(uri, "hi", String.class)).isEqualTo("strix");
        try (var again = OllamaStandIn.builder().port(port).model("large").start()) {
            again.always(ScriptedReply.text("again"));
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> routes.ask(uri, "hi", String.class).equals("again"));
        }
    }

    @Test
    void onlyNodesWithTheWantedLabelsAreUsed() {
        assertThat(routes.ask(chat("large", "&nodeSelector=gpu=rocm&hostPolicy=in-order"), "hi", String.class))
                .isEqualTo("strix");
        assertThatThrownBy(() -> routes.send(chat("large", "&nodeSelector=gpu=metal"), "hi"))
                .hasRootCauseInstanceOf(OllamaException.class)
                .hasStackTraceContaining("OLLAMA-003");
    }

    @Test
    void noMoreThanTheAllowedNumberIsInFlight() throws Exception {
        var uri = "ollama:chat/large?maxInFlight=2&baseUrl=" + strix.baseUrl();
        answers(strix, ScriptedReply.text("ok").firstTokenAfter(Duration.ofMillis(20)));
        var all = IntStream.range(0, 12)
                .mapToObj(i -> routes.template().asyncRequestBody(uri, "hi"))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(all).join();
        assertThat(strix.requests().maxInFlight()).isLessThanOrEqualTo(2);
    }
}
