package dev.serai.vector;

/** What is done with the collection. */
public enum VectorOperation {
    /** Takes documents, texts or passages in. */
    INSERT,
    /** Reads a document without taking it in: its text in sections, and the rows of a table. */
    PARSE,
    /** Finds the passages that fit a question. */
    SEARCH,
    /** Deletes the chunks of a source, or those that a filter names. */
    DELETE,
    /** Counts chunks. */
    COUNT,
    /** Lists the documents. */
    SOURCES,
    /** Lists chunks in the order of their documents. */
    LIST,
    /** Turns a text into a vector, or a list of texts into a list of vectors. */
    EMBED
}
