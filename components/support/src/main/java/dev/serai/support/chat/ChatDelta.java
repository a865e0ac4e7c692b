package dev.serai.support.chat;

import dev.serai.support.text.Passage;
import java.util.List;

/** A piece of an answer, in the order in which the server sends it. */
public sealed interface ChatDelta {

    /** The piece's name in an event stream. */
    String kind();

    /** The piece's text, empty for a piece without one. */
    default String text() {
        return "";
    }

    /** A piece of the answer. */
    record Text(String text) implements ChatDelta {
        @Override
        public String kind() {
            return "text";
        }
    }

    /** A piece of what the model thinks; not part of the answer. */
    record Thinking(String thinking) implements ChatDelta {
        @Override
        public String kind() {
            return "thinking";
        }
    }

    /** A whole call; servers that send calls in fragments are put together first. */
    record Call(ToolCall call) implements ChatDelta {
        @Override
        public String kind() {
            return "tool_call";
        }
    }

    /** What a tool gave for a call that the model asked for before. */
    record ToolResult(ToolCall call, String result, boolean failed) implements ChatDelta {
        @Override
        public String kind() {
            return "tool_result";
        }
    }

    /** A call that waits until a person allows it. */
    record Parked(ToolCall call, String approvalId) implements ChatDelta {
        @Override
        public String kind() {
            return "approval";
        }
    }

    /** The passages that the answer may rest on. */
    record Sources(List<Passage> passages) implements ChatDelta {

        public Sources {
            passages = List.copyOf(passages);
        }

        @Override
        public String kind() {
            return "sources";
        }
    }

    /** The last piece: the whole answer. */
    record Done(ChatReply reply) implements ChatDelta {
        @Override
        public String kind() {
            return "done";
        }
    }
}
