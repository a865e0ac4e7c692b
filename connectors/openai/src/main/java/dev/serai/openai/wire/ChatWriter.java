package dev.serai.openai.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.support.chat.ChatDelta;
import dev.serai.support.chat.ChatReply;
import dev.serai.support.chat.ToolCall;
import dev.serai.support.chat.Usage;
import dev.serai.support.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Writes one answer, whole or in chunks. */
public final class ChatWriter {

    private static final String DONE = "data: [DONE]\n\n";

    private final String id = "chatcmpl-" + UUID.randomUUID();
    private final long created = Instant.now().getEpochSecond();
    private final String model;
    private final boolean withUsage;
    private boolean begun;
    private boolean hasText;

    public ChatWriter(String model, boolean withUsage) {
        this.model = model;
        this.withUsage = withUsage;
    }

    public ObjectNode whole(ChatReply reply) {
        var answer = head("chat.completion");
        var choice = answer.putArray("choices").addObject().put("index", 0);
        var message = choice.putObject("message").put("role", "assistant");
        message.put("content", reply.text().isEmpty() && reply.wantsTools() ? null : reply.text());
        if (reply.thinking() != null && !reply.thinking().isEmpty()) {
            message.put("reasoning_content", reply.thinking());
        }
        if (reply.wantsTools()) {
            calls(message.putArray("tool_calls"), reply.toolCalls(), false);
        }
        choice.putNull("logprobs").put("finish_reason", reason(reply));
        usage(answer, reply.usage());
        return answer;
    }

    /**
     * The events for a delta; none for those that are not the client's business. The calls that an agent makes itself
     * are among these: a client that saw them would make them again.
     */
    public String events(ChatDelta delta) {
        if (delta instanceof ChatDelta.Done done) {
            return last(done.reply());
        }
        if (delta instanceof ChatDelta.Text text && !text.text().isEmpty()) {
            hasText = true;
            return piece("content", text.text());
        }
        if (delta instanceof ChatDelta.Thinking thinking && !thinking.thinking().isEmpty()) {
            return piece("reasoning_content", thinking.thinking());
        }
        return "";
    }

    private String last(ChatReply reply) {
        var events = new StringBuilder();
        if (!hasText && !reply.text().isEmpty()) {
            events.append(piece("content", reply.text()));
        }
        if (reply.wantsTools()) {
            var delta = Json.object();
            calls(delta.putArray("tool_calls"), reply.toolCalls(), true);
            events.append(chunk(delta, null));
        }
        events.append(chunk(Json.object(), reason(reply)));
        if (withUsage) {
            var chunk = head("chat.completion.chunk");
            chunk.putArray("choices");
            if (usage(chunk, reply.usage())) {
                events.append(event(chunk));
            }
        }
        return events.append(DONE).toString();
    }

    private String piece(String name, String text) {
        return chunk(Json.object().put(name, text), null);
    }

    private String chunk(ObjectNode delta, String reason) {
        if (!begun) {
            begun = true;
            delta.put("role", "assistant");
        }
        var chunk = head("chat.completion.chunk");
        var choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.set("delta", delta);
        choice.put("finish_reason", reason);
        return event(chunk);
    }

    private static String event(ObjectNode chunk) {
        return "data: " + Json.text(chunk) + "\n\n";
    }

    private ObjectNode head(String object) {
        return Json.object()
                .put("id", id)
                .put("object", object)
                .put("created", created)
                .put("model", model);
    }

    private static void calls(ArrayNode target, List<ToolCall> calls, boolean numbered) {
        for (var call : calls) {
            var written = target.addObject();
            if (numbered) {
                written.put("index", target.size() - 1);
            }
            written.put("id", call.id()).put("type", "function");
            written.putObject("function")
                    .put("name", call.name())
                    .put("arguments", call.malformed() == null ? Json.text(call.arguments()) : call.malformed());
        }
    }

    /** What nobody has counted is left out: a zero would be false. */
    private static boolean usage(ObjectNode target, Usage usage) {
        if (usage.promptTokens() < 0 && usage.outputTokens() < 0) {
            return false;
        }
        target.putObject("usage")
                .put("prompt_tokens", Math.max(0, usage.promptTokens()))
                .put("completion_tokens", Math.max(0, usage.outputTokens()))
                .put("total_tokens", usage.totalTokens());
        return true;
    }

    private static String reason(ChatReply reply) {
        return switch (reply.finishReason()) {
            case LENGTH -> "length";
            case FILTERED -> "content_filter";
            default -> reply.wantsTools() ? "tool_calls" : "stop";
        };
    }
}
