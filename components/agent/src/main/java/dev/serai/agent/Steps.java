package dev.serai.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.serai.agent.run.RunStep;
import dev.serai.support.approval.Decision;
import dev.serai.support.chat.ChatReply;
import dev.serai.support.chat.FinishReason;
import dev.serai.support.chat.ToolCall;
import dev.serai.support.chat.Usage;
import dev.serai.support.json.Json;
import java.util.List;

/** What the data of steps look like in a store. */
final class Steps {

    private Steps() {}

    /** Durations are left out: they are of no use to who goes on. */
    record ModelStep(
            String model,
            String text,
            String thinking,
            List<ToolCall> toolCalls,
            long promptTokens,
            long outputTokens,
            FinishReason finishReason) {

        static ModelStep of(ChatReply reply) {
            return new ModelStep(
                    reply.model(),
                    reply.text(),
                    reply.thinking(),
                    reply.toolCalls(),
                    reply.usage().promptTokens(),
                    reply.usage().outputTokens(),
                    reply.finishReason());
        }

        ChatReply reply() {
            return new ChatReply(
                    model, text, thinking, toolCalls, Usage.tokens(promptTokens, outputTokens), finishReason);
        }
    }

    /** @param key which call of which turn */
    record ToolStep(String key, String name, String text, boolean failed) {}

    /** The call as it is made when it is allowed. */
    record ParkedStep(String key, ToolCall call) {}

    record DecidedStep(String key, Decision decision) {}

    record FailedStep(String code, String message) {}

    static <T> T read(RunStep step, Class<T> type) {
        try {
            return Json.MAPPER.readValue(step.data(), type);
        } catch (JsonProcessingException e) {
            throw new AgentException(
                    AgentError.RUNS_FAILED, "step " + step.number() + " of a stored run cannot be read", e);
        }
    }
}
