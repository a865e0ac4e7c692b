package dev.serai.vector.document;

/** Where a document is cut. */
public enum ChunkBy {
    /** Pieces of at most so many tokens, cut at the last paragraph, sentence or word that fits. */
    TOKENS,
    /** Pieces of at most so many characters (UTF-16 units), cut like tokens. */
    CHARACTERS,
    /** Whole paragraphs, as many as fit in so many tokens; a larger one is cut. */
    PARAGRAPHS,
    /** A piece for each heading, its path in front; more than one where it has too many tokens. */
    HEADINGS,
    /** The whole document in one piece, however large. */
    NONE
}
