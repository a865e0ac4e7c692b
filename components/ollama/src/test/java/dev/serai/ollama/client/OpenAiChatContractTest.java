package dev.serai.ollama.client;

import static dev.serai.ollama.client.Calls.cityAndTemperature;
import static dev.serai.ollama.client.Calls.object;
import static dev.serai.ollama.client.ChatScenario.chat;
import static dev.serai.ollama.client.ChatScenario.generate;
import static dev.serai.ollama.client.ExpectedReply.text;
import static dev.serai.ollama.client.ExpectedReply.weather;
import static dev.serai.ollama.client.Setting.NUM_PREDICT;
import static dev.serai.ollama.client.Setting.TEMPERATURE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Conversations through OpenAI's API, with Ollama and with llama-server. */
class OpenAiChatContractTest {

    private static final String HELLO = "Hello from the scripted model.";
    private static final String THOUGHT = "The user greets me; a short reply is enough.\n";
    private static final String THOUGHTFUL = "Hi! I thought about it first.";

    static Stream<ChatScenario> ollama() {
        return Stream.of(
                chat(v1("chat"), once().chat(), text(", there was a").cut().tokens(5, 4)),
                chat(
                        v1("chat-stream"),
                        once().chat(),
                        text(", there was a").cut().tokens(5, 4)),
                generate(
                        v1("completions"),
                        limited().generate("Once upon"),
                        text(" a time, there").cut().tokens(3, 4)),
                chat(
                        v1(
                                "json-schema",
                                "other /response_format/json_schema/name",
                                "more /response_format/json_schema/strict"),
                        chatting("json").schema(cityAndTemperature()).chat(),
                        text("{\"city\": \"Lima\", \"temperature\": 18}").tokens(10, 5)),
                chat(
                        v1("think"),
                        Calls.model("scripted-think").user("hi").chat(),
                        text(THOUGHTFUL).thinking(THOUGHT).tokens(8, 19)),
                chat(
                        v1("think-stream", "more /stream_options"),
                        Calls.model("scripted-think").user("hi").chat(),
                        text(THOUGHTFUL).thinking(THOUGHT)),
                chat(
                        v1("tools"),
                        chatting("weather").weatherTool().chat(),
                        weather("Paris").tokens(279, 8)),
                chat(
                        v1("tools-stream", "more /stream_options"),
                        chatting("weather").weatherTool().chat(),
                        weather("Paris")),
                chat(
                        Replay.of("ollama/quirk-v1-tool-choice-required-ignored", "more /tools/0/function/description"),
                        chatting("hi")
                                .tool(
                                        "get_weather",
                                        "",
                                        Map.of(
                                                "type",
                                                "object",
                                                "properties",
                                                Map.of("city", Map.of("type", "string"))))
                                .extra("tool_choice", "required")
                                .chat(),
                        text(HELLO).tokens(217, 6)));
    }

    /** llama-server serves one model and needs no name for it; the client always gives one. */
    static Stream<ChatScenario> llamaServer() {
        return Stream.of(
                chat(
                        llama("chat", "more /model"),
                        chatting("hi").chat(),
                        text(HELLO).tokens(8, 6)),
                chat(
                        llama("chat-stream", "more /model"),
                        chatting("hi").chat(),
                        text(HELLO).tokens(8, 6)),
                chat(
                        llama("tools", "more /model"),
                        chatting("weather").tool("get_weather", "w", city()).chat(),
                        weather("Paris").tokens(244, 8)),
                // Here the arguments come in three pieces.
                chat(
                        llama("tools-stream", "more /model", "more /stream_options"),
                        chatting("weather").tool("get_weather", "w", city()).chat(),
                        weather("Paris")));
    }

    static Stream<ChatScenario> scenarios() {
        return Stream.concat(ollama(), llamaServer());
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
        scenario.check(Chunks.whole(), OpenAiApi::new);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("streams")
    void chunksDoNotMatter(ChatScenario scenario, Chunks chunks) throws Exception {
        scenario.check(chunks, OpenAiApi::new);
    }

    @Test
    void llamaServersTimingsBecomeDurations() throws Exception {
        var answer = llama("chat", "more /model")
                .answer(
                        Chunks.whole(),
                        server -> new OpenAiApi(server).chat(chatting("hi").chat()));
        var usage = answer.reply().usage();
        assertThat(usage.prompt()).isEqualTo(Duration.ofNanos(1_226_000));
        assertThat(usage.output()).isEqualTo(Duration.ofNanos(1_799_000));
        assertThat(usage.total()).isNull();
    }

    private static Replay v1(String recording, String... differences) {
        return Replay.of("ollama/v1-" + recording, differences);
    }

    private static Replay llama(String recording, String... differences) {
        return Replay.of("llama-server/" + recording, differences);
    }

    private static Calls limited() {
        return Calls.model("stories:260k").set(NUM_PREDICT, 4).set(TEMPERATURE, 0.0);
    }

    private static Calls once() {
        return limited().user("Once upon a time");
    }

    private static Calls chatting(String text) {
        return Calls.model("scripted-chat").user(text);
    }

    private static Map<String, Object> city() {
        return object("city", Map.of("type", "string"));
    }
}
