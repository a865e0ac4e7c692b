package dev.serai.openai.model;

import java.util.Map;

/**
 * What a client asks of a model.
 *
 * @param body a ChatRequest, or the list of texts to embed
 * @param headers what the model's route learns of the client
 */
public record Question(String model, Object body, Map<String, Object> headers) {}
