package dev.serai.runtime.record;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.camel.StreamCache;

/**
 * Shows values up to a length. Streams are not read, since there may be no second reading; a cached one is, and is put
 * back to its beginning.
 */
final class Bodies {

    private final int limit;
    private final Secrets secrets;

    Bodies(int limit, Secrets secrets) {
        this.limit = limit;
        this.secrets = secrets;
    }

    /** Whether what was shown of this object holds as long as it is the same object. */
    static boolean isFixed(Object value) {
        return value == null || value instanceof String || BoundedJson.isItems(value) || !isRead(value);
    }

    private static boolean isRead(Object value) {
        return value instanceof StreamCache
                || value instanceof Buffer
                || value instanceof byte[]
                || value instanceof StringBuilder
                || BoundedJson.reads(value);
    }

    /** @param contentType says whether bytes are a text; may be null */
    Shown show(Object value, Object contentType) {
        if (value == null) {
            return Shown.NONE;
        }
        if (value instanceof String text) {
            return text(text, "java.lang.String");
        }
        try {
            return read(value, contentType);
        } catch (IOException | RuntimeException e) {
            // Another thread changes it, or it is broken: the route will meet that itself.
            return Shown.named(Shown.OBJECT, value, -1);
        }
    }

    private Shown read(Object value, Object contentType) throws IOException {
        if (value instanceof StreamCache cache) {
            return cached(cache, contentType);
        }
        if (value instanceof byte[] bytes) {
            return bytes(value, bytes.length, bytes, contentType);
        }
        if (value instanceof Buffer buffer) {
            var length = Math.min(buffer.length(), 4 * limit);
            return bytes(value, buffer.length(), isText(contentType) ? buffer.getBytes(0, length) : null, contentType);
        }
        if (value instanceof StringBuilder text) {
            return text(text.substring(0, Math.min(text.length(), limit + 1)), "java.lang.StringBuilder");
        }
        if (BoundedJson.reads(value)) {
            return new BoundedJson(limit, secrets).show(value);
        }
        if (value instanceof Enum<?> constant) {
            return new Shown(Shown.OBJECT, value.getClass().getName(), constant.name(), -1, true, false);
        }
        var streams = value instanceof InputStream || value instanceof Reader;
        return Shown.named(streams ? Shown.STREAM : Shown.OBJECT, value, -1);
    }

    private Shown text(String text, String type) {
        var cut = text.length() > limit;
        return new Shown(Shown.TEXT, type, cut ? text.substring(0, limit) : text, text.length(), cut, false);
    }

    private Shown bytes(Object value, long size, byte[] read, Object contentType) {
        if (!isText(contentType)) {
            return Shown.named(Shown.BYTES, value, size);
        }
        var text = new String(read, 0, (int) Math.min(read.length, 4L * limit), StandardCharsets.UTF_8);
        var cut = size > read.length || text.length() > limit || read.length > 4L * limit;
        var shown = text.length() > limit ? text.substring(0, limit) : text;
        return new Shown(Shown.BYTES, value.getClass().getName(), shown, size, cut, false);
    }

    private Shown cached(StreamCache cache, Object contentType) throws IOException {
        // One that was spooled to a disk would be read from there by the thread that routes.
        if (!cache.inMemory() || cache.length() > 8L * limit || !isText(contentType)) {
            return Shown.named(Shown.STREAM, cache, cache.length());
        }
        var out = new ByteArrayOutputStream();
        cache.reset();
        try {
            cache.writeTo(out);
        } finally {
            cache.reset();
        }
        return bytes(cache, out.size(), out.toByteArray(), contentType);
    }

    private static boolean isText(Object contentType) {
        if (!(contentType instanceof String type)) {
            return false;
        }
        var lower = type.toLowerCase(Locale.ROOT);
        return lower.startsWith("text/")
                || lower.contains("json")
                || lower.contains("xml")
                || lower.contains("x-www-form-urlencoded");
    }
}
