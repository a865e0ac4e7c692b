package dev.serai.ollama.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.support.chat.ChatReply;
import dev.serai.support.chat.FinishReason;
import dev.serai.support.chat.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a reply must be. A finished text is expected unless something else is said. */
final class ExpectedReply {

    /** A call without its id, which differs from run to run. */
    private record Call(String name, Map<String, Object> arguments) {
        static Call of(ToolCall call) {
            return new Call(call.name(), call.arguments());
        }
    }

    private final String text;
    private final List<Call> calls = new ArrayList<>();
    private String thinking;
    private FinishReason reason = FinishReason.STOP;
    private long promptTokens = -1;
    private long outputTokens = -1;

    private ExpectedReply(String text) {
        this.text = text;
    }

    static ExpectedReply text(String text) {
        return new ExpectedReply(text);
    }

    static ExpectedReply weather(String... cities) {
        var expected = text("").because(FinishReason.TOOL_CALLS);
        for (var city : cities) {
            expected.calls.add(new Call("get_weather", Map.of("city", city)));
        }
        return expected;
    }

    ExpectedReply thinking(String value) {
        thinking = value;
        return this;
    }

    ExpectedReply because(FinishReason value) {
        reason = value;
        return this;
    }

    ExpectedReply cut() {
        return because(FinishReason.LENGTH);
    }

    ExpectedReply tokens(long prompt, long output) {
        promptTokens = prompt;
        outputTokens = output;
        return this;
    }

    void check(String model, ChatReply reply) {
        assertThat(reply.model()).isEqualTo(model);
        assertThat(reply.text()).isEqualTo(text);
        assertThat(reply.thinking()).isEqualTo(thinking);
        assertThat(reply.toolCalls()).map(Call::of).isEqualTo(calls);
        assertThat(reply.toolCalls()).allSatisfy(call -> {
            assertThat(call.id()).isNotBlank();
            assertThat(call.malformed()).isNull();
        });
        assertThat(reply.toolCalls()).map(ToolCall::id).doesNotHaveDuplicates();
        assertThat(reply.finishReason()).isEqualTo(reason);
        assertThat(reply.usage().promptTokens()).as("tokens of the prompt").isEqualTo(promptTokens);
        assertThat(reply.usage().outputTokens()).as("tokens of the answer").isEqualTo(outputTokens);
    }
}
