package dev.serai.support.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A {@code multipart/form-data} body. Its parts are opened one after the other while it is sent. */
public final class MultipartBody implements HttpBody {

    private final String boundary;
    private final List<HttpBody> pieces;

    private MultipartBody(String boundary, List<HttpBody> pieces) {
        this.boundary = boundary;
        this.pieces = List.copyOf(pieces);
    }

    @Override
    public long length() {
        var sum = 0L;
        for (var piece : pieces) {
            var length = piece.length();
            if (length < 0) {
                return -1;
            }
            sum += length;
        }
        return sum;
    }

    @Override
    public boolean replayable() {
        return pieces.stream().allMatch(HttpBody::replayable);
    }

    @Override
    public boolean sendable() {
        return pieces.stream().allMatch(HttpBody::sendable);
    }

    @Override
    public InputStream open() {
        return new Joined(pieces);
    }

    @Override
    public String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    @Override
    public String toString() {
        return "a multipart form";
    }

    public static final class Builder {
        private final String boundary = "serai-" + UUID.randomUUID();
        private final List<HttpBody> pieces = new ArrayList<>();

        Builder() {}

        public Builder field(String name, String value) {
            return part("name=\"" + escaped(name) + '"', null, HttpBody.bytes(value.getBytes(StandardCharsets.UTF_8)));
        }

        public Builder file(String name, Path file, String contentType) {
            return file(name, String.valueOf(file.getFileName()), contentType, HttpBody.file(file));
        }

        /** A file part whose content is bytes, a file or a stream. */
        public Builder file(String name, String fileName, String contentType, HttpBody content) {
            var type = contentType == null ? "application/octet-stream" : contentType;
            if (type.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
                throw new IllegalArgumentException("a control character in a content type");
            }
            return part("name=\"" + escaped(name) + "\"; filename=\"" + escaped(fileName) + '"', type, content);
        }

        private Builder part(String disposition, String contentType, HttpBody content) {
            var head = (pieces.isEmpty() ? "" : "\r\n") + "--" + boundary
                    + "\r\nContent-Disposition: form-data; " + disposition
                    + (contentType == null ? "" : "\r\nContent-Type: " + contentType) + "\r\n\r\n";
            pieces.add(HttpBody.bytes(head.getBytes(StandardCharsets.UTF_8)));
            pieces.add(content);
            return this;
        }

        /** A quote or a line break in a name would end the part's header, so they are escaped as browsers do. */
        private static String escaped(String name) {
            return name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
        }

        public MultipartBody build() {
            var end = (pieces.isEmpty() ? "" : "\r\n") + "--" + boundary + "--\r\n";
            var all = new ArrayList<>(pieces);
            all.add(HttpBody.bytes(end.getBytes(StandardCharsets.US_ASCII)));
            return new MultipartBody(boundary, all);
        }
    }

    private static final class Joined extends InputStream {
        private final List<HttpBody> pieces;
        private int next;
        private InputStream current;

        Joined(List<HttpBody> pieces) {
            this.pieces = pieces;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            while (true) {
                if (current == null) {
                    if (next == pieces.size()) {
                        return -1;
                    }
                    current = pieces.get(next++).open();
                }
                var read = current.read(to, offset, length);
                if (read >= 0) {
                    return read;
                }
                close();
            }
        }

        @Override
        public void close() throws IOException {
            var closing = current;
            current = null;
            if (closing != null) {
                closing.close();
            }
        }
    }
}
