package dev.serai.ollama.client;

import dev.serai.support.chat.Usage;
import java.util.List;

/** One vector for each text, in the texts' order. */
public record Embeddings(String model, List<float[]> vectors, Usage usage) {}
