package dev.serai.offline.daytona.toolbox;

import dev.serai.offline.process.Tail;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Joins what a command writes to its two outputs into one log. Runs on the thread of {@link Looks}. */
final class CommandLog {
    private static final long AT_ONCE = 1 << 20;

    private final Path file;
    private final Path[] outputs;
    private final long most;
    private final Lines outLines;
    private final Lines errLines;
    private final Tail out;
    private final Tail err;
    private final ByteArrayOutputStream fresh = new ByteArrayOutputStream();
    private long read;

    CommandLog(Path folder, long most) {
        this.file = folder.resolve("log");
        this.most = most;
        outputs = new Path[] {folder.resolve("out"), folder.resolve("err")};
        outLines = new Lines(line -> fresh.writeBytes(Labels.label(Labels.OUT, line)));
        errLines = new Lines(line -> fresh.writeBytes(Labels.label(Labels.ERR, line)));
        out = new Tail(outputs[0], outLines::add);
        err = new Tail(outputs[1], errLines::add);
    }

    /** Takes over some of what is new, and tells whether there was any. */
    boolean look() {
        var count = out.look(Math.min(AT_ONCE, most - read));
        read += count;
        var errors = err.look(Math.min(AT_ONCE, most - read));
        read += errors;
        flush();
        return count + errors > 0;
    }

    /** The command has ended: what is left is taken over, and nothing comes any more. */
    void end() {
        while (look()) {
            // Goes on until there is nothing new.
        }
        outLines.end();
        errLines.end();
        flush();
        close();
    }

    /** Nobody wants to know any more. */
    void close() {
        out.close();
        err.close();
    }

    /** True where the command has written more than it may. */
    boolean isOver() {
        return outputs[0].toFile().length() + outputs[1].toFile().length() > most;
    }

    void append(byte[] labelled) {
        fresh.writeBytes(labelled);
        flush();
    }

    Path file() {
        return file;
    }

    byte[] bytes() throws IOException {
        return Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    }

    private void flush() {
        if (fresh.size() > 0) {
            try {
                Files.write(file, fresh.toByteArray(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                fresh.reset();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
