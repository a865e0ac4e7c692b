package dev.serai.ollama.live;

import static dev.serai.ollama.live.Exchanges.HELLO;
import static dev.serai.ollama.live.Exchanges.PARIS;
import static dev.serai.ollama.live.Exchanges.THOUGHT;
import static dev.serai.ollama.live.Exchanges.THOUGHTFUL;
import static dev.serai.ollama.live.Exchanges.WEATHER;
import static dev.serai.ollama.live.Exchanges.ask;
import static dev.serai.ollama.live.Exchanges.cities;
import static dev.serai.ollama.live.Exchanges.failure;
import static dev.serai.ollama.live.Exchanges.get;
import static dev.serai.ollama.live.Exchanges.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.serai.ollama.client.Calls;
import dev.serai.ollama.client.OllamaError;
import dev.serai.ollama.client.OpenAiApi;
import dev.serai.ollama.client.Setting;
import dev.serai.support.chat.ChatDelta;
import dev.serai.support.chat.ChatMessage;
import dev.serai.support.chat.FinishReason;
import dev.serai.support.json.Json;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What models answer through OpenAI's API: Ollama's, or with {@code -Dlive.openai=URL} that of a llama-server which was
 * started with {@code --jinja} and the scripted model, as {@link ScriptedModel#main} writes it.
 */
class OpenAiApiIT {

    @RegisterExtension
    static final LiveOllama ollama = new LiveOllama();

    private static final String OTHER_SERVER = System.getProperty("live.openai");
    private static final Duration SOON = Duration.ofSeconds(30);

    private static OpenAiApi api() {
        return new OpenAiApi(OTHER_SERVER == null ? ollama.transport() : LiveOllama.transport(OTHER_SERVER));
    }

    private static Calls chatting(String text) {
        return ask(ollama.chatModel(), text);
    }

    private static void assumeOllama(String why) {
        assumeTrue(OTHER_SERVER == null, why);
    }

    @Test
    void aQuestionIsAnsweredAtOnce() {
        var reply = get(api().chat(chatting("hi").chat())).reply();
        assertThat(reply.text()).isEqualTo(HELLO);
        assertThat(reply.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(reply.usage().promptTokens()).isPositive();
        assertThat(reply.usage().outputTokens()).isPositive();
    }

    @Test
    void aQuestionIsAnsweredPieceByPiece() {
        var reply = read(api().stream(chatting("hi").chat()));
        assertThat(reply.text()).isEqualTo(HELLO);
        assertThat(reply.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(reply.usage().outputTokens()).isPositive();
    }

    @Test
    void aToolIsCalled() {
        var call = chatting("What is the weather?").weatherTool().chat();
        var whole = get(api().chat(call)).reply();
        assertThat(cities(whole)).containsExactly("Paris");
        assertThat(whole.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(cities(read(api().stream(call)))).containsExactly("Paris");
    }

    @Test
    void toolsAreCalledBesideEachOtherInOrder() {
        var call = chatting("both cities").weatherTool().chat();
        assertThat(cities(get(api().chat(call)).reply())).containsExactly("Rome", "Oslo");
        assertThat(cities(read(api().stream(call)))).containsExactly("Rome", "Oslo");
    }

    @Test
    void aToolsResultIsAnswered() {
        var call = chatting("What is the weather?")
                .called(PARIS)
                .message(ChatMessage.toolResult(PARIS, "{\"temp\":21}"))
                .weatherTool();
        assertThat(get(api().chat(call.chat())).reply().text()).isEqualTo(WEATHER);
    }

    @Test
    void whatAModelThinksIsApartFromItsText() {
        assumeOllama("that server has one model");
        var reply = read(api().stream(ask(ollama.thinkModel(), "hi").chat()));
        assertThat(reply.text()).isEqualTo(THOUGHTFUL);
        assertThat(reply.thinking().strip()).isEqualTo(THOUGHT);
        var hasty = ask(ollama.thinkModel(), "hi").set(Setting.THINK, "false");
        assertThat(get(api().chat(hasty.chat())).reply().thinking()).isNull();
    }

    @Test
    void anAnswerHasTheFormThatIsAskedFor() throws Exception {
        var json = get(api().chat(chatting("json").json().chat())).reply();
        assertThat(Json.read(json.text()).isObject()).isTrue();
        var schema = chatting("json").schema(Calls.cityAndTemperature());
        var answer = Json.read(get(api().chat(schema.chat())).reply().text());
        assertThat(answer.path("city").asText()).isEqualTo("Lima");
        assertThat(answer.path("temperature").isInt()).isTrue();
    }

    @Test
    void charactersStayWhole() {
        assertThat(read(api().stream(chatting("unicode").chat())).text()).isEqualTo("é👋日");
    }

    @Test
    void silenceIsAnAnswer() {
        var reply = read(api().stream(chatting("silence").chat()));
        assertThat(reply.text()).isEmpty();
        assertThat(reply.finishReason()).isEqualTo(FinishReason.STOP);
    }

    @Test
    void anAnswerEndsAtItsLimit() {
        var reply = read(
                api().stream(chatting("forever").set(Setting.NUM_PREDICT, 8).chat()));
        assertThat(reply.text()).isEqualTo(" round we go again round we go again");
        assertThat(reply.finishReason()).isEqualTo(FinishReason.LENGTH);
    }

    @Test
    void aTextIsContinued() {
        // The same with a template, as Ollama continues it, and without one.
        var call = chatting("").generate("<|json|>");
        var expected = "{\"city\": \"Lima\", \"temperature\": 18}";
        assertThat(get(api().generate(call)).reply().text()).isEqualTo(expected);
        assertThat(read(api().stream(call)).text()).isEqualTo(expected);
    }

    @Test
    void modelsAreListed() {
        assertThat(get(api().models()))
                .isNotEmpty()
                .allSatisfy(model -> assertThat(model.get("name")).isEqualTo(model.get("id")));
    }

    @Test
    void eachTextHasItsVector() {
        assumeOllama("that server has one model");
        assumeTrue(ollama.embedModel().isPresent(), "needs -Dlive.ollama.embedModel");
        var call = Calls.model(ollama.embedModel().get()).embed("A cat", "A dog");
        var vectors = get(api().embed(call)).vectors();
        assertThat(vectors).hasSize(2);
        assertThat(vectors.get(0)).hasSameSizeAs(vectors.get(1)).isNotEqualTo(vectors.get(1));
    }

    @Test
    void aModelThatOnlyWritesDoesNotEmbed() {
        var error = failure(api().embed(chatting("").embed("A cat")));
        assertThat(error.error()).isEqualTo(OllamaError.CANNOT);
    }

    @Test
    void aMissingModelIsNamedWithItsRemedy() {
        assumeOllama("that server ignores a model's name");
        var error = failure(api().stream(ask("serai-is-not-there", "hi").chat()));
        assertThat(error.error()).isEqualTo(OllamaError.MODEL_MISSING);
        assertThat(error).hasMessageContainingAll("serai-is-not-there", "ollama pull");
    }

    @Test
    void closingAnEndlessStreamStopsTheServer() {
        var call = chatting("forever").set(Setting.NUM_PREDICT, 1_000_000).chat();
        try (var stream = get(api().stream(call))) {
            for (int i = 0; i < 3; i++) {
                assertThat(stream.next()).isInstanceOf(ChatDelta.Text.class);
            }
        }
        if (OTHER_SERVER == null) {
            ollama.standIn().ifPresent(server -> server.requests().awaitCancelled(SOON));
        }
        assertThat(get(api().chat(chatting("hi").chat())).reply().text()).isEqualTo(HELLO);
    }
}
