package dev.serai.ollama.client;

import static dev.serai.ollama.client.ErrorScenario.error;
import static dev.serai.ollama.client.OllamaError.CANNOT;
import static dev.serai.ollama.client.OllamaError.MODEL_MISSING;
import static dev.serai.ollama.client.OllamaError.PROMPT_TOO_LONG;
import static dev.serai.ollama.client.OllamaError.REJECTED;
import static dev.serai.ollama.client.Setting.DIMENSIONS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Models, vectors and refusals through OpenAI's API, with Ollama and with llama-server. */
class OpenAiServerContractTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({"ollama/v1-models, stories:260k, library", "llama-server/models, scripted-chat, llamacpp"})
    void modelsAreNamedByTheirId(String recording, String name, String owner) throws Exception {
        var models = Replay.of(recording).answer(Chunks.whole(), server -> new OpenAiApi(server).models());
        assertThat(models).hasSize(1);
        assertThat(models.get(0)).containsEntry("name", name).containsEntry("owned_by", owner);
    }

    @Test
    void vectorsComeAsNumbers() throws Exception {
        var embeddings = embed(Replay.of("ollama/v1-embeddings"), cat());
        assertThat(embeddings.vectors()).hasSize(1);
        assertThat(embeddings.vectors().get(0)).containsExactly(0.6186206f, 0.41535038f, 0.06542491f, 0.66371095f);
        assertThat(embeddings.usage().promptTokens()).isEqualTo(4);
        assertThat(embeddings.usage().outputTokens()).isEqualTo(-1);
    }

    @Test
    void vectorsInBase64AreTheSame() throws Exception {
        var replay = Replay.of("ollama/v1-embeddings-base64", "other /input");
        var embeddings = embed(replay, cat().extra("encoding_format", "base64"));
        assertThat(embeddings.vectors().get(0))
                .containsExactly(new float[] {0.6186206f, 0.41535038f, 0.06542491f, 0.66371095f}, within(1e-6f));
    }

    @Test
    void eachTextHasItsVector() throws Exception {
        var call = Calls.model("minilm").embed("A cat", "A dog");
        var embeddings = Replay.of("llama-server/embeddings", "more /model")
                .answer(Chunks.random(3), server -> new OpenAiApi(server).embed(call));
        assertThat(embeddings.vectors())
                .hasSize(2)
                .allSatisfy(vector -> assertThat(vector).hasSize(384));
        assertThat(embeddings.vectors().get(0)).startsWith(0.05965705f, 0.040054563f);
        assertThat(embeddings.vectors().get(1))
                .isNotEqualTo(embeddings.vectors().get(0));
        assertThat(embeddings.usage().promptTokens()).isEqualTo(8);
    }

    static Stream<ErrorScenario> refusals() {
        var nothing = Map.<String, Object>of("type", "object", "properties", Map.of());
        return Stream.of(
                error(v1("err-404"), asked(once("nope")), MODEL_MISSING, "'nope'", "ollama pull nope"),
                error(v1("err-nomsgs"), asked(Calls.model("stories:260k")), REJECTED, "messages"),
                error(
                        v1("err-tools", "more /tools/0/function/description"),
                        asked(once("stories:260k").tool("f", "", nothing)),
                        CANNOT,
                        "stories:260k",
                        "tools"),
                error(Replay.answerOf("ollama/v1-err-badjson"), asked(hi()), REJECTED, "invalid character 'b'"),
                error(Replay.answerOf("llama-server/err-badjson"), asked(hi()), REJECTED, "parse error"),
                error(Replay.answerOf("llama-server/err-badjson"), streamed(hi()), REJECTED, "parse error"),
                error(
                        Replay.of("llama-server/err-ctx", "more /model"),
                        asked(Calls.model("m").user("x".repeat(4000))),
                        PROMPT_TOO_LONG,
                        "'m'",
                        "4006 tokens",
                        "2048 tokens"),
                error(
                        Replay.of("llama-server/err-embed", "more /model", "other /input"),
                        api(a -> a.embed(Calls.model("m").embed("x"))),
                        CANNOT,
                        "'m'",
                        "--embeddings"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void eachRefusalHasItsCodeAndARemedy(ErrorScenario scenario) throws Exception {
        scenario.check(Chunks.whole());
        scenario.check(Chunks.random(7));
    }

    private static Embeddings embed(Replay replay, Calls call) throws Exception {
        return replay.answer(Chunks.whole(), server -> new OpenAiApi(server).embed(call.embed("A cat")));
    }

    private static Calls cat() {
        return Calls.model("all-minilm").set(DIMENSIONS, 4);
    }

    private static Replay v1(String recording, String... differences) {
        return Replay.of("ollama/v1-" + recording, differences);
    }

    private static Function<Transport, CompletableFuture<?>> api(Function<OpenAiApi, CompletableFuture<?>> call) {
        return server -> call.apply(new OpenAiApi(server));
    }

    private static Function<Transport, CompletableFuture<?>> asked(Calls call) {
        return api(a -> a.chat(call.chat()));
    }

    private static Function<Transport, CompletableFuture<?>> streamed(Calls call) {
        return api(a -> a.stream(call.chat()));
    }

    private static Calls once(String model) {
        return Calls.model(model).user("Once upon a time");
    }

    private static Calls hi() {
        return Calls.model("scripted-chat").user("hi");
    }
}
