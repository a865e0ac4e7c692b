package dev.serai.modal.client.data;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A file that is read in pieces, some of them twice: first to know what is in them, then to send them. */
public interface FileSource {

    long size();

    /** Exactly so many bytes from there. */
    CompletionStage<byte[]> read(long from, int length);

    static FileSource of(byte[] content) {
        return new FileSource() {
            @Override
            public long size() {
                return content.length;
            }

            @Override
            public CompletionStage<byte[]> read(long from, int length) {
                return CompletableFuture.completedFuture(Arrays.copyOfRange(content, (int) from, (int) from + length));
            }
        };
    }
}
