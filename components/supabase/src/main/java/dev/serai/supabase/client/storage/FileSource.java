package dev.serai.supabase.client.storage;

import dev.serai.support.http.HttpBody;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** A file, read while it is sent. */
public final class FileSource implements UploadSource {

    private final Path file;
    private final long length;
    private volatile IOException trouble;

    public FileSource(Path file) throws IOException {
        this.file = file;
        if (!Files.isRegularFile(file)) {
            throw new IOException("no file is there");
        }
        length = Files.size(file);
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public CompletableFuture<Part> part(long offset, int most) {
        int size = (int) Math.min(most, length - offset);
        return CompletableFuture.completedFuture(new Part(offset, size, offset + size == length, body(offset, size)));
    }

    /** All of it, for one request. */
    HttpBody whole() {
        return body(0, length);
    }

    private HttpBody body(long offset, long size) {
        return size == 0 ? HttpBody.bytes(new byte[0]) : HttpBody.stream(new Slice(offset, size), size);
    }

    @Override
    public IOException trouble() {
        return trouble;
    }

    /** Opened with the first byte, since a request may never begin. */
    private final class Slice extends InputStream {

        private long position;
        private long left;
        private FileChannel channel;

        Slice(long position, long left) {
            this.position = position;
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int start, int count) throws IOException {
            if (left == 0) {
                return -1;
            }
            try {
                if (channel == null) {
                    channel = FileChannel.open(file);
                }
                int read = channel.read(ByteBuffer.wrap(target, start, (int) Math.min(count, left)), position);
                if (read < 0) {
                    throw new IOException("the file has become shorter while it was sent");
                }
                position += read;
                left -= read;
                return read;
            } catch (IOException e) {
                trouble = e;
                throw e;
            }
        }

        @Override
        public void close() throws IOException {
            if (channel != null) {
                channel.close();
            }
        }
    }
}
