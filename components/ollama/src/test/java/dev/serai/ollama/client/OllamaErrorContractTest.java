package dev.serai.ollama.client;

import static dev.serai.ollama.client.ErrorScenario.error;
import static dev.serai.ollama.client.OllamaError.BAD_IMAGE;
import static dev.serai.ollama.client.OllamaError.BUSY;
import static dev.serai.ollama.client.OllamaError.CANNOT;
import static dev.serai.ollama.client.OllamaError.CLOUD_MODEL;
import static dev.serai.ollama.client.OllamaError.MODEL_MISSING;
import static dev.serai.ollama.client.OllamaError.NOT_OLLAMA;
import static dev.serai.ollama.client.OllamaError.PROMPT_TOO_LONG;
import static dev.serai.ollama.client.OllamaError.REJECTED;
import static dev.serai.ollama.client.OllamaError.STREAM_BROKE;
import static dev.serai.ollama.client.OllamaError.TRANSFER_FAILED;
import static dev.serai.ollama.client.Setting.DIMENSIONS;
import static dev.serai.ollama.client.Setting.KEEP_ALIVE;
import static dev.serai.ollama.client.Setting.NUM_CTX;
import static dev.serai.ollama.client.Setting.NUM_PREDICT;
import static dev.serai.ollama.client.Setting.THINK;
import static dev.serai.ollama.client.Setting.TOP_LOGPROBS;
import static dev.serai.ollama.client.Setting.TRUNCATE;

import dev.serai.support.chat.ChatImage;
import dev.serai.support.chat.ChatMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that Ollama was recorded to refuse. */
class OllamaErrorContractTest {

    private static final String PULL = "ollama pull nope";
    private static final byte[] PICTURE = "hello".getBytes(StandardCharsets.UTF_8);

    static Stream<ErrorScenario> scenarios() {
        return Stream.of(
                error(stream("err-404-model"), streamed(once("nope")), MODEL_MISSING, "'nope'", PULL),
                error(
                        stream("err-404-generate"),
                        api(a -> a.stream(Calls.model("nope").generate("x"))),
                        MODEL_MISSING,
                        "'nope'",
                        PULL),
                error(
                        whole("err-404-embed", "other /input"),
                        api(a -> a.embed(Calls.model("nope").embed("x"))),
                        MODEL_MISSING,
                        "'nope'",
                        PULL),
                error(whole("err-404-show"), api(a -> a.show("nope", false)), MODEL_MISSING, "'nope'", PULL),
                error(whole("err-copy-404"), api(a -> a.copy("nope", "x")), MODEL_MISSING, "'nope'", PULL),
                error(whole("err-delete-404"), api(a -> a.delete("nope")), MODEL_MISSING, "'nope'", PULL),
                error(stream("err-400-think"), streamed(once().set(THINK, "true")), CANNOT, "stories:260k", "thinking"),
                error(
                        stream("err-400-tools"),
                        streamed(once().tool("f", "d", parameterA())),
                        CANNOT,
                        "stories:260k",
                        "tools"),
                error(
                        stream("err-chat-on-embedding-model"),
                        streamed(Calls.model("all-minilm").user("x")),
                        CANNOT,
                        "all-minilm",
                        "chat"),
                error(
                        stream("err-400-generate-on-embedding-model"),
                        api(a -> a.stream(Calls.model("all-minilm").generate("x"))),
                        CANNOT,
                        "all-minilm",
                        "generate"),
                error(
                        whole("err-501-embed-on-completion-model"),
                        api(a -> a.embed(
                                Calls.model("stories:260k").set(DIMENSIONS, 4).embed("a", "b"))),
                        CANNOT,
                        "stories:260k",
                        "embeddings"),
                error(whole("err-images"), asked(picture()), CANNOT, "stories:260k", "image input is not supported"),
                error(Replay.answerOf("ollama/err-image-bad-base64"), asked(picture()), BAD_IMAGE, "illegal base64"),
                error(stream("err-400-think-level"), streamed(once().set(THINK, "ultra")), REJECTED, "ultra", "max"),
                error(stream("err-400-toplogprobs"), streamed(once().set(TOP_LOGPROBS, 21)), REJECTED, "top_logprobs"),
                error(stream("err-keepalive"), streamed(once().set(KEEP_ALIVE, "soon")), REJECTED, "soon"),
                error(stream("err-option-type"), streamed(once().extra("temperature", "hot")), REJECTED, "temperature"),
                error(whole("err-num-ctx-string"), asked(hi().extra("num_ctx", "4096")), REJECTED, "num_ctx"),
                error(whole("err-stop-string"), asked(hi().extra("stop", "x")), REJECTED, "stop"),
                error(Replay.answerOf("ollama/err-format"), asked(hi().json()), REJECTED, "invalid format"),
                error(Replay.answerOf("ollama/err-arguments-as-string"), asked(hi()), REJECTED, "closing '}'"),
                error(Replay.answerOf("ollama/err-content-array"), asked(hi()), REJECTED, "cannot unmarshal array"),
                error(Replay.answerOf("ollama/err-400-badjson"), asked(hi()), REJECTED, "invalid character 'b'"),
                error(Replay.answerOf("ollama/err-400-empty-body"), asked(hi()), REJECTED, "missing request body"),
                error(Replay.answerOf("ollama/err-400-nomodel"), asked(hi()), REJECTED, "model is required"),
                error(
                        Replay.answerOf("ollama/err-embed-input"),
                        api(a -> a.embed(Calls.model("m").embed("x"))),
                        REJECTED,
                        "invalid input type"),
                error(
                        Replay.answerOf("ollama/chat-overlong-prompt-default"),
                        asked(once().set(NUM_PREDICT, 4).set(NUM_CTX, 128)),
                        PROMPT_TOO_LONG,
                        "stories:260k",
                        "2002 tokens for a context of 256"),
                error(
                        Replay.answerOf("ollama/chat-overlong-prompt-truncate-false"),
                        streamed(once().set(TRUNCATE, false)),
                        PROMPT_TOO_LONG,
                        "2002 tokens for a context of 256"),
                error(
                        Replay.answerOf("ollama/err-embed-too-long-truncate-false"),
                        api(a -> a.embed(
                                Calls.model("all-minilm").set(TRUNCATE, false).embed("word"))),
                        PROMPT_TOO_LONG,
                        "all-minilm"),
                error(
                        stream("err-cloud-disabled"),
                        streamed(once("gpt-oss:120b-cloud")),
                        CLOUD_MODEL,
                        "gpt-oss:120b-cloud",
                        "cloud is disabled"),
                error(Replay.answerOf("ollama/err-503-busy"), streamed(hi()), BUSY, "maximum pending requests")
                        .mayBeTriedAgain(),
                error(
                        Replay.answerOf("ollama/err-pull-offline-nostream"),
                        api(a -> a.pull("smollm:135m", false, step -> {})),
                        TRANSFER_FAILED,
                        "smollm:135m",
                        "no such host"),
                error(Replay.answerOf("ollama/err-404-path"), api(OllamaApi::version), NOT_OLLAMA, "404"),
                error(Replay.answerOf("ollama/err-405-or-404"), api(OllamaApi::version), NOT_OLLAMA, "405"),
                error(
                                Replay.answerOf("ollama/midstream-crash-tail"),
                                api(a -> a.stream(hi().chat()).thenCompose(Replay::deltas)),
                                STREAM_BROKE,
                                "scripted-chat",
                                "unexpected EOF")
                        .mayBeTriedAgain());
    }

    /** A server with OpenAI's API, which has nothing under Ollama's paths. */
    static Stream<ErrorScenario> wrongApi() {
        return Stream.of(
                foreign("api-chat", asked(hi()), "more /model", "more /stream"),
                foreign(
                        "api-generate",
                        api(a -> a.stream(Calls.model("m").generate("x"))),
                        "more /model",
                        "more /stream"),
                foreign("api-ps", api(OllamaApi::loaded)),
                foreign("api-show", api(a -> a.show("scripted-chat", false))),
                foreign("api-tags", api(OllamaApi::models)),
                foreign("api-version", api(OllamaApi::version)));
    }

    static Stream<Arguments> all() {
        return Stream.concat(scenarios(), wrongApi())
                .flatMap(scenario ->
                        Stream.of(Chunks.whole(), Chunks.random(7)).map(chunks -> Arguments.of(scenario, chunks)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("all")
    void eachRefusalHasItsCodeAndARemedy(ErrorScenario scenario, Chunks chunks) throws Exception {
        scenario.check(chunks);
    }

    private static ErrorScenario foreign(
            String recording, Function<Transport, CompletableFuture<?>> call, String... differences) {
        return error(Replay.of("llama-server/" + recording, differences), call, NOT_OLLAMA, "api=openai");
    }

    private static Replay whole(String recording, String... differences) {
        return Replay.of("ollama/" + recording, differences);
    }

    /** Streaming is Ollama's default; the client says it all the same. */
    private static Replay stream(String recording) {
        return whole(recording, "more /stream");
    }

    private static Function<Transport, CompletableFuture<?>> api(Function<OllamaApi, CompletableFuture<?>> call) {
        return server -> call.apply(new OllamaApi(server));
    }

    private static Function<Transport, CompletableFuture<?>> asked(Calls call) {
        return api(a -> a.chat(call.chat()));
    }

    private static Function<Transport, CompletableFuture<?>> streamed(Calls call) {
        return api(a -> a.stream(call.chat()));
    }

    private static Calls once() {
        return once("stories:260k");
    }

    private static Calls once(String model) {
        return Calls.model(model).user("Once upon a time");
    }

    private static Calls hi() {
        return Calls.model("scripted-chat").user("hi");
    }

    private static Calls picture() {
        return Calls.model("stories:260k")
                .message(ChatMessage.user("x", List.of(ChatImage.of(PICTURE))))
                .set(NUM_PREDICT, 2);
    }

    private static Map<String, Object> parameterA() {
        return Map.of("type", "object", "properties", Map.of("a", Map.of("type", "string")));
    }
}
