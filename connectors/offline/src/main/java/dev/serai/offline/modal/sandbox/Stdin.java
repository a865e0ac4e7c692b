package dev.serai.offline.modal.sandbox;

import com.google.protobuf.ByteString;
import dev.serai.offline.modal.machine.Machine;
import dev.serai.offline.modal.wire.Refusal;
import dev.serai.offline.modal.wire.Status;
import dev.serai.offline.process.Pipe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a command reads. Clients say where each piece belongs, so that one that comes twice is taken once. */
final class Stdin {
    private static final Duration LOOK = Duration.ofMillis(10);
    private static final byte[] LINE = "\n".getBytes(StandardCharsets.UTF_8);

    private final Machine machine;
    private final Pipe pipe;
    private final Path spool;
    private final List<byte[]> early = new ArrayList<>();
    private boolean ready;
    private long written;
    private boolean closed;
    private boolean over;

    /**
     * Makes one.
     *
     * @param file the pipe that the program makes
     * @param spool a file that takes all of the input before the program begins, or null where it reads from the pipe
     */
    Stdin(Machine machine, Path file, Path spool) {
        this.machine = machine;
        this.pipe = new Pipe(file, machine.launcher().ticker());
        this.spool = spool;
    }

    /** The program has made the pipe, and waits for a line before it begins. */
    synchronized void ready() {
        if (over) {
            return;
        }
        pipe.ready();
        ready = true;
        if (spool == null) {
            pipe.write(LINE);
            early.forEach(pipe::write);
            early.clear();
        } else if (closed) {
            pipe.write(LINE);
        }
    }

    synchronized void write(long offset, ByteString data, boolean last) {
        if (over) {
            throw Refusal.precondition("the command has ended");
        }
        if (!data.isEmpty()) {
            if (offset > written) {
                throw Refusal.of(Status.OUT_OF_RANGE, "stdin has " + written + " bytes, not " + offset);
            }
            var known = (int) Math.min(written - offset, data.size());
            if (known < data.size()) {
                if (closed) {
                    throw Refusal.precondition("stdin is closed");
                }
                take(data.substring(known).toByteArray());
                written += data.size() - known;
            }
        }
        if (last && !closed) {
            closed = true;
            if (spool == null) {
                closeOnceRead();
            } else if (ready) {
                pipe.write(LINE);
            }
        }
    }

    synchronized long written() {
        return written;
    }

    synchronized boolean closed() {
        return closed || over;
    }

    synchronized void over() {
        over = true;
        pipe.close();
    }

    private void take(byte[] bytes) {
        if (spool == null) {
            if (ready) {
                pipe.write(bytes);
            } else {
                early.add(bytes);
            }
            return;
        }
        try {
            Files.write(spool, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void closeOnceRead() {
        if (over) {
            return;
        }
        if (ready && pipe.isEmpty()) {
            pipe.close();
        } else {
            machine.later(LOOK, this::closeOnceRead);
        }
    }
}
