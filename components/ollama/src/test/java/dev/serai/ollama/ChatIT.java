package dev.serai.ollama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.serai.ollama.client.OllamaError;
import dev.serai.ollama.client.OllamaException;
import dev.serai.ollama.live.LiveOllama;
import dev.serai.support.chat.ChatDelta;
import dev.serai.support.chat.ChatMessage;
import dev.serai.support.chat.ChatReply;
import dev.serai.support.chat.ChatRequest;
import dev.serai.support.chat.ChatStream;
import dev.serai.support.chat.FinishReason;
import dev.serai.support.chat.ToolSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The endpoint against the stand-in, or with {@code -Dlive.ollama=URL} against a real server. */
@Timeout(120)
class ChatIT {

    private static final ToolSpec WEATHER = new ToolSpec(
            "get_weather",
            "Current weather",
            Map.of(
                    "type", "object",
                    "properties", Map.of("city", Map.of("type", "string")),
                    "required", List.of("city")));

    @RegisterExtension
    static final LiveOllama ollama = new LiveOllama();

    private Routes routes;

    @BeforeEach
    void start() throws Exception {
        routes = Routes.on(ollama.baseUrl());
    }

    @AfterEach
    void stop() {
        routes.close();
    }

    private static String chat(String options) {
        return "ollama:chat/" + ollama.chatModel() + "?numThread=1&numCtx=2048" + options;
    }

    @Test
    void aQuestionIsAnswered() {
        var message = routes.send(chat(""), "hi").getMessage();
        assertThat(message.getBody(String.class).strip()).isEqualTo("Hello from the scripted model.");
        assertThat(message.getHeader(OllamaConstants.PROMPT_TOKENS, Long.class)).isPositive();
    }

    @Test
    void anAnswerStreams() {
        var deltas = new ArrayList<ChatDelta>();
        routes.ask(chat("&stream=true"), "hi", ChatStream.class).forEachRemaining(deltas::add);
        assertThat(deltas).hasSizeGreaterThan(2);
        var reply = ((ChatDelta.Done) deltas.get(deltas.size() - 1)).reply();
        assertThat(reply.text().strip()).isEqualTo("Hello from the scripted model.");
    }

    @Test
    void aToolIsCalledAndItsResultUsed() {
        var question = ChatRequest.user("What is the weather?").withTools(List.of(WEATHER));
        var wants = routes.ask(chat(""), question, ChatReply.class);
        assertThat(wants.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        var call = wants.toolCalls().get(0);
        assertThat(call.name()).isEqualTo("get_weather");
        assertThat(call.arguments()).containsOnlyKeys("city");
        var answered = question.plus(ChatMessage.of(wants), ChatMessage.toolResult(call, "21 degrees"));
        assertThat(routes.ask(chat(""), answered, ChatReply.class).text()).contains("21 degrees");
    }

    @Test
    void anAnswerHasTheFormThatWasAskedFor() {
        var schema = """
                {"type": "object", "properties": {"city": {"type": "string"}, "temperature": {"type": "integer"}},
                 "required": ["city", "temperature"]}""";
        var answer = routes.ask(chat("&numPredict=64"), "json", Map.of(OllamaConstants.FORMAT, schema), String.class);
        assertThat(answer).contains("city", "temperature");
    }

    @Test
    void aModelThatThinksAnswersApartFromIt() {
        var uri = "ollama:chat/" + ollama.thinkModel() + "?numThread=1&numCtx=2048&think=true";
        var message = routes.send(uri, "hi").getMessage();
        assertThat(message.getHeader(OllamaConstants.THINKING, String.class)).contains("greets");
        assertThat(message.getBody(String.class).strip()).isEqualTo("Hi! I thought about it first.");
    }

    @Test
    void aModelWithoutThinkingIsRefusedWhenTheEndpointStarts() {
        assertThat(catchThrowable(() -> routes.send(chat("&think=true"), "hi")))
                .hasRootCauseInstanceOf(OllamaException.class)
                .rootCause()
                .hasMessageContaining("OLLAMA-105")
                .hasMessageContaining("think");
    }

    @Test
    void aMissingModelIsNamed() {
        var error = routes.send("ollama:chat/no-such-model", "hi").getException(OllamaException.class);
        assertThat(error.error()).isEqualTo(OllamaError.MODEL_MISSING);
    }
}
