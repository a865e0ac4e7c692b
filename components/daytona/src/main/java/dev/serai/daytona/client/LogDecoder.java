package dev.serai.daytona.client;

import java.io.ByteArrayOutputStream;

/**
 * Tells stdout from stderr: three bytes 1 come before what went to stdout, three bytes 2 before what went to stderr. A
 * mark may be cut in two by the end of a message. What comes before any mark is stdout.
 */
public final class LogDecoder {

    private static final int MARK = 3;

    private final LogReader reader;
    private final ByteArrayOutputStream part = new ByteArrayOutputStream();
    private LogChannel channel = LogChannel.STDOUT;
    private int held;
    private byte heldByte;

    public LogDecoder(LogReader reader) {
        this.reader = reader;
    }

    public void feed(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            var next = bytes[i];
            if (held > 0 && next != heldByte) {
                release();
            }
            if (next != 1 && next != 2) {
                part.write(next);
            } else {
                heldByte = next;
                if (++held == MARK) {
                    held = 0;
                    flush();
                    channel = next == 1 ? LogChannel.STDOUT : LogChannel.STDERR;
                }
            }
        }
        flush();
    }

    public void end() {
        release();
        flush();
        reader.end();
    }

    /** What looked like the beginning of a mark was none. */
    private void release() {
        for (; held > 0; held--) {
            part.write(heldByte);
        }
    }

    private void flush() {
        if (part.size() > 0) {
            var bytes = part.toByteArray();
            part.reset();
            reader.part(channel, bytes);
        }
    }
}
