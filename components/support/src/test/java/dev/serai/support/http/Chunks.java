package dev.serai.support.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Bytes in pieces, and what a decoder makes of them. */
final class Chunks {

    private Chunks() {}

    static List<byte[]> of(String... chunks) {
        return Stream.of(chunks)
                .map(chunk -> chunk.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    static List<byte[]> split(String text, Random random) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var chunks = new ArrayList<byte[]>();
        for (var at = 0; at < bytes.length; ) {
            var size = Math.min(bytes.length - at, random.nextInt(random.nextBoolean() ? 3 : 40));
            chunks.add(Arrays.copyOfRange(bytes, at, at + size));
            at += size;
        }
        return chunks;
    }

    static <T> List<T> decode(FrameDecoder<T> decoder, List<byte[]> chunks) throws IOException {
        var frames = new ArrayList<T>();
        for (var chunk : chunks) {
            decoder.feed(ByteBuffer.wrap(chunk).asReadOnlyBuffer());
            for (var frame = decoder.next(); frame != null; frame = decoder.next()) {
                frames.add(frame);
            }
        }
        var last = decoder.last();
        if (last != null) {
            frames.add(last);
        }
        return frames;
    }
}
