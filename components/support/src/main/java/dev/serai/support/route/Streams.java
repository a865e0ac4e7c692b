package dev.serai.support.route;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;
import org.apache.camel.converter.stream.InputStreamCache;

/** Bodies that are read only once, or stand in a file. The exchange can still read them afterwards. */
final class Streams {

    private Streams() {}

    /** @return null when the body is no stream and no file */
    static byte[] read(Exchange exchange, Object body, int limit) {
        try {
            if (body instanceof StreamCache cache) {
                return cached(cache, limit);
            }
            if (body instanceof InputStream stream) {
                return once(exchange, stream, limit);
            }
            var file = body instanceof WrappedFile<?> wrapped ? wrapped.getFile() : body;
            return file instanceof File there ? file(there, limit) : null;
        } catch (IOException e) {
            throw new RouteException(RouteError.NOT_KEPT, "the body cannot be read: " + e.getMessage(), e);
        }
    }

    private static byte[] cached(StreamCache cache, int limit) throws IOException {
        if (cache.length() > limit) {
            throw Values.tooLarge("the body", limit);
        }
        cache.reset();
        var bytes = new ByteArrayOutputStream();
        cache.writeTo(bytes);
        cache.reset();
        return bytes.toByteArray();
    }

    private static byte[] once(Exchange exchange, InputStream stream, int limit) throws IOException {
        var bytes = stream.readNBytes(limit + 1);
        if (bytes.length > limit) {
            exchange.getMessage().setBody(new SequenceInputStream(new ByteArrayInputStream(bytes), stream));
            throw Values.tooLarge("the body", limit);
        }
        stream.close();
        exchange.getMessage().setBody(new InputStreamCache(bytes));
        return bytes;
    }

    private static byte[] file(File file, int limit) throws IOException {
        if (Files.size(file.toPath()) > limit) {
            throw Values.tooLarge("the body", limit);
        }
        return Files.readAllBytes(file.toPath());
    }
}
