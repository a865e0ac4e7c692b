package dev.serai.ollama.client;

import static dev.serai.ollama.client.ChatScenario.generate;
import static dev.serai.ollama.client.ExpectedReply.text;
import static dev.serai.ollama.client.Setting.DIMENSIONS;
import static dev.serai.ollama.client.Setting.LOGPROBS;
import static dev.serai.ollama.client.Setting.NUM_PREDICT;
import static dev.serai.ollama.client.Setting.RAW;
import static dev.serai.ollama.client.Setting.TEMPERATURE;
import static dev.serai.ollama.client.Setting.TOP_LOGPROBS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.support.chat.FinishReason;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Continued texts and vectors with Ollama's own API. */
class OllamaGenerateContractTest {

    static Stream<ChatScenario> scenarios() {
        return Stream.of(
                generate(
                        replay("generate-nonstream"),
                        story(6).generate("Once upon a time"),
                        text(", there was a little g").cut().tokens(5, 6)),
                generate(
                        replay("generate-stream", "more /stream"),
                        story(6).generate("Once upon a time"),
                        text(", there was a little g").cut().tokens(5, 6)),
                generate(
                        replay("generate-raw"),
                        story(4).set(RAW, true).generate("Once"),
                        text(" upon a time,").cut().tokens(2, 4)),
                generate(
                        replay("generate-logprobs"),
                        withLogprobs(),
                        text(", there").cut().tokens(5, 2)),
                generate(
                        replay("generate-load", "more /prompt", "more /stream"),
                        Calls.model("stories:260k").generate(""),
                        text("").because(FinishReason.LOAD)),
                // Here a thinking model thinks in its text, which the client leaves as it is.
                generate(
                        replay("generate-think"),
                        Calls.model("scripted-think").generate("hi"),
                        text("<think>\nThe user greets me; a short reply is enough.\n</think>\n\n"
                                        + "Hi! I thought about it first.")
                                .tokens(8, 19)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void asksAndUnderstandsAsRecorded(ChatScenario scenario) throws Exception {
        scenario.check(Chunks.whole(), OllamaApi::new);
    }

    static Stream<Chunks> chunks() {
        return Chunks.variety();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("chunks")
    void chunksDoNotMatter(Chunks chunks) throws Exception {
        for (var scenario : scenarios().toList()) {
            if (Recording.read(scenario.replay().recording()).isStream()) {
                scenario.check(chunks, OllamaApi::new);
            }
        }
    }

    @Test
    void theContextToGoOnFromIsGivenBack() throws Exception {
        var answer = answer("generate-nonstream", story(6).generate("Once upon a time"));
        assertThat(answer.context()).hasSize(10);
        assertThat(answer.context().get(0).asInt()).isEqualTo(403);
    }

    @Test
    void rawAnswersHaveNoContext() throws Exception {
        assertThat(answer("generate-raw", story(4).set(RAW, true).generate("Once"))
                        .context())
                .isNull();
    }

    @Test
    void logprobsAreGivenBackAsTheyCame() throws Exception {
        var logprobs = answer("generate-logprobs", withLogprobs()).logprobs();
        assertThat(logprobs).hasSize(2);
        assertThat(logprobs.get(0).path("token").asText()).isEqualTo(",");
        assertThat(logprobs.get(0).path("top_logprobs")).hasSize(2);
    }

    /** The recorded requests for vectors. */
    enum Embedding {
        SINGLE("embed-single", List.of("other /input"), 4, "A cat"),
        BATCH("embed-batch-dims4", List.of(), 8, "A cat", "A dog"),
        NOTHING("embed-empty-array", List.of("more /dimensions"), -1);

        private final Replay replay;
        private final int tokens;
        private final String[] texts;

        Embedding(String recording, List<String> differences, int tokens, String... texts) {
            this.replay = replay(recording, differences.toArray(String[]::new));
            this.tokens = tokens;
            this.texts = texts;
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void eachTextHasItsVector(Embedding row) throws Exception {
        var call = Calls.model("all-minilm").set(DIMENSIONS, 4).embed(row.texts);
        var embeddings = row.replay.answer(Chunks.whole(), server -> new OllamaApi(server).embed(call));
        assertThat(embeddings.model()).isEqualTo("all-minilm");
        assertThat(embeddings.usage().promptTokens()).isEqualTo(row.tokens);
        assertThat(embeddings.vectors()).hasSize(row.texts.length);
        var expected = List.of(
                new float[] {0.6186206f, 0.41535038f, 0.06542491f, 0.66371095f},
                new float[] {-0.16032472f, 0.0012707388f, 0.3361778f, 0.9280511f});
        for (int i = 0; i < row.texts.length; i++) {
            assertThat(embeddings.vectors().get(i)).containsExactly(expected.get(i));
        }
    }

    private static Answer answer(String recording, GenerateCall call) throws Exception {
        return replay(recording).answer(Chunks.whole(), server -> new OllamaApi(server).generate(call));
    }

    private static Replay replay(String recording, String... differences) {
        return Replay.of("ollama/" + recording, differences);
    }

    private static Calls story(int tokens) {
        return Calls.model("stories:260k").set(NUM_PREDICT, tokens).set(TEMPERATURE, 0.0);
    }

    private static GenerateCall withLogprobs() {
        return story(2).set(LOGPROBS, true).set(TOP_LOGPROBS, 2).generate("Once upon a time");
    }
}
