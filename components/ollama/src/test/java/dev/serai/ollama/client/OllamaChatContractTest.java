package dev.serai.ollama.client;

import static dev.serai.ollama.client.Calls.cityAndTemperature;
import static dev.serai.ollama.client.Calls.object;
import static dev.serai.ollama.client.ChatScenario.chat;
import static dev.serai.ollama.client.ExpectedReply.text;
import static dev.serai.ollama.client.ExpectedReply.weather;
import static dev.serai.ollama.client.Setting.KEEP_ALIVE;
import static dev.serai.ollama.client.Setting.NUM_CTX;
import static dev.serai.ollama.client.Setting.NUM_PREDICT;
import static dev.serai.ollama.client.Setting.SEED;
import static dev.serai.ollama.client.Setting.STOP;
import static dev.serai.ollama.client.Setting.TEMPERATURE;
import static dev.serai.ollama.client.Setting.THINK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.support.chat.ChatMessage;
import dev.serai.support.chat.FinishReason;
import dev.serai.support.chat.ToolCall;
import dev.serai.support.chat.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Conversations with Ollama's own API. */
class OllamaChatContractTest {

    private static final String HELLO = "Hello from the scripted model.";
    private static final String LIMA = "{\"city\": \"Lima\", \"temperature\": 18}";
    private static final String WEATHER = "It is 21 degrees and sunny in Paris.";
    private static final String THOUGHT = "The user greets me; a short reply is enough.\n";
    private static final String THOUGHTFUL = "Hi! I thought about it first.";
    private static final ToolCall PARIS = new ToolCall("call_1", "get_weather", Map.of("city", "Paris"));

    static Stream<ChatScenario> scenarios() {
        return Stream.of(
                chat(
                        whole("chat-nonstream"),
                        once().set(NUM_PREDICT, 6).set(TEMPERATURE, 0.0).chat(),
                        text(", there was a little g").cut().tokens(5, 6)),
                chat(
                        stream("chat-stream"),
                        once().set(NUM_PREDICT, 6).set(TEMPERATURE, 0.0).chat(),
                        text(", there was a little g").cut().tokens(5, 6)),
                chat(
                        whole("num-ctx-over"),
                        once().set(NUM_CTX, 99999).set(NUM_PREDICT, 2).chat(),
                        text(", there").cut().tokens(5, 2)),
                chat(
                        whole("unknown-option-ignored"),
                        once().extra("nope", 1).set(NUM_PREDICT, 2).chat(),
                        text(", there").cut().tokens(5, 2)),
                chat(
                        whole("quirk-num-ctx-change-reloads"),
                        chatting("hi").set(NUM_CTX, 1024).chat(),
                        text(HELLO).tokens(8, 6)),
                chat(
                        whole("model-name-case"),
                        Calls.model("Scripted-Chat:LATEST").user("hi").chat(),
                        text(HELLO).tokens(8, 6)),
                chat(
                        Replay.answerOf("ollama/chat-history-truncated-silently"),
                        chatting("many turns").set(NUM_CTX, 512).chat(),
                        text(HELLO).tokens(476, 6)),
                chat(stream("empty-answer"), chatting("silence").chat(), text("").tokens(13, 1)),
                chat(
                        stream("unicode-stream"),
                        chatting("unicode").chat(),
                        text("é👋日").tokens(13, 10)),
                chat(
                        whole("length-stop"),
                        chatting("forever").set(NUM_PREDICT, 8).chat(),
                        text(" round we go again round we go again").cut().tokens(13, 8)),
                chat(
                        whole("stop-sequence"),
                        chatting("hi").set(STOP, List.of("scripted")).chat(),
                        text("Hello from the ").tokens(8, 4)),
                chat(
                        whole("format-json"),
                        chatting("json").json().chat(),
                        text(LIMA).tokens(10, 5)),
                chat(
                        whole("format-schema"),
                        chatting("json").schema(cityAndTemperature()).chat(),
                        text(LIMA).tokens(10, 5)),
                chat(
                        whole("format-schema-truncated"),
                        chatting("json")
                                .schema(cityAndTemperature())
                                .set(NUM_PREDICT, 2)
                                .chat(),
                        text("{\"city\": \"Lima\",").cut().tokens(10, 2)),
                chat(
                        stream("think-default-stream"),
                        thinking().chat(),
                        text(THOUGHTFUL).thinking(THOUGHT).tokens(8, 19)),
                chat(
                        whole("think-true-nonstream"),
                        thinking().set(THINK, "true").chat(),
                        text(THOUGHTFUL).thinking(THOUGHT).tokens(8, 19)),
                chat(
                        whole("think-level"),
                        thinking().set(THINK, "high").chat(),
                        text(THOUGHTFUL).thinking(THOUGHT).tokens(8, 19)),
                chat(
                        whole("think-false-nonstream"),
                        thinking().set(THINK, "false").chat(),
                        text(HELLO).tokens(8, 6)),
                chat(
                        whole("tools-nonstream"),
                        chatting("What is the weather?").weatherTool().chat(),
                        weather("Paris").tokens(290, 8)),
                chat(
                        stream("tools-stream"),
                        chatting("What is the weather?").weatherTool().chat(),
                        weather("Paris").tokens(290, 8)),
                chat(
                        whole("tools-parallel-nonstream"),
                        chatting("both cities").weatherTool().chat(),
                        weather("Rome", "Oslo").tokens(283, 26)),
                chat(
                        stream("tools-parallel-stream"),
                        chatting("both cities").weatherTool().chat(),
                        weather("Rome", "Oslo").tokens(283, 26)),
                chat(
                        stream("tools-offered-not-used"),
                        chatting("hi").weatherTool().chat(),
                        text(HELLO).tokens(274, 6)),
                chat(
                        stream("tools-result"),
                        chatting("What is the weather?")
                                .called(PARIS)
                                .message(ChatMessage.toolResult(PARIS, "{\"temp\":21}"))
                                .weatherTool()
                                .chat(),
                        text(WEATHER).tokens(409, 9)),
                chat(
                        whole(
                                "quirk-null-content-assistant",
                                "other /messages/1/content",
                                "more /messages/1/tool_calls/0/id",
                                "more /messages/1/tool_calls/0/function/index",
                                "more /messages/2/tool_name",
                                "more /messages/2/tool_call_id"),
                        chatting("weather")
                                .called(PARIS)
                                .message(ChatMessage.toolResult(PARIS, "21"))
                                .chat(),
                        text(WEATHER).tokens(124, 9)),
                chat(
                        whole("quirk-format-plus-tools-suppresses-tools", "more /tools/0/function/description"),
                        chatting("weather please")
                                .schema(object("city", Map.of("type", "string")))
                                .tool("get_weather", "", object("city", Map.of("type", "string")))
                                .set(NUM_PREDICT, 60)
                                .set(SEED, 1)
                                .chat(),
                        text("{\"city\":\n \t \"/.C$=B/ ?))89$('.3C/C'0E.E0B\"\n \t\t \t}")
                                .tokens(250, 43)));
    }

    static Stream<Arguments> streams() {
        return scenarios()
                .filter(scenario ->
                        Recording.read(scenario.replay().recording()).isStream())
                .flatMap(scenario -> Chunks.variety().map(chunks -> Arguments.of(scenario, chunks)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void asksAndUnderstandsAsRecorded(ChatScenario scenario) throws Exception {
        scenario.check(Chunks.whole(), OllamaApi::new);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("streams")
    void chunksDoNotMatter(ChatScenario scenario, Chunks chunks) throws Exception {
        scenario.check(chunks, OllamaApi::new);
    }

    @Test
    void loadingAModelIsAnEmptyConversation() throws Exception {
        var answer = Replay.of("ollama/chat-load", "more /stream")
                .answer(Chunks.whole(), server -> new OllamaApi(server).load("stories:260k", Settings.NONE));
        text("").because(FinishReason.LOAD).check("stories:260k", answer.reply());
    }

    @Test
    void unloadingAModelIsLoadingItForNoTime() throws Exception {
        var settings = Calls.model("stories:260k").set(KEEP_ALIVE, "0").settings();
        var answer = Replay.of("ollama/unload-chat", "more /stream")
                .answer(Chunks.whole(), server -> new OllamaApi(server).load("stories:260k", settings));
        text("").because(FinishReason.UNLOAD).check("stories:260k", answer.reply());
    }

    @Test
    void durationsAreReadAsNanoseconds() throws Exception {
        var answer = whole("chat-nonstream")
                .answer(
                        Chunks.whole(),
                        server -> new OllamaApi(server)
                                .chat(once().set(NUM_PREDICT, 6)
                                        .set(TEMPERATURE, 0.0)
                                        .chat()));
        assertThat(answer.reply().usage())
                .isEqualTo(new Usage(
                        5,
                        6,
                        Duration.ofNanos(10655425),
                        Duration.ofNanos(1023577),
                        Duration.ofNanos(2312000),
                        Duration.ofNanos(4752000)));
    }

    private static Replay whole(String recording, String... differences) {
        return Replay.of("ollama/" + recording, differences);
    }

    /** Streaming is Ollama's default; the client says it all the same. */
    private static Replay stream(String recording) {
        return Replay.of("ollama/" + recording, "more /stream");
    }

    private static Calls once() {
        return Calls.model("stories:260k").user("Once upon a time");
    }

    private static Calls chatting(String text) {
        return Calls.model("scripted-chat").user(text);
    }

    private static Calls thinking() {
        return Calls.model("scripted-think").user("hi");
    }
}
