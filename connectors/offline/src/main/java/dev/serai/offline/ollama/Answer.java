package dev.serai.offline.ollama;

import java.util.List;

/** A reply applied to a call: which tokens come, and how it ends. The pieces are repeated until the count is reached. */
record Answer(
        ModelCall call,
        ScriptedReply reply,
        List<Piece> pieces,
        long count,
        String doneReason,
        List<ToolCall> toolCalls,
        int promptTokens) {

    Piece piece(long index) {
        return pieces.get((int) (index % pieces.size()));
    }
}
