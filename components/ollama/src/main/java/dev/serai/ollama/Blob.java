package dev.serai.ollama;

import dev.serai.ollama.client.OllamaError;
import dev.serai.ollama.client.OllamaException;
import dev.serai.support.http.HttpBody;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.camel.Exchange;
import org.apache.camel.WrappedFile;

/** A file for a server, named by its digest. */
record Blob(String digest, HttpBody content) {

    private static final String DIGEST = "sha256:[0-9a-f]{64}";

    /** @param digest what the caller says it is, or null to find out */
    static Blob of(Exchange exchange, String digest) throws IOException {
        if (digest != null && !digest.matches(DIGEST)) {
            throw new OllamaException(
                    OllamaError.BAD_OPTION,
                    "header " + OllamaConstants.DIGEST + " is '" + digest + "', not sha256: and 64 hexadecimal digits");
        }
        var body = exchange.getMessage().getBody();
        var file = body instanceof WrappedFile<?> wrapped ? wrapped.getFile() : body;
        if (file instanceof File plain) {
            file = plain.toPath();
        }
        if (file instanceof Path path) {
            return new Blob(digest == null ? digestOf(Files.newInputStream(path)) : digest, HttpBody.file(path));
        }
        if (body instanceof InputStream stream && digest != null) {
            return new Blob(digest, HttpBody.stream(stream, -1));
        }
        var bytes = exchange.getMessage().getBody(byte[].class);
        if (bytes == null) {
            throw new OllamaException(
                    OllamaError.BAD_BODY, "there is no file to upload", "Send a file, bytes or a stream.", null);
        }
        return new Blob(digest == null ? digestOf(new ByteArrayInputStream(bytes)) : digest, HttpBody.bytes(bytes));
    }

    private static String digestOf(InputStream content) throws IOException {
        try (var stream = new DigestInputStream(content, MessageDigest.getInstance("SHA-256"))) {
            stream.transferTo(OutputStream.nullOutputStream());
            return "sha256:"
                    + HexFormat.of().formatHex(stream.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
