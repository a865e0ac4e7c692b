package dev.serai.modal;

import dev.serai.modal.client.data.FileSink;
import dev.serai.modal.client.data.FileSource;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** A file of this machine, which is read and written in pieces. */
record LocalFile(Path path, Executor threads) {

    FileSource source() throws IOException {
        var size = Files.size(path);
        return new FileSource() {
            @Override
            public long size() {
                return size;
            }

            @Override
            public CompletionStage<byte[]> read(long from, int length) {
                return later(() -> piece(from, length));
            }
        };
    }

    private byte[] piece(long from, int length) throws IOException {
        var piece = ByteBuffer.allocate(length);
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            while (piece.hasRemaining()) {
                if (channel.read(piece, from + piece.position()) < 0) {
                    throw new EOFException(path + " has become shorter while it was read");
                }
            }
        }
        return piece.array();
    }

    /** Has its name only when it is whole. */
    Target target() throws IOException {
        var part = path.resolveSibling(path.getFileName() + "." + UUID.randomUUID() + ".part");
        return new Target(part, FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    final class Target implements FileSink {

        private final Path part;
        private final FileChannel channel;

        private Target(Path part, FileChannel channel) {
            this.part = part;
            this.channel = channel;
        }

        @Override
        public CompletionStage<?> part(byte[] bytes) {
            return later(() -> {
                var piece = ByteBuffer.wrap(bytes);
                while (piece.hasRemaining()) {
                    channel.write(piece);
                }
                return bytes.length;
            });
        }

        void close(boolean whole) {
            try {
                channel.close();
                if (whole) {
                    Files.move(part, path, StandardCopyOption.REPLACE_EXISTING);
                } else {
                    Files.deleteIfExists(part);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private <T> CompletableFuture<T> later(Callable<T> work) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return work.call();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                },
                threads);
    }
}
