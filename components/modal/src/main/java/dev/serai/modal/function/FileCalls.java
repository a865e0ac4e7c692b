package dev.serai.modal.function;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.modal.CallStore;
import dev.serai.support.json.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps each call in a small file of its own, whose name is made of the key's digest, since a key may hold anything. */
public final class FileCalls implements CallStore {

    private static final Logger LOG = LoggerFactory.getLogger(FileCalls.class);
    private static final String ENDING = ".call";
    private static final int MOST_BYTES = 64 << 10;

    private final Path folder;
    private final Executor threads;

    /** @param threads where files are read and written */
    public FileCalls(Path folder, Executor threads) {
        this.folder = folder;
        this.threads = threads;
    }

    @Override
    public CompletionStage<Optional<Kept>> find(String key) {
        return later("looked for", () -> read(file(key)));
    }

    @Override
    public CompletionStage<Void> keep(Kept call) {
        return later("kept", () -> {
            Files.createDirectories(folder);
            var text = Json.text(Json.object()
                    .put("key", call.key())
                    .put("callId", call.callId())
                    .put("followed", call.followed()));
            var part = folder.resolve(UUID.randomUUID() + ".part");
            try {
                // On the disk before it has its name: a file that is there is whole, also after a crash.
                try (var channel = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                    var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                    while (bytes.hasRemaining()) {
                        channel.write(bytes);
                    }
                    channel.force(true);
                }
                Files.move(part, file(call.key()), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
            return null;
        });
    }

    @Override
    public CompletionStage<Void> forget(String key) {
        return later("forgotten", () -> {
            Files.deleteIfExists(file(key));
            return null;
        });
    }

    @Override
    public CompletionStage<List<Kept>> followed() {
        return later("listed", () -> {
            if (!Files.isDirectory(folder)) {
                return List.of();
            }
            try (var files = Files.list(folder)) {
                return files.filter(file -> file.toString().endsWith(ENDING))
                        .flatMap(file -> readable(file).stream())
                        .filter(Kept::followed)
                        .toList();
            }
        });
    }

    private <T> CompletableFuture<T> later(String what, Callable<T> work) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return work.call();
                    } catch (Exception e) {
                        throw new FunctionException(
                                FunctionError.CALL_STORE,
                                "a call could not be " + what + " in the folder " + folder + ": " + e.getMessage(),
                                e);
                    }
                },
                threads);
    }

    private static Optional<Kept> readable(Path file) {
        try {
            return read(file);
        } catch (IOException e) {
            // One spoiled file must not hide the others.
            LOG.warn("the kept call {} cannot be read: {}", file, e.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<Kept> read(Path file) throws IOException {
        JsonNode kept;
        try (var stream = Files.newInputStream(file)) {
            kept = Json.read(stream.readNBytes(MOST_BYTES));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        var id = kept.path("callId").asText("");
        if (id.isEmpty()) {
            throw new IOException(file.getFileName() + " names no call");
        }
        return Optional.of(
                new Kept(kept.path("key").asText(""), id, kept.path("followed").asBoolean()));
    }

    private Path file(String key) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return folder.resolve(HexFormat.of().formatHex(digest) + ENDING);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
