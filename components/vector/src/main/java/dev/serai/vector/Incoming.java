package dev.serai.vector;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A document on its way in.
 *
 * @param source null when the content is to name it
 * @param name of the file; null when there is none
 * @param mediaType null when it is to be found out
 * @param content a text, bytes, a path or a stream
 */
record Incoming(String source, String name, String mediaType, Map<String, Object> metadata, Object content) {

    /** Whether the text needs no reading of a format. */
    boolean isPlainText() {
        return content instanceof String && mediaType == null;
    }

    /** What the messages call it. */
    String label() {
        return source != null ? source : name != null ? name : "the document";
    }

    /** Reads one byte more than allowed, which is how the caller knows. */
    byte[] bytes(int most) throws IOException {
        if (content instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        if (content instanceof byte[] bytes) {
            return bytes;
        }
        try (var stream = content instanceof Path path ? Files.newInputStream(path) : (InputStream) content) {
            return stream.readNBytes(most + 1);
        }
    }
}
