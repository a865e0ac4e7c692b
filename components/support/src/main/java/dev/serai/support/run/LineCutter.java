package dev.serai.support.run;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** Cuts output that comes in pieces into lines, each stream by itself. A line that is too long is handed on in pieces. */
public final class LineCutter implements OutputCutter {

    private static final int LONGEST = 64 << 10;

    /** As many as may follow on the first byte of a character. */
    private static final int MOST_CONTINUING = 3;

    private final Map<String, ByteArrayOutputStream> begun = new LinkedHashMap<>();
    private final BiConsumer<String, String> lines;

    /** @param lines gets the name of the stream and the line without its end */
    public LineCutter(BiConsumer<String, String> lines) {
        this.lines = lines;
    }

    @Override
    public void part(String stream, byte[] bytes) {
        var line = begun.computeIfAbsent(stream, name -> new ByteArrayOutputStream());
        for (var next : bytes) {
            if (next == '\n') {
                hand(stream, line);
            } else {
                // A character is not cut in two: only its first byte may begin a piece, unless it is no character at
                // all.
                var begins = (next & 0xC0) != 0x80;
                if (line.size() >= (begins ? LONGEST : LONGEST + MOST_CONTINUING)) {
                    hand(stream, line);
                }
                line.write(next);
            }
        }
    }

    @Override
    public void end() {
        begun.forEach((stream, line) -> {
            if (line.size() > 0) {
                hand(stream, line);
            }
        });
    }

    private void hand(String stream, ByteArrayOutputStream line) {
        var text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        lines.accept(stream, text);
    }
}
