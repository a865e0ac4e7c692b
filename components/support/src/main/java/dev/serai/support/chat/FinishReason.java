package dev.serai.support.chat;

/** Why an answer ended. */
public enum FinishReason {
    /** The model was done. */
    STOP,
    /** The limit on tokens or the context was reached: the answer is cut. */
    LENGTH,
    /** The model wants tools to be called. */
    TOOL_CALLS,
    /** A call waits until a person allows it. */
    PARKED,
    /** The answer was withheld. */
    FILTERED,
    /** The model was only loaded. */
    LOAD,
    /** The model was only unloaded. */
    UNLOAD,
    /** A reason that is none of these, or none given. */
    OTHER;

    /** Reads what a server says; a word that is not known is {@link #OTHER}. */
    public static FinishReason of(String word) {
        if (word == null) {
            return OTHER;
        }
        return switch (word) {
            case "stop" -> STOP;
            case "length", "max_tokens" -> LENGTH;
            case "tool_calls", "function_call" -> TOOL_CALLS;
            case "content_filter" -> FILTERED;
            case "load" -> LOAD;
            case "unload" -> UNLOAD;
            default -> OTHER;
        };
    }
}
