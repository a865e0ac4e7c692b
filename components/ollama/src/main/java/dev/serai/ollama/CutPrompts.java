package dev.serai.ollama;

import dev.serai.ollama.client.ChatCall;
import dev.serai.ollama.client.OllamaError;
import dev.serai.ollama.client.OllamaException;
import dev.serai.support.chat.ChatReply;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports a prompt of which the server has silently dropped a part. */
final class CutPrompts {

    private static final Logger LOG = LoggerFactory.getLogger(CutPrompts.class);

    private final PromptCheck check = new PromptCheck();
    private final CutPolicy policy;

    CutPrompts(CutPolicy policy) {
        this.policy = policy;
    }

    void report(ChatCall call, ChatReply reply, Message message) {
        if (policy == CutPolicy.IGNORE) {
            return;
        }
        long expected = check.cut(call, reply.usage().promptTokens());
        Replies.set(message, OllamaConstants.PROMPT_CUT, expected < 0 ? null : Boolean.TRUE);
        if (expected < 0) {
            return;
        }
        var fact = "the prompt for model '" + call.model() + "' was cut: about " + expected
                + " tokens were sent, the model has read "
                + reply.usage().promptTokens() + " (numCtx is "
                + call.settings().numCtx() + ")";
        var problem = new OllamaException(OllamaError.PROMPT_CUT, fact);
        if (policy == CutPolicy.FAIL) {
            throw problem;
        }
        LOG.warn("{}", problem.getMessage());
    }
}
