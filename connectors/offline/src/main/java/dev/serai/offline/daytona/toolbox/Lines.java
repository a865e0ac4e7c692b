package dev.serai.offline.daytona.toolbox;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.function.Consumer;

/** Cuts bytes into lines, each with its end; a last line without an end gets one. */
final class Lines {
    private static final int LONGEST = 1 << 20;

    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private final Consumer<byte[]> lines;

    Lines(Consumer<byte[]> lines) {
        this.lines = lines;
    }

    void add(byte[] bytes) {
        var from = 0;
        for (var at = 0; at < bytes.length; at++) {
            if (bytes[at] == '\n') {
                begun.writeBytes(Arrays.copyOfRange(bytes, from, at + 1));
                flush();
                from = at + 1;
            }
        }
        begun.writeBytes(Arrays.copyOfRange(bytes, from, bytes.length));
        if (begun.size() > LONGEST) {
            end();
        }
    }

    void end() {
        if (begun.size() > 0) {
            begun.write('\n');
            flush();
        }
    }

    private void flush() {
        lines.accept(begun.toByteArray());
        begun.reset();
    }
}
