package dev.serai.vector.embed;

/** What happens to a text that is longer than the model's window. */
public enum LongText {
    /** Its beginning is embedded, and the log tells. */
    CUT,
    /** It is an error. */
    FAIL
}
