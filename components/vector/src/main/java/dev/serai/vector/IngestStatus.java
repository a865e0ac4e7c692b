package dev.serai.vector;

/** What became of a document, the least grave first. */
public enum IngestStatus {
    /** The same document, cut and embedded the same way, was there already. */
    UNCHANGED,
    ADDED,
    /** An older version was there. */
    REPLACED,
    FAILED
}
