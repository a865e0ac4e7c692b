package dev.serai.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.serai.support.chat.ChatMessage;
import dev.serai.support.chat.ResponseFormat;
import dev.serai.support.chat.ToolSpec;
import dev.serai.support.json.Json;
import dev.serai.support.text.Passage;
import java.util.List;
import java.util.Map;

/**
 * All that a run works on, so that another process can go on with it.
 *
 * @param messages what the model is shown first: what it is told beforehand, earlier messages, the question
 * @param turn from which of the messages on they belong to this turn of the conversation
 * @param clientTools tools that whoever asks calls itself
 * @param format what whoever asks wants the answer to be, above the agent's own wish; may be null
 * @param whole whether whoever asks gets a ChatReply
 */
record RunInput(
        List<ChatMessage> messages,
        int turn,
        List<ToolSpec> clientTools,
        ResponseFormat format,
        Map<String, Object> options,
        Map<String, Object> toolHeaders,
        List<Passage> sources,
        boolean whole) {

    String json() {
        return Json.text(this);
    }

    static RunInput read(String json) {
        try {
            return Json.MAPPER.readValue(json, RunInput.class);
        } catch (JsonProcessingException e) {
            throw new AgentException(AgentError.RUNS_FAILED, "the input of a stored run cannot be read", e);
        }
    }
}
