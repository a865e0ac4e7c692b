package dev.serai.ollama.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.support.chat.ChatReply;

/**
 * A whole answer.
 *
 * @param logprobs the tokens' log probabilities as the server gave them, or null
 * @param context what a later generate call can go on from, or null
 */
public record Answer(ChatReply reply, JsonNode logprobs, JsonNode context) {}
