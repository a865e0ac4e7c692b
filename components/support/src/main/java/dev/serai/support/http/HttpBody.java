package dev.serai.support.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/** What a request carries. A body that isn't replayable is sent at most once, so the call isn't tried again. */
public sealed interface HttpBody permits HttpBody.None, HttpBody.Bytes, HttpBody.File, HttpBody.Stream, MultipartBody {

    /** In bytes, or -1 if unknown. */
    long length();

    /** Whether it can be sent more than once. */
    boolean replayable();

    /** Whether it can be sent now: a stream that has been read from can't. */
    default boolean sendable() {
        return true;
    }

    InputStream open() throws IOException;

    /** The content type that the body itself decides, or null. */
    default String contentType() {
        return null;
    }

    static HttpBody none() {
        return None.NONE;
    }

    static HttpBody bytes(byte[] bytes) {
        return new Bytes(bytes);
    }

    static HttpBody file(Path path) {
        return new File(path);
    }

    /** A stream that is read once, on a worker thread, and closed. The length is -1 if unknown. */
    static HttpBody stream(InputStream stream, long length) {
        return new Stream(stream, length);
    }

    /** A form with files, whose parts are read as they are sent. */
    static MultipartBody.Builder multipart() {
        return new MultipartBody.Builder();
    }

    final class None implements HttpBody {
        private static final None NONE = new None();

        private None() {}

        @Override
        public long length() {
            return 0;
        }

        @Override
        public boolean replayable() {
            return true;
        }

        @Override
        public InputStream open() {
            return InputStream.nullInputStream();
        }

        @Override
        public String toString() {
            return "no body";
        }
    }

    final class Bytes implements HttpBody {
        private final byte[] bytes;

        private Bytes(byte[] bytes) {
            this.bytes = bytes;
        }

        byte[] array() {
            return bytes;
        }

        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public boolean replayable() {
            return true;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public String toString() {
            return bytes.length + " bytes";
        }
    }

    final class File implements HttpBody {
        private final Path path;

        private File(Path path) {
            this.path = path;
        }

        @Override
        public long length() {
            try {
                return Files.size(path);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public boolean replayable() {
            return true;
        }

        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(path);
        }

        @Override
        public String toString() {
            return "a file";
        }
    }

    final class Stream implements HttpBody {
        private final InputStream stream;
        private final long length;
        private final AtomicBoolean opened = new AtomicBoolean();

        private Stream(InputStream stream, long length) {
            this.stream = stream;
            this.length = length;
        }

        @Override
        public long length() {
            return length;
        }

        @Override
        public boolean replayable() {
            return false;
        }

        @Override
        public boolean sendable() {
            return !opened.get();
        }

        @Override
        public InputStream open() throws IOException {
            if (!opened.compareAndSet(false, true)) {
                throw new IOException("a stream can be sent once");
            }
            return stream;
        }

        @Override
        public String toString() {
            return "a stream";
        }
    }
}
