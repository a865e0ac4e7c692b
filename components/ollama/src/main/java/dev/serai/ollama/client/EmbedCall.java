package dev.serai.ollama.client;

import java.util.List;

/** Texts to turn into vectors. */
public record EmbedCall(String model, List<String> texts, Settings settings) {}
