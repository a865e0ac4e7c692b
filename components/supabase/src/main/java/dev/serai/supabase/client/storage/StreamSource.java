package dev.serai.supabase.client.storage;

import dev.serai.supabase.client.SupabaseException;
import dev.serai.support.http.HttpBody;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * A stream that comes once. One part is kept until the server has it, so that a fault costs no more than to send that
 * part again.
 */
public final class StreamSource implements UploadSource {

    /** Most streams are short. */
    private static final int FIRST_BUFFER = 16 * 1024;

    private final InputStream input;
    private final Executor readers;
    private byte[] buffer = {};
    private int filled;
    private long start;
    private int ahead = -1;
    private boolean ended;
    private volatile IOException trouble;

    /**
     * @param readers where it is read: it may wait for the very threads that bring answers
     */
    public StreamSource(InputStream input, Executor readers) {
        this.input = input;
        this.readers = readers;
    }

    @Override
    public synchronized long length() {
        return ended ? start + filled : -1;
    }

    @Override
    public synchronized CompletableFuture<Part> part(long offset, int most) {
        if (offset >= start && offset < start + filled || ended && offset == start + filled) {
            return CompletableFuture.completedFuture(rest(offset));
        }
        var part = new CompletableFuture<Part>();
        if (offset != start + filled) {
            part.completeExceptionally(new SupabaseException(
                    StorageError.OUT_OF_STEP, "the server has lost bytes that came from a stream and are gone"));
            return part;
        }
        readers.execute(() -> {
            try {
                part.complete(next(most));
            } catch (IOException e) {
                trouble = e;
                part.completeExceptionally(e);
            } catch (RuntimeException e) {
                part.completeExceptionally(e);
            }
        });
        return part;
    }

    private Part rest(long offset) {
        int from = (int) (offset - start);
        int size = filled - from;
        var body = size == 0
                ? HttpBody.bytes(new byte[0])
                : HttpBody.stream(new ByteArrayInputStream(buffer, from, size), size);
        return new Part(offset, size, ended, body);
    }

    private synchronized Part next(int most) throws IOException {
        start += filled;
        filled = 0;
        if (ahead >= 0) {
            buffer[filled++] = (byte) ahead;
        }
        while (filled < most && !ended) {
            if (filled == buffer.length) {
                buffer = Arrays.copyOf(buffer, Math.min(most, Math.max(FIRST_BUFFER, 2 * filled)));
            }
            int read = input.read(buffer, filled, Math.min(most, buffer.length) - filled);
            ended = read < 0;
            filled += Math.max(0, read);
        }
        // The length has to be told with the last part, so it must be known that it is the last.
        ahead = ended ? -1 : input.read();
        ended = ahead < 0;
        return rest(start);
    }

    @Override
    public IOException trouble() {
        return trouble;
    }

    @Override
    public void close() {
        try {
            input.close();
        } catch (IOException e) {
            // What was read of it has arrived, or its failure is told already.
            return;
        }
    }
}
