package dev.serai.agent;

import dev.serai.support.chat.ChatDelta;

/** Takes the deltas of a run. */
interface DeltaSink {

    DeltaSink NONE = delta -> {};

    void emit(ChatDelta delta);

    /** Runs it when the next delta is welcome. */
    default void whenRoom(Runnable action) {
        action.run();
    }
}
