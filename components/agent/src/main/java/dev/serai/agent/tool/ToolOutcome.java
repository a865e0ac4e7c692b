package dev.serai.agent.tool;

/** What became of a call. */
public sealed interface ToolOutcome {

    /** What the model reads. */
    String text();

    /** The tool did its work. */
    record Success(String text) implements ToolOutcome {}

    /**
     * The call could not be made: an unknown name, or arguments that break the schema. The model can do better.
     */
    record Rejected(String text) implements ToolOutcome {}

    /** The tool failed. The text tells a model enough and a stranger nothing; the cause is for the log. */
    record Failure(String text, Throwable cause) implements ToolOutcome {}
}
