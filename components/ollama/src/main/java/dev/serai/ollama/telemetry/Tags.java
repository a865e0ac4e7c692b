package dev.serai.ollama.telemetry;

import dev.serai.ollama.OllamaConstants;
import dev.serai.ollama.OllamaOperation;
import dev.serai.support.chat.ChatReply;
import dev.serai.support.chat.FinishReason;
import dev.serai.support.error.Failures;
import dev.serai.support.error.SeraiException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import org.apache.camel.Message;
import org.apache.camel.telemetry.Span;

/** Writes tags onto spans. */
final class Tags {

    private static final int LONGEST = 200;
    private static final String ERROR = "error.type";

    private Tags() {}

    static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }

    static void set(Span span, String tag, Object value) {
        if (value != null) {
            span.setTag(tag, cut(value.toString()));
        }
    }

    static void error(Span span, Throwable error) {
        span.setError(true);
        span.setTag(
                ERROR,
                error instanceof SeraiException known
                        ? known.getId()
                        : error == null ? "unknown" : error.getClass().getName());
    }

    static void reply(Span span, OllamaOperation operation, Message message) {
        if (operation == OllamaOperation.TRANSCRIBE) {
            return;
        }
        set(span, "gen_ai.response.model", message.getHeader(OllamaConstants.REPLY_MODEL));
        set(span, "gen_ai.usage.input_tokens", message.getHeader(OllamaConstants.PROMPT_TOKENS));
        set(span, "gen_ai.usage.output_tokens", message.getHeader(OllamaConstants.OUTPUT_TOKENS));
        if (operation != OllamaOperation.EMBED) {
            finish(span, message.getHeader(OllamaConstants.FINISH_REASON, FinishReason.class));
        }
    }

    /** Of a stream that has ended; a span that has ended before keeps what it has. */
    static void reply(Span span, ChatReply reply, Throwable error) {
        if (error != null) {
            var cause = Failures.unwrap(error);
            if (!(cause instanceof CancellationException)) {
                error(span, cause);
            }
            return;
        }
        set(span, "gen_ai.response.model", reply.model());
        finish(span, reply.finishReason());
        if (reply.usage().promptTokens() >= 0) {
            set(span, "gen_ai.usage.input_tokens", reply.usage().promptTokens());
        }
        if (reply.usage().outputTokens() >= 0) {
            set(span, "gen_ai.usage.output_tokens", reply.usage().outputTokens());
        }
    }

    private static void finish(Span span, FinishReason reason) {
        if (reason != null) {
            span.setTag(
                    "gen_ai.response.finish_reasons",
                    reason == FinishReason.FILTERED
                            ? "content_filter"
                            : reason.name().toLowerCase(Locale.ROOT));
        }
    }

    /** @param address of one server; where there are several, which one it was is known afterwards */
    static void server(Span span, String address) {
        if (address == null || address.contains(",")) {
            return;
        }
        try {
            var uri = new URI(address.contains("://") ? address : "http://" + address);
            if (uri.getHost() != null) {
                span.setTag("server.address", uri.getHost());
                int port = uri.getPort() > 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
                span.setTag("server.port", Integer.toString(port));
            }
        } catch (URISyntaxException e) {
            // Labels behind the address make it none; the endpoint itself says what is wrong with other ones.
            return;
        }
    }
}
