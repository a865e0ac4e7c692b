package dev.serai.supabase.client.storage;

import dev.serai.support.http.HttpBody;
import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** What is uploaded, to be had in parts. Used by one upload, one call at a time. */
public interface UploadSource extends Closeable {

    /** In bytes, or -1 while it is not known. */
    long length();

    /**
     * The part that begins at an offset; the rest of the current part where the offset lies within that.
     *
     * @param most how many bytes it may have; it has fewer at the end only
     */
    CompletableFuture<Part> part(long offset, int most);

    /** Why the bytes could not be read, or null: a broken request does not tell. */
    default IOException trouble() {
        return null;
    }

    @Override
    default void close() {}

    /**
     * Some of the bytes.
     *
     * @param last whether nothing follows
     */
    record Part(long offset, int size, boolean last, HttpBody body) {

        long end() {
            return offset + size;
        }
    }
}
