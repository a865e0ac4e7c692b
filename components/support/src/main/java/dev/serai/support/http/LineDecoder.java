package dev.serai.support.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Supplier;

/** Lines that end with LF or CRLF, and for event streams also with CR. */
final class LineDecoder implements FrameDecoder<String> {

    private static final int FIRST = 8 * 1024;

    private final int max;
    private final Supplier<HttpFault> tooLong;
    private final boolean crEnds;
    private byte[] bytes = new byte[FIRST];
    private int start;
    private int scanned;
    private int end;
    private boolean skipLineFeed;

    LineDecoder(int max, Supplier<HttpFault> tooLong) {
        this(max, tooLong, false);
    }

    LineDecoder(int max, Supplier<HttpFault> tooLong, boolean crEnds) {
        this.max = max;
        this.tooLong = tooLong;
        this.crEnds = crEnds;
    }

    @Override
    public void feed(ByteBuffer more) {
        var size = more.remaining();
        if (end + size > bytes.length) {
            makeRoom(size);
        }
        more.get(bytes, end, size);
        end += size;
    }

    private void makeRoom(int size) {
        var kept = end - start;
        var target = kept + size > bytes.length
                ? new byte[(int) Math.min(Integer.MAX_VALUE - 8L, Math.max(kept + size, bytes.length * 2L))]
                : bytes;
        System.arraycopy(bytes, start, target, 0, kept);
        bytes = target;
        scanned -= start;
        start = 0;
        end = kept;
    }

    @Override
    public String next() throws HttpFault {
        for (var at = scanned; at < end; at++) {
            var b = bytes[at];
            if (b > '\r') {
                continue;
            }
            if (b == '\n') {
                if (skipLineFeed && at == start) {
                    start++;
                    skipLineFeed = false;
                } else {
                    return line(at, !crEnds && at > start && bytes[at - 1] == '\r' ? at - 1 : at);
                }
            } else if (crEnds && b == '\r') {
                var line = line(at, at);
                skipLineFeed = true;
                return line;
            }
        }
        scanned = end;
        if (end - start > max) {
            throw tooLong.get();
        }
        return null;
    }

    private String line(int terminator, int to) throws HttpFault {
        skipLineFeed = false;
        if (to - start > max) {
            throw tooLong.get();
        }
        var line = new String(bytes, start, to - start, StandardCharsets.UTF_8);
        start = terminator + 1;
        scanned = start;
        return line;
    }

    @Override
    public String last() {
        if (start == end) {
            return null;
        }
        var line = new String(Arrays.copyOfRange(bytes, start, end), StandardCharsets.UTF_8);
        start = end;
        scanned = end;
        return line;
    }
}
