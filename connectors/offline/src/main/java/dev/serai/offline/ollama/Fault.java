package dev.serai.offline.ollama;

/** What goes wrong in a reply after a number of tokens. */
sealed interface Fault {
    /** How many tokens still come through. */
    int afterTokens();

    /** Nothing more comes, and the connection stays open. */
    record Stall(int afterTokens) implements Fault {}

    /** The connection is closed. */
    record Cut(int afterTokens) implements Fault {}

    /** An error under status 200, as when the runner crashes. */
    record ErrorLine(int afterTokens, String message) implements Fault {}

    /** Half a JSON object, then a regular end of the answer. */
    record BrokenJson(int afterTokens) implements Fault {}
}
