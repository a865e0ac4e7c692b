package dev.serai.supabase.storage;

import dev.serai.supabase.client.SupabaseError;
import dev.serai.supabase.client.SupabaseException;
import dev.serai.supabase.client.storage.ByteSource;
import dev.serai.supabase.client.storage.FileSource;
import dev.serai.supabase.client.storage.StorageClient;
import dev.serai.supabase.client.storage.StreamSource;
import dev.serai.supabase.client.storage.UploadSource;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;
import org.apache.camel.util.MimeTypeHelper;

/** What a message's body holds for an upload. */
final class FileBody {

    private FileBody() {}

    /**
     * @param readers where streams are read
     */
    static UploadSource of(Exchange exchange, Executor readers) {
        var body = exchange.getMessage().getBody();
        var file = body instanceof WrappedFile<?> wrapped ? wrapped.getFile() : body;
        if (file instanceof File plain) {
            return of(plain.toPath());
        }
        if (file instanceof Path path) {
            return of(path);
        }
        if (body instanceof byte[] bytes) {
            return new ByteSource(bytes);
        }
        if (body instanceof CharSequence text) {
            return new ByteSource(text.toString().getBytes(StandardCharsets.UTF_8));
        }
        if (body instanceof StreamCache cache) {
            cache.reset();
        }
        // A file that is elsewhere, or a cache that is no stream itself.
        var input = body instanceof InputStream stream
                ? stream
                : body instanceof StreamCache || body instanceof WrappedFile
                        ? exchange.getMessage().getBody(InputStream.class)
                        : null;
        if (input == null) {
            throw new SupabaseException(
                    SupabaseError.BAD_BODY,
                    body == null
                            ? "there is no file to upload"
                            : "a " + body.getClass().getSimpleName() + " is nothing to upload",
                    "Send a file, a stream, bytes or a text.",
                    null);
        }
        return new StreamSource(input, readers);
    }

    private static UploadSource of(Path path) {
        try {
            return new FileSource(path);
        } catch (IOException e) {
            throw StorageClient.local(path + " cannot be uploaded", e);
        }
    }

    /** The option, the message's own word, or what the name's ending tells. */
    static String type(Exchange exchange, String option, String path) {
        var message = exchange.getMessage();
        var given = option == null ? message.getHeader(Exchange.CONTENT_TYPE, String.class) : option;
        if (given != null) {
            return given;
        }
        var guessed = MimeTypeHelper.probeMimeType(path);
        return guessed != null
                ? guessed
                : message.getBody() instanceof CharSequence ? "text/plain; charset=utf-8" : "application/octet-stream";
    }
}
