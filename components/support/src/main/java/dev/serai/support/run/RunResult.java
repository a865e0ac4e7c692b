package dev.serai.support.run;

/** What the body becomes. */
public enum RunResult {
    MAP,
    TEXT
}
