package dev.serai.modal.client.sandbox;

import java.util.concurrent.CompletionStage;

/** What a command reads, piece by piece. */
public interface ExecInput {

    /** The next piece, or null when there is none. It is asked for when the one before has been taken. */
    CompletionStage<byte[]> next();
}
