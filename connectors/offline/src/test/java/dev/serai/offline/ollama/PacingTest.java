package dev.serai.offline.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.offline.http.Json;
import dev.serai.offline.junit.OllamaServerExtension;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PacingTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @RegisterExtension
    static OllamaServerExtension ollama = new OllamaServerExtension();

    @Test
    void aSlowFirstTokenKeepsNobodyElseWaiting() throws Exception {
        ollama.when().contains("slow").reply(ScriptedReply.text("late").firstTokenAfter(Duration.ofHours(1)));

        var slow = Http.postLater(ollama.server(), "/api/chat", Http.chat("scripted-chat", "slow"));
        ollama.server().requests().awaitInFlight(1, LIMIT);
        var fast = Http.postLater(ollama.server(), "/api/chat", Http.chat("scripted-chat", "fast"))
                .get(20, TimeUnit.SECONDS);

        assertThat(Http.said(fast)).isEqualTo("Hello from the scripted model.");
        assertThat(slow).isNotDone();
        slow.cancel(true);
        ollama.server().requests().awaitCancelled(LIMIT);
    }

    @Test
    void tokensComeOneByOneAndTheReportCountsTheirTime() {
        ollama.always(ScriptedReply.text("a b c d")
                .firstTokenAfter(Duration.ofMillis(20))
                .tokenEvery(Duration.ofMillis(5)));

        var answer = Http.stream(ollama.server(), "/api/chat", Http.chatStream("scripted-chat", "x"));

        assertThat(answer.lines()).hasSize(5);
        assertThat(answer.lines().get(4)).contains("\"eval_count\":5");
    }

    @Test
    void anEndlessAnswerEndsWhenTheClientLeaves() {
        ollama.always(ScriptedReply.endless("again and ").tokenEvery(Duration.ofMillis(1)));

        var answer = Http.postLater(ollama.server(), "/api/chat", Http.chatStream("scripted-chat", "x"));
        ollama.server().requests().await(r -> r.status() == 200, LIMIT);
        answer.cancel(true);

        ollama.server().requests().awaitCancelled(LIMIT);
        ollama.server().requests().awaitIdle(LIMIT);
    }

    @Test
    void anEndlessAnswerStopsAtTheLimitInTheRequest() {
        ollama.always(ScriptedReply.endless("again "));

        var answer = Http.json(Http.post(ollama.server(), "/api/chat", """
                {"model":"scripted-chat","stream":false,"options":{"num_predict":3},
                "messages":[{"role":"user","content":"x"}]}"""));

        assertThat(answer.path("done_reason").asText()).isEqualTo("length");
        assertThat(answer.path("eval_count").asInt()).isEqualTo(3);
    }

    @Test
    void aClientThatReadsSlowlyGetsEveryTokenOnce() throws Exception {
        var words = IntStream.range(0, 50_000).mapToObj(String::valueOf).collect(Collectors.joining(" "));
        ollama.always(ScriptedReply.text(words));
        var question = HttpRequest.newBuilder(URI.create(ollama.baseUrl() + "/api/chat"))
                .POST(BodyPublishers.ofString(Http.chatStream("scripted-chat", "x")))
                .build();

        var answer = Http.CLIENT.send(question, BodyHandlers.ofInputStream());
        var meanwhile = Http.get(ollama.server(), "/api/version");
        var said = new StringBuilder();
        try (var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            lines.lines()
                    .forEach(line -> said.append(
                            Json.parse(line).path("message").path("content").asText()));
        }

        assertThat(meanwhile.statusCode()).isEqualTo(200);
        assertThat(said.toString().equals(words)).isTrue();
    }

    @Test
    void smallWritesCutCharactersInTheMiddle() throws Exception {
        ollama.always(ScriptedReply.text("日本 語👋").inWritesOf(2));
        var pieces = new ArrayList<byte[]>();
        var question = HttpRequest.newBuilder(URI.create(ollama.baseUrl() + "/api/chat"))
                .POST(BodyPublishers.ofString(Http.chatStream("scripted-chat", "x")))
                .build();

        Http.CLIENT.send(question, BodyHandlers.ofByteArrayConsumer(piece -> piece.ifPresent(pieces::add)));

        assertThat(pieces)
                .hasSizeGreaterThan(50)
                .allSatisfy(piece -> assertThat(piece).hasSizeLessThanOrEqualTo(2));
        var whole = new ByteArrayOutputStream();
        pieces.forEach(whole::writeBytes);
        assertThat(whole.toString(StandardCharsets.UTF_8)).contains("日本", "語👋");
    }

    @Test
    void resetHangsUpOnOpenExchanges() {
        ollama.always(ScriptedReply.neverAnswers());
        var waiting = Http.postLater(ollama.server(), "/api/chat", Http.chat("scripted-chat", "x"));
        ollama.server().requests().await(r -> !r.body().isEmpty(), LIMIT);

        ollama.server().reset();

        assertThat(waiting).failsWithin(LIMIT);
        assertThat(ollama.server().requests().inFlight()).isZero();
    }

    @Test
    void theClientThatLeavesWhileAModelLoadsStopsTheLoad() {
        ollama.server()
                .models()
                .add(Model.named("huge").loadTime(Duration.ofHours(1)).build());

        var answer = Http.postLater(ollama.server(), "/api/chat", Http.chat("huge", "x"));
        ollama.server().requests().await(r -> !r.body().isEmpty(), LIMIT);
        answer.cancel(true);

        ollama.server().requests().awaitCancelled(LIMIT);
        assertThat(ollama.server().loaded().all()).isEmpty();
    }
}
