package dev.serai.modal.client.data;

import java.util.concurrent.CompletionStage;

/** Takes a file piece by piece; the next piece comes when the one before has been taken. */
public interface FileSink {

    CompletionStage<?> part(byte[] bytes);
}
