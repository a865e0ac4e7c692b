package dev.serai.ollama;

import dev.serai.ollama.client.ChatCall;
import dev.serai.support.chat.ChatMessage;
import dev.serai.support.json.Json;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Notices a prompt of which the server has dropped the beginning. It never says so; it only counts fewer tokens than
 * were sent. How many characters a token has is learnt from each model's answers to prompts that did fit.
 */
final class PromptCheck {

    /** Rather many, so that a text that a model happens to know well is not taken for a cut one. */
    private static final double CHARACTERS_PER_TOKEN = 5.5;
    /** Of the tokens that were expected, at least this part must have been counted. */
    private static final double ENOUGH = 0.85;

    private static final double SURELY_TOO_FEW = 0.6;
    private static final double MOST_CHARACTERS_PER_TOKEN = 7;
    private static final int TOO_SHORT_TO_LEARN = 400;

    private final Map<String, Double> learnt = new ConcurrentHashMap<>();

    /** @return how many tokens were expected when the prompt was cut, otherwise -1 */
    long cut(ChatCall call, long counted) {
        int context = call.settings().numCtx();
        if (counted <= 0 || context <= 0) {
            return -1;
        }
        long characters = characters(call);
        var known = learnt.get(call.model());
        long expected = (long) (characters / (known == null ? CHARACTERS_PER_TOKEN : known));
        long words = words(call.messages());
        boolean cut = counted < words * ENOUGH
                || counted < expected * ENOUGH && expected > context * ENOUGH
                // the model's own context may be smaller than the one that was asked for
                || known != null
                        // A ratio learnt from digits or Chinese says nothing of prose.
                        && counted < characters / Math.max(known, CHARACTERS_PER_TOKEN) * SURELY_TOO_FEW;
        if (!cut && characters > TOO_SHORT_TO_LEARN && counted < context * 0.7) {
            // The largest ratio seen is the careful one; a larger one than any text has comes from a cut prompt.
            learnt.merge(call.model(), Math.min((double) characters / counted, MOST_CHARACTERS_PER_TOKEN), Math::max);
        }
        return cut ? Math.max(expected, words) : -1;
    }

    private static long characters(ChatCall call) {
        long sum = 0;
        for (var message : call.messages()) {
            sum += message.text().length();
            for (var toolCall : message.toolCalls()) {
                sum += toolCall.name().length()
                        + Json.text(toolCall.arguments()).length();
            }
        }
        return sum;
    }

    /** No tokenizer in use joins words over a blank, so there are at least as many tokens as words. */
    private static long words(List<ChatMessage> messages) {
        long words = 0;
        for (var message : messages) {
            var text = message.text();
            boolean inside = false;
            for (int i = 0; i < text.length(); i++) {
                boolean blank = text.charAt(i) <= ' ';
                words += !blank && !inside ? 1 : 0;
                inside = !blank;
            }
        }
        return words;
    }
}
