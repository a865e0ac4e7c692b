package dev.serai.agent;

/** What happens when a tool fails. */
public enum ToolErrors {
    /** The model gets an error result. */
    TELL,
    /** The run ends. */
    FAIL
}
