package dev.serai.offline.supabase.storage;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The bytes of objects: one file per version, never changed once it is there. */
final class Blobs {
    private static final Pattern VERSION = Pattern.compile("[0-9a-f-]{36}");
    private static final int BUFFER = 1 << 16;

    private final Path folder;

    Blobs(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Policies may let users write rows on their own, so a version must not lead to another folder. */
    Path file(String version) {
        if (!VERSION.matcher(version).matches()) {
            throw StorageError.noSuchKey();
        }
        return folder.resolve(version);
    }

    Path create(String version) throws IOException {
        return Files.createFile(file(version));
    }

    void copy(String version, String to) throws IOException {
        try {
            Files.createLink(file(to), file(version));
        } catch (UnsupportedOperationException e) {
            Files.copy(file(version), file(to));
        }
    }

    /** Some bytes of a file, for a test that wants no more of it. */
    Buffer read(String version, ByteRange part) throws IOException {
        try (var input = Files.newInputStream(file(version))) {
            input.skipNBytes(part.from());
            return Buffer.buffer(input.readNBytes(Math.toIntExact(part.length())));
        }
    }

    void delete(String version) throws IOException {
        Files.deleteIfExists(file(version));
    }

    /** The entity tag: the digest of the bytes, in quotes. */
    String etag(String version) throws IOException {
        try (var channel = FileChannel.open(file(version))) {
            var digest = MessageDigest.getInstance("MD5");
            var buffer = ByteBuffer.allocate(BUFFER);
            while (channel.read(buffer) >= 0) {
                digest.update(buffer.flip());
                buffer.clear();
            }
            return '"' + HexFormat.of().formatHex(digest.digest()) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("MD5 is missing", e);
        }
    }
}
