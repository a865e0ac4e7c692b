package dev.serai.supabase.client.storage;

import dev.serai.support.http.HttpBody;
import java.io.ByteArrayInputStream;
import java.util.concurrent.CompletableFuture;

/** Bytes that are in memory anyway. */
public final class ByteSource implements UploadSource {

    private final byte[] bytes;

    public ByteSource(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public long length() {
        return bytes.length;
    }

    @Override
    public CompletableFuture<Part> part(long offset, int most) {
        int from = (int) offset;
        int size = Math.min(most, bytes.length - from);
        return CompletableFuture.completedFuture(new Part(offset, size, from + size == bytes.length, body(from, size)));
    }

    private HttpBody body(int from, int size) {
        return size == bytes.length
                ? HttpBody.bytes(bytes)
                : HttpBody.stream(new ByteArrayInputStream(bytes, from, size), size);
    }
}
