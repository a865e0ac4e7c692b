package dev.serai.searxng.client;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** Unpacks answers: the limiter of SearXNG refuses clients that don't take packed ones, and the JDK doesn't unpack them. */
final class Encodings {

    private static final int CHUNK = 8_192;
    /** The first four bits of a zlib stream; raw deflate, which some servers send, never starts so in practice. */
    private static final int ZLIB = 8;

    private Encodings() {}

    /** What a few packed bytes become may be huge, so the result is limited like an answer is. */
    static byte[] unpack(byte[] body, String encoding, long most) throws IOException, TooLargeException {
        var name = encoding == null ? "" : encoding.strip().toLowerCase(Locale.ROOT);
        if (body.length == 0) {
            return body;
        }
        return switch (name) {
            case "", "identity" -> body;
            case "gzip", "x-gzip" -> read(new GZIPInputStream(new ByteArrayInputStream(body)), most);
            case "deflate" -> {
                var inflater = new Inflater((body[0] & 0x0f) != ZLIB);
                try {
                    yield read(new InflaterInputStream(new ByteArrayInputStream(body), inflater), most);
                } finally {
                    inflater.end();
                }
            }
            default -> throw new IOException("the encoding '" + name + "' was not asked for");
        };
    }

    private static byte[] read(InputStream packed, long most) throws IOException, TooLargeException {
        try (packed) {
            var bytes = new ByteArrayOutputStream();
            var chunk = new byte[CHUNK];
            for (var count = packed.read(chunk); count >= 0; count = packed.read(chunk)) {
                if (most > 0 && bytes.size() + (long) count > most) {
                    throw new TooLargeException();
                }
                bytes.write(chunk, 0, count);
            }
            return bytes.toByteArray();
        }
    }

    static final class TooLargeException extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
