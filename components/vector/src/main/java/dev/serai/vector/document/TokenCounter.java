package dev.serai.vector.document;

/** Counts as the embedding model does, or close to it. A longer text never has fewer tokens. */
@FunctionalInterface
public interface TokenCounter {

    int count(String text);
}
