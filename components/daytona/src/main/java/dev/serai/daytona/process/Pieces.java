package dev.serai.daytona.process;

import dev.serai.support.run.OutputCutter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.BiConsumer;

/** What a terminal shows, as it comes: a prompt has no end of a line. No character is cut in two. */
final class Pieces implements OutputCutter {

    private static final int LONGEST_CHARACTER = 4;

    private final BiConsumer<String, String> pieces;
    private byte[] rest = new byte[0];
    private String last;

    Pieces(BiConsumer<String, String> pieces) {
        this.pieces = pieces;
    }

    @Override
    public void part(String stream, byte[] bytes) {
        var all = Arrays.copyOf(rest, rest.length + bytes.length);
        System.arraycopy(bytes, 0, all, rest.length, bytes.length);
        int whole = whole(all);
        rest = Arrays.copyOfRange(all, whole, all.length);
        last = stream;
        hand(all, whole);
    }

    @Override
    public void end() {
        hand(rest, rest.length);
        rest = new byte[0];
    }

    private void hand(byte[] bytes, int length) {
        if (length > 0) {
            pieces.accept(last, new String(bytes, 0, length, StandardCharsets.UTF_8));
        }
    }

    /** How many bytes there are before a character that has only begun. */
    private static int whole(byte[] bytes) {
        for (int back = 1; back <= Math.min(LONGEST_CHARACTER - 1, bytes.length); back++) {
            int at = bytes.length - back;
            int first = bytes[at] & 0xff;
            if (first >= 0xc0) {
                int length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
                return length > back ? at : bytes.length;
            }
            if (first < 0x80) {
                return bytes.length;
            }
        }
        return bytes.length;
    }
}
