package dev.serai.agent.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.support.chat.ChatMessage;
import dev.serai.support.chat.ChatReply;
import dev.serai.support.chat.ChatRole;
import dev.serai.support.chat.ToolCall;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever the conversation and the window: what the model sees makes sense. */
@Timeout(30)
class MemoryWindowTest {

    private static final int CONVERSATIONS = 3_000;

    private static List<Conversation.Entry> conversation(Random random) {
        var messages = new ArrayList<ChatMessage>();
        int turns = random.nextInt(8);
        for (int turn = 0; turn < turns; turn++) {
            messages.add(ChatMessage.user("q".repeat(random.nextInt(60))));
            for (int round = random.nextInt(4); round > 0; round--) {
                var calls = new ArrayList<ToolCall>();
                for (int call = 0; call <= random.nextInt(3); call++) {
                    calls.add(new ToolCall(turn + "." + round + "." + call, "tool", Map.of("a", call)));
                }
                messages.add(ChatMessage.of(new ChatReply(null, "", null, calls, null, null)));
                calls.forEach(call -> messages.add(ChatMessage.toolResult(call, "r".repeat(random.nextInt(80)))));
            }
            messages.add(ChatMessage.assistant("a".repeat(random.nextInt(60))));
        }
        var entries = new ArrayList<Conversation.Entry>();
        messages.forEach(message -> entries.add(new Conversation.Entry(entries.size(), message)));
        return entries;
    }

    @Test
    void aResultIsNeverSeenWithoutItsCallAndTheLimitsHold() {
        var random = new Random(7);
        for (int i = 0; i < CONVERSATIONS; i++) {
            var all = conversation(random);
            var window = new MemoryWindow(1 + random.nextInt(12), random.nextBoolean() ? 0 : 1 + random.nextInt(90));
            var seen = window.of(all);
            assertThat(seen.size()).isLessThanOrEqualTo(window.messages());
            assertThat(all.subList(all.size() - seen.size(), all.size())).isEqualTo(seen);
            if (window.tokens() > 0) {
                assertThat(seen.stream()
                                .mapToLong(entry -> MemoryWindow.estimate(entry.message()))
                                .sum())
                        .isLessThanOrEqualTo(window.tokens());
            }
            var called = new HashSet<String>();
            var answered = new HashSet<String>();
            for (var entry : seen) {
                entry.message().toolCalls().forEach(call -> called.add(call.id()));
                if (entry.message().role() == ChatRole.TOOL) {
                    assertThat(called).contains(entry.message().toolCallId());
                    answered.add(entry.message().toolCallId());
                }
            }
            assertThat(answered).isEqualTo(called);
        }
    }

    @Test
    void aWindowThatIsWideEnoughShowsAll() {
        var all = conversation(new Random(3));
        assertThat(new MemoryWindow(1_000, 0).of(all)).isEqualTo(all);
    }

    @Test
    void theWindowBeginsWithAQuestionWhereOneIsInIt() {
        var random = new Random(11);
        for (int i = 0; i < CONVERSATIONS; i++) {
            var seen = new MemoryWindow(1 + random.nextInt(12), 0).of(conversation(random));
            if (seen.stream().anyMatch(entry -> entry.message().role() == ChatRole.USER)) {
                assertThat(seen.get(0).message().role()).isEqualTo(ChatRole.USER);
            }
        }
    }
}
