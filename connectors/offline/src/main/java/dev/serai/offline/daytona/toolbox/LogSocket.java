package dev.serai.offline.daytona.toolbox;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** A log on its way to a client, from its beginning to the command's end. */
final class LogSocket {
    private static final int PIECE = 32 << 10;

    private final Looks looks;
    private final SessionCommand command;
    private final ServerWebSocket socket;
    private final boolean follow;
    private final boolean combined;
    private final long cutAfter;
    private final Runnable look;
    private final ByteBuffer buffer = ByteBuffer.allocate(PIECE);
    private long position;
    private boolean ended;

    LogSocket(Machine machine, SessionCommand command, ServerWebSocket socket, boolean follow, boolean combined) {
        this.looks = machine.looks();
        this.command = command;
        this.socket = socket;
        this.follow = follow;
        this.combined = combined;
        this.cutAfter = machine.sockets().takeCut();
        this.look = () -> Sockets.whileOpen(socket, this::look);
    }

    void start(Session session) {
        // Before another thread writes to it.
        socket.accept();
        session.box().machine().sockets().add(session.box(), socket, this::end);
        session.deleted().thenRun(() -> looks.once(this::close));
        looks.add(look);
    }

    private void look() {
        if (ended) {
            return;
        }
        if (position >= cutAfter) {
            // Later than the last bytes, so that those arrive.
            end();
            Sockets.cutSoon(looks, socket);
            return;
        }
        // Asked first: what is written before the end is known to be there when the file is read.
        var last = command.isDone() || !follow;
        if (send() && last && position < cutAfter) {
            close();
        }
    }

    /** Sends what is new, and tells whether that was everything. */
    private boolean send() {
        var file = command.log().file();
        if (!Files.exists(file)) {
            return true;
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (!socket.writeQueueFull()) {
                buffer.clear().limit((int) Math.min(PIECE, cutAfter - position));
                var count = buffer.hasRemaining() ? channel.read(buffer, position) : -1;
                if (count <= 0) {
                    return true;
                }
                var whole = combined ? withoutBegunLabel(count) : count;
                // Nothing but a label's beginning is there only where the test cuts the stream in the middle of one.
                position += whole == 0 ? count : whole;
                var bytes = Arrays.copyOf(buffer.array(), whole);
                if (whole > 0) {
                    socket.writeBinaryMessage(Buffer.buffer(combined ? Labels.without(bytes) : bytes));
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A label that the end of a piece cuts in two is left for the next piece. */
    private int withoutBegunLabel(int count) {
        var whole = count;
        while (whole > 0 && (buffer.get(whole - 1) == Labels.OUT || buffer.get(whole - 1) == Labels.ERR)) {
            whole--;
        }
        return whole;
    }

    private void close() {
        if (!ended) {
            end();
            Sockets.whileOpen(socket, () -> socket.close((short) 1000, ""));
        }
    }

    private void end() {
        ended = true;
        looks.remove(look);
    }
}
