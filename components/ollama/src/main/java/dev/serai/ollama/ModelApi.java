package dev.serai.ollama;

/** Which API a server speaks. */
public enum ModelApi {
    OLLAMA,
    OPENAI
}
