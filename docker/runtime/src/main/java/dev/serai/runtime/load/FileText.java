package dev.serai.runtime.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What stands in a file, and a fingerprint of it. */
record FileText(String text, String hash) {

    static FileText of(String text) {
        return new FileText(text, hash(text.getBytes(StandardCharsets.UTF_8)));
    }

    static FileText read(Source source, int limit) {
        try {
            var file = source.file().toRealPath();
            if (!file.startsWith(source.folder())) {
                throw new LoadException(
                        LoadError.UNREADABLE, "The file has become a link that leads out of the folder");
            }
            byte[] bytes;
            try (var stream = Files.newInputStream(file)) {
                bytes = stream.readNBytes(limit + 1);
            }
            if (bytes.length > limit) {
                throw new LoadException(LoadError.TOO_LARGE, "The file has more than " + limit + " bytes");
            }
            return new FileText(decode(bytes), hash(bytes));
        } catch (CharacterCodingException e) {
            throw new LoadException(LoadError.UNREADABLE, "The file is not text in UTF-8");
        } catch (IOException e) {
            throw new LoadException(
                    LoadError.UNREADABLE,
                    "The file cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static String decode(byte[] bytes) throws CharacterCodingException {
        var text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
