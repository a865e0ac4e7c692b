package dev.serai.offline.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.function.Consumer;

/** Reads what a file has got since the last look; all of it on one thread. */
public final class Tail implements AutoCloseable {
    private static final int PIECE = 64 << 10;

    private final Path file;
    private final Consumer<byte[]> bytes;
    private final ByteBuffer buffer = ByteBuffer.allocate(PIECE);
    private FileChannel channel;

    public Tail(Path file, Consumer<byte[]> bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    /** Gives everything that is new. */
    public void look() {
        look(Long.MAX_VALUE);
    }

    /** Gives what is new, but not more than so many bytes, and tells how many they were. */
    public long look(long most) {
        var given = 0L;
        try {
            if (channel == null) {
                if (!Files.exists(file)) {
                    return 0;
                }
                channel = FileChannel.open(file, StandardOpenOption.READ);
            }
            while (given < most) {
                buffer.clear().limit((int) Math.min(PIECE, most - given));
                var count = channel.read(buffer);
                if (count <= 0) {
                    break;
                }
                given += count;
                bytes.accept(Arrays.copyOf(buffer.array(), count));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return given;
    }

    @Override
    public void close() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
