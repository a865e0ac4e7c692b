package dev.serai.ollama.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.serai.ollama.client.Calls;
import dev.serai.ollama.client.OllamaException;
import dev.serai.ollama.client.Setting;
import dev.serai.support.chat.ChatDelta;
import dev.serai.support.chat.ChatReply;
import dev.serai.support.chat.ChatStream;
import dev.serai.support.chat.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What the tests against a server have in common. */
final class Exchanges {

    static final String HELLO = "Hello from the scripted model.";
    static final String WEATHER = "It is 21 degrees and sunny in Paris.";
    static final String THOUGHT = "The user greets me; a short reply is enough.";
    static final String THOUGHTFUL = "Hi! I thought about it first.";
    static final ToolCall PARIS = new ToolCall("call_1", "get_weather", Map.of("city", "Paris"));

    private Exchanges() {}

    /** A question that is cheap to answer. The options that make a server load a model anew are always the same. */
    static Calls ask(String model, String text) {
        return Calls.model(model)
                .user(text)
                .set(Setting.NUM_THREAD, 1)
                .set(Setting.NUM_CTX, 2048)
                .set(Setting.NUM_PREDICT, 64);
    }

    static <T> T get(CompletableFuture<T> exchange) {
        return exchange.orTimeout(2, TimeUnit.MINUTES).join();
    }

    static OllamaException failure(CompletableFuture<?> exchange) {
        var thrown = catchThrowable(() -> get(exchange));
        assertThat(thrown).isNotNull();
        assertThat(thrown.getCause()).isInstanceOf(OllamaException.class);
        return (OllamaException) thrown.getCause();
    }

    /** Reads to the end; what comes piece by piece must be the reply. */
    static ChatReply read(CompletableFuture<ChatStream> opened) {
        try (var stream = get(opened)) {
            var text = new StringBuilder();
            var calls = new ArrayList<ToolCall>();
            while (stream.hasNext()) {
                var delta = stream.next();
                assertThat(delta.text()).doesNotContain("\uFFFD");
                text.append(delta.text());
                if (delta instanceof ChatDelta.Call call) {
                    calls.add(call.call());
                }
            }
            var reply = get(stream.reply());
            assertThat(text).hasToString(reply.text());
            assertThat(calls).isEqualTo(reply.toolCalls());
            return reply;
        }
    }

    /** The cities that the tool is to be called with. */
    static List<Object> cities(ChatReply reply) {
        assertThat(reply.toolCalls()).allSatisfy(call -> {
            assertThat(call.name()).isEqualTo("get_weather");
            assertThat(call.id()).isNotBlank();
        });
        return reply.toolCalls().stream()
                .map(call -> call.arguments().get("city"))
                .toList();
    }
}
