package dev.serai.vector;

/** What makes a passage fit a question. */
public enum SearchMode {
    /** The nearest vectors. */
    MEANING,
    /** The same words, by BM25. */
    WORDS,
    /** Both rankings, merged by reciprocal rank. */
    HYBRID
}
