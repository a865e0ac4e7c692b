package dev.serai.support.vector;

/**
 * @param vector of the question, of length 1; null for a search by words alone
 * @param text the question, for a search by words; null for a search by meaning alone. With both the two rankings are
 *     merged by reciprocal rank.
 * @param minScore passages below are left out: cosine similarity from -1 to 1 where a vector is given, nothing
 *     otherwise
 */
public record VectorQuery(float[] vector, String text, int topK, double minScore, Filter filter) {}
