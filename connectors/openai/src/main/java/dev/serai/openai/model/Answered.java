package dev.serai.openai.model;

/**
 * What came of a question.
 *
 * @param body a ChatReply, a ChatStream, a text, or vectors
 * @param promptTokens what the texts to embed have cost; null when nobody knows
 */
public record Answered(Object body, Long promptTokens) {}
