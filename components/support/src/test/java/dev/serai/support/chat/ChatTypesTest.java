package dev.serai.support.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.support.error.ErrorCode;
import dev.serai.support.error.SeraiException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChatTypesTest {

    private enum Code implements ErrorCode {
        ONE;

        @Override
        public String id() {
            return "TEST-001";
        }

        @Override
        public String remedy() {
            return "Do the other thing";
        }
    }

    @Test
    void anErrorReadsAsCodeFactAndRemedy() {
        assertThat(new SeraiException(Code.ONE, "it is broken"))
                .hasMessage("[TEST-001] it is broken. Do the other thing.");
    }

    @Test
    void usageAddsUpAndKnowsItsSpeed() {
        var one = new Usage(10, 20, Duration.ofSeconds(3), null, null, Duration.ofSeconds(2));
        assertThat(one.tokensPerSecond()).isEqualTo(10);
        assertThat(one.plus(Usage.UNKNOWN)).isEqualTo(one);
        assertThat(one.plus(one).totalTokens()).isEqualTo(60);
        assertThat(Usage.UNKNOWN.tokensPerSecond()).isEqualTo(-1);
        assertThat(Usage.UNKNOWN.totalTokens()).isZero();
    }

    @Test
    void aReplyBecomesAMessageWithItsThinkingAndCalls() {
        var call = new ToolCall("1", "f", Map.of("a", 1));
        var reply = new ChatReply("m", "t", "hm", List.of(call), null, FinishReason.TOOL_CALLS);
        var message = ChatMessage.of(reply);
        assertThat(message.role()).isEqualTo(ChatRole.ASSISTANT);
        assertThat(message.thinking()).isEqualTo("hm");
        assertThat(message.toolCalls()).containsExactly(call);
        assertThat(ChatMessage.toolResult(call, "ok").toolCallId()).isEqualTo("1");
    }

    @Test
    void anUnknownRoleNamesThoseThereAre() {
        assertThatThrownBy(() -> ChatRole.of("boss")).hasMessageContaining("system, user, assistant or tool");
        assertThat(ChatRole.of("developer")).isEqualTo(ChatRole.SYSTEM);
    }

    @Test
    void aToolWithoutParametersTakesAnEmptyObject() {
        assertThat(new ToolSpec("f", null, null).parameters()).containsEntry("type", "object");
    }

    @Test
    void eventsHoldOneJsonObject() {
        assertThat(EventStream.event(new ChatDelta.Text("a\nb")))
                .isEqualTo("event: text\ndata: {\"text\":\"a\\nb\"}\n\n");
        assertThat(EventStream.event(new ChatDelta.Call(new ToolCall("1", "f", Map.of("a", 1)))))
                .isEqualTo("event: tool_call\ndata: {\"id\":\"1\",\"name\":\"f\",\"arguments\":{\"a\":1}}\n\n");
        assertThat(EventStream.event(new SeraiException(Code.ONE, "x"))).contains("\"code\":\"TEST-001\"");
        assertThat(EventStream.event(new IllegalStateException("jdbc:secret"))).doesNotContain("secret");
    }

    @Test
    void aPicturesKindIsSeenFromItsBytes() {
        assertThat(ChatImage.of(new byte[] {(byte) 0xff, (byte) 0xd8, 0, 0}).mediaType())
                .isEqualTo("image/jpeg");
        assertThat(ChatImage.of(new byte[] {(byte) 0x89, 'P', 'N', 'G'}).mediaType())
                .isEqualTo("image/png");
    }
}
