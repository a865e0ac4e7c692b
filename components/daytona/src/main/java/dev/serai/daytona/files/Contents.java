package dev.serai.daytona.files;

import dev.serai.daytona.client.DaytonaError;
import dev.serai.daytona.client.DaytonaException;
import dev.serai.support.http.HttpBody;
import java.io.File;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;

/** What a file is filled with. Files and streams are read while they are sent. */
final class Contents {

    private Contents() {}

    static HttpBody of(Exchange exchange, Object value) {
        if (value instanceof WrappedFile<?> wrapped) {
            return of(exchange, wrapped.getFile());
        }
        if (value instanceof byte[] bytes) {
            return HttpBody.bytes(bytes);
        }
        if (value instanceof CharSequence text) {
            return HttpBody.bytes(text.toString().getBytes(StandardCharsets.UTF_8));
        }
        if (value instanceof File file) {
            return HttpBody.file(file.toPath());
        }
        if (value instanceof Path path) {
            return HttpBody.file(path);
        }
        if (value instanceof InputStream stream && !(value instanceof StreamCache)) {
            return HttpBody.stream(stream, -1);
        }
        var bytes = value == null
                ? null
                : exchange.getContext().getTypeConverter().convertTo(byte[].class, exchange, value);
        if (bytes == null) {
            throw new DaytonaException(
                    DaytonaError.BAD_BODY,
                    "the content is "
                            + (value == null
                                    ? "missing"
                                    : "a " + value.getClass().getSimpleName()) + ", of which no file can be made");
        }
        return HttpBody.bytes(bytes);
    }
}
