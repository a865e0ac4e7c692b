package dev.serai.agent.tool;

/**
 * What a tool says of its effects, in the words of the Model Context Protocol. A null says nothing.
 *
 * @param returnDirect the result is the answer: the model is not asked again
 */
public record ToolHints(
        String title,
        Boolean readOnly,
        Boolean destructive,
        Boolean idempotent,
        Boolean openWorld,
        boolean returnDirect) {

    public static final ToolHints NONE = new ToolHints(null, null, null, null, null, false);
}
