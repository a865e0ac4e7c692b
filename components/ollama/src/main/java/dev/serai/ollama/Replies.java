package dev.serai.ollama;

import dev.serai.ollama.client.Answer;
import dev.serai.ollama.client.Node;
import dev.serai.support.chat.ChatReply;
import dev.serai.support.chat.Usage;
import dev.serai.support.json.Json;
import java.time.Duration;
import java.util.List;
import org.apache.camel.Message;

/** Puts answers into messages. */
final class Replies {

    private Replies() {}

    /** Who asks with a text gets a text; who asks with a ChatRequest gets a ChatReply. */
    static void write(Message message, Answer answer, boolean wholeReply) {
        var reply = answer.reply();
        headers(message, reply);
        set(message, OllamaConstants.REPLY_LOGPROBS, answer.logprobs());
        set(
                message,
                OllamaConstants.REPLY_CONTEXT,
                answer.context() == null ? null : Json.MAPPER.convertValue(answer.context(), List.class));
        message.setBody(wholeReply ? reply : reply.text());
    }

    private static void headers(Message message, ChatReply reply) {
        set(message, OllamaConstants.REPLY_MODEL, reply.model());
        set(message, OllamaConstants.THINKING, reply.thinking());
        set(message, OllamaConstants.TOOL_CALLS, reply.wantsTools() ? reply.toolCalls() : null);
        set(message, OllamaConstants.FINISH_REASON, reply.finishReason());
        usage(message, reply.usage());
    }

    static void usage(Message message, Usage usage) {
        set(message, OllamaConstants.PROMPT_TOKENS, usage.promptTokens() < 0 ? null : usage.promptTokens());
        set(message, OllamaConstants.OUTPUT_TOKENS, usage.outputTokens() < 0 ? null : usage.outputTokens());
        set(message, OllamaConstants.TOTAL_MILLIS, millis(usage.total()));
        set(message, OllamaConstants.LOAD_MILLIS, millis(usage.load()));
        set(message, OllamaConstants.PROMPT_MILLIS, millis(usage.prompt()));
        set(message, OllamaConstants.OUTPUT_MILLIS, millis(usage.output()));
        set(message, OllamaConstants.TOKENS_PER_SECOND, usage.tokensPerSecond() < 0 ? null : usage.tokensPerSecond());
    }

    /** For an answer that comes later, as a stream. */
    static void clear(Message message) {
        headers(message, new ChatReply(null, null, null, null, null, null));
        set(message, OllamaConstants.FINISH_REASON, null);
        set(message, OllamaConstants.REPLY_LOGPROBS, null);
        set(message, OllamaConstants.REPLY_CONTEXT, null);
        set(message, OllamaConstants.PROMPT_CUT, null);
        set(message, OllamaConstants.REPAIRED, null);
    }

    static void node(Message message, Node node) {
        message.setHeader(OllamaConstants.NODE, node.name());
    }

    private static Long millis(Duration duration) {
        return duration == null ? null : duration.toMillis();
    }

    /** What an earlier call left behind must not pass for this one's. */
    static void set(Message message, String header, Object value) {
        if (value == null) {
            message.removeHeader(header);
        } else {
            message.setHeader(header, value);
        }
    }
}
