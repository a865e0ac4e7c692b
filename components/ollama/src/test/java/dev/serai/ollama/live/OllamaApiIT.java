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
import dev.serai.ollama.client.Setting;
import dev.serai.support.chat.ChatDelta;
import dev.serai.support.chat.ChatMessage;
import dev.serai.support.chat.FinishReason;
import dev.serai.support.json.Json;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What models answer through Ollama's own API. */
class OllamaApiIT {

    @RegisterExtension
    static final LiveOllama ollama = new LiveOllama();

    private static final Duration SOON = Duration.ofSeconds(30);

    private static Calls chatting(String text) {
        return ask(ollama.chatModel(), text);
    }

    @Test
    void aQuestionIsAnsweredAtOnce() {
        var reply = get(ollama.api().chat(chatting("hi").chat())).reply();
        assertThat(reply.text()).isEqualTo(HELLO);
        assertThat(reply.thinking()).isNull();
        assertThat(reply.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(reply.usage().promptTokens()).isPositive();
        assertThat(reply.usage().outputTokens()).isPositive();
        assertThat(reply.usage().total()).isPositive();
    }

    @Test
    void aQuestionIsAnsweredPieceByPiece() {
        var reply = read(ollama.api().stream(chatting("hi").chat()));
        assertThat(reply.text()).isEqualTo(HELLO);
        assertThat(reply.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(reply.usage().outputTokens()).isPositive();
    }

    @Test
    void aToolIsCalled() {
        var call = chatting("What is the weather?").weatherTool().chat();
        var whole = get(ollama.api().chat(call)).reply();
        assertThat(cities(whole)).containsExactly("Paris");
        assertThat(whole.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(cities(read(ollama.api().stream(call)))).containsExactly("Paris");
    }

    @Test
    void toolsAreCalledBesideEachOtherInOrder() {
        var call = chatting("both cities").weatherTool().chat();
        assertThat(cities(get(ollama.api().chat(call)).reply())).containsExactly("Rome", "Oslo");
        assertThat(cities(read(ollama.api().stream(call)))).containsExactly("Rome", "Oslo");
    }

    @Test
    void aToolsResultIsAnswered() {
        var call = chatting("What is the weather?")
                .called(PARIS)
                .message(ChatMessage.toolResult(PARIS, "{\"temp\":21}"))
                .weatherTool();
        assertThat(get(ollama.api().chat(call.chat())).reply().text()).isEqualTo(WEATHER);
    }

    @Test
    void aModelThinksUnlessItIsToldNotTo() {
        var thoughtful = read(ollama.api().stream(ask(ollama.thinkModel(), "hi").chat()));
        assertThat(thoughtful.text()).isEqualTo(THOUGHTFUL);
        assertThat(thoughtful.thinking().strip()).isEqualTo(THOUGHT);
        var asked = ask(ollama.thinkModel(), "hi").set(Setting.THINK, "true");
        assertThat(get(ollama.api().chat(asked.chat())).reply().thinking().strip())
                .isEqualTo(THOUGHT);
        var hasty = ask(ollama.thinkModel(), "hi").set(Setting.THINK, "false");
        var reply = get(ollama.api().chat(hasty.chat())).reply();
        assertThat(reply.text()).isEqualTo(HELLO);
        assertThat(reply.thinking()).isNull();
    }

    @Test
    void aModelThatCannotThinkIsNotAskedTo() {
        var call = chatting("hi").set(Setting.THINK, "true");
        assertThat(failure(ollama.api().chat(call.chat())).error()).isEqualTo(OllamaError.CANNOT);
    }

    @Test
    void anAnswerHasTheFormThatIsAskedFor() throws Exception {
        var json = get(ollama.api().chat(chatting("json").json().chat())).reply();
        assertThat(Json.read(json.text()).isObject()).isTrue();
        var schema = chatting("json").schema(Calls.cityAndTemperature());
        var answer = Json.read(get(ollama.api().chat(schema.chat())).reply().text());
        assertThat(answer.path("city").asText()).isEqualTo("Lima");
        assertThat(answer.path("temperature").isInt()).isTrue();
    }

    @Test
    void charactersStayWhole() {
        assertThat(read(ollama.api().stream(chatting("unicode").chat())).text()).isEqualTo("é👋日");
    }

    @Test
    void silenceIsAnAnswer() {
        var reply = read(ollama.api().stream(chatting("silence").chat()));
        assertThat(reply.text()).isEmpty();
        assertThat(reply.finishReason()).isEqualTo(FinishReason.STOP);
    }

    @Test
    void anAnswerEndsAtItsLimit() {
        var reply = read(ollama.api().stream(
                chatting("forever").set(Setting.NUM_PREDICT, 8).chat()));
        assertThat(reply.text()).isEqualTo(" round we go again round we go again");
        assertThat(reply.finishReason()).isEqualTo(FinishReason.LENGTH);
        assertThat(reply.usage().outputTokens()).isEqualTo(8);
    }

    @Test
    void aTextIsContinued() {
        var call = chatting("").generate("hi");
        assertThat(get(ollama.api().generate(call)).reply().text()).isEqualTo(HELLO);
        assertThat(read(ollama.api().stream(call)).text()).isEqualTo(HELLO);
    }

    @Test
    void aRawPromptIsContinuedWithoutATemplate() {
        var answer =
                get(ollama.api().generate(chatting("").set(Setting.RAW, true).generate("<|json|>")));
        assertThat(answer.reply().text()).isEqualTo("{\"city\": \"Lima\", \"temperature\": 18}");
        assertThat(answer.context()).isNull();
    }

    @Test
    void eachTextHasItsVector() {
        assumeTrue(ollama.embedModel().isPresent(), "needs -Dlive.ollama.embedModel");
        var call = Calls.model(ollama.embedModel().get()).embed("A cat", "A dog", "A cat");
        var vectors = get(ollama.api().embed(call)).vectors();
        assertThat(vectors).hasSize(3);
        assertThat(vectors.get(0)).isNotEmpty().hasSameSizeAs(vectors.get(1)).isNotEqualTo(vectors.get(1));
    }

    @Test
    void aModelThatOnlyWritesDoesNotEmbed() {
        var error = failure(ollama.api().embed(chatting("").embed("A cat")));
        assertThat(error.error()).isEqualTo(OllamaError.CANNOT);
    }

    @Test
    void aMissingModelIsNamedWithItsRemedy() {
        var call = ask("serai-is-not-there", "hi").chat();
        assertThat(failure(ollama.api().stream(call)).error()).isEqualTo(OllamaError.MODEL_MISSING);
        assertThat(failure(ollama.api().chat(call)))
                .hasMessageContainingAll("serai-is-not-there", "ollama pull", ollama.baseUrl());
    }

    @Test
    void closingAnEndlessStreamStopsTheServer() {
        var call = chatting("forever").set(Setting.NUM_PREDICT, -1).chat();
        try (var stream = get(ollama.api().stream(call))) {
            for (int i = 0; i < 3; i++) {
                assertThat(stream.next()).isInstanceOf(ChatDelta.Text.class);
            }
        }
        ollama.standIn().ifPresent(server -> server.requests().awaitCancelled(SOON));
        assertThat(get(ollama.api().chat(chatting("hi").chat())).reply().text()).isEqualTo(HELLO);
    }

    @Test
    void cancellingAnEndlessAnswerStopsTheServer() {
        var answer = ollama.api()
                .chat(chatting("forever").set(Setting.NUM_PREDICT, -1).chat());
        ollama.standIn().ifPresent(server -> server.requests().awaitInFlight(1, SOON));
        assertThat(answer.cancel(true)).isTrue();
        ollama.standIn().ifPresent(server -> server.requests().awaitIdle(SOON));
        assertThat(get(ollama.api().chat(chatting("hi").chat())).reply().text()).isEqualTo(HELLO);
    }
}
