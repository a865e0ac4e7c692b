package dev.serai.supabase.realtime;

/** What becomes of a time in which events may have been missed. */
public enum GapChoice {
    /** A warning in the log. */
    LOG,
    /** A warning, and an exchange before those of the time after. */
    EMIT
}
