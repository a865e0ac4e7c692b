package dev.serai.offline.modal.sandbox;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import dev.serai.offline.modal.machine.Machine;
import dev.serai.offline.modal.wire.Call;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.function.BiFunction;

/** Sends an output as it grows, from an offset on, until the command has ended. */
final class Output {
    private static final int PIECE = 64 << 10;
    private static final long SHORTEST_MILLIS = 8;
    private static final long LONGEST_MILLIS = 40;

    private final Machine machine;
    private final Exec exec;
    private final Path file;
    private final Call call;
    private final BiFunction<ByteString, Long, MessageLite> message;
    private long offset;
    private long left;
    private long pause = SHORTEST_MILLIS;

    /**
     * Makes one.
     *
     * @param file what grows, or null where nothing is kept
     * @param message makes a message of bytes and their offset
     * @param left after how many bytes the connection is to break
     */
    Output(
            Machine machine,
            Exec exec,
            Path file,
            Call call,
            long offset,
            long left,
            BiFunction<ByteString, Long, MessageLite> message) {
        this.machine = machine;
        this.exec = exec;
        this.file = file;
        this.call = call;
        this.offset = offset;
        this.left = left;
        this.message = message;
    }

    void start() {
        machine.later(Duration.ZERO, this::look);
    }

    private void look() {
        if (!call.open()) {
            return;
        }
        // Asked first: what a command has written is there before its end is known.
        var ended = exec.end().isDone();
        var bytes = read(ended);
        if (bytes.isEmpty() && ended) {
            call.onServer(call::end);
        } else if (bytes.isEmpty()) {
            pause = Math.min(LONGEST_MILLIS, pause * 2);
            machine.later(Duration.ofMillis(pause), this::look);
        } else {
            pause = SHORTEST_MILLIS;
            call.onServer(() -> send(bytes));
        }
    }

    private void send(ByteString bytes) {
        var some = bytes.substring(0, (int) Math.min(left, bytes.size()));
        if (!some.isEmpty()) {
            call.send(message.apply(some, offset));
        }
        offset += some.size();
        left -= some.size();
        if (left <= 0) {
            // A moment later, so that what was sent is on its way.
            machine.later(Duration.ofMillis(LONGEST_MILLIS), () -> call.onServer(call::cut));
        } else if (call.congested()) {
            call.onDrain(this::start);
        } else {
            start();
        }
    }

    private ByteString read(boolean ended) {
        if (file == null || !Files.exists(file)) {
            return ByteString.EMPTY;
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            // What is over the limit is cut off when the command has ended because of it.
            var size = ended ? channel.size() : Math.min(channel.size(), exec.mostOutput());
            var buffer = ByteBuffer.allocate((int) Math.max(0, Math.min(PIECE, size - offset)));
            var count = channel.read(buffer, offset);
            return count <= 0 ? ByteString.EMPTY : ByteString.copyFrom(buffer.flip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
