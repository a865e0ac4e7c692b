package dev.serai.runtime.model;

/**
 * Which model answers.
 *
 * @param name what people know it by
 * @param hint how to get a model, in one line; null when there is one
 */
public record ModelInUse(Kind kind, String name, String hint) {

    public enum Kind {
        /** The endpoint that the setting names. */
        CONFIGURED,
        /** The best one on the Ollama server. */
        OLLAMA,
        /** None: answers are made of passages that were found. */
        EXTRACTIVE
    }
}
