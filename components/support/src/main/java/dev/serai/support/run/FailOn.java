package dev.serai.support.run;

/** What counts as a failure of a command. */
public enum FailOn {
    LIMIT,
    EXIT,
    NEVER
}
