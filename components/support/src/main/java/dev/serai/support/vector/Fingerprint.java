package dev.serai.support.vector;

/**
 * What makes vectors comparable.
 *
 * @param embedder names the model that made the vectors
 * @param dimensions the length of each vector
 */
public record Fingerprint(String embedder, int dimensions) {}
