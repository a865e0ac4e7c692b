package dev.serai.modal;

/** What a failed item of a map leads to. */
public enum ItemFailure {
    /** The exchange fails, and what is under way is cancelled. */
    FAIL,
    /** Its exception stands in the list of results. */
    KEEP
}
