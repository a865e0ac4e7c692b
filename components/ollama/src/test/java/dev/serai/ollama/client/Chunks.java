package dev.serai.ollama.client;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How a body is cut on its way; a cut may fall inside a character. */
final class Chunks {

    private static final int LARGEST = 60;
    private static final int SEEDS = 4;

    private final String name;
    private final IntUnaryOperator sizes;

    private Chunks(String name, IntUnaryOperator sizes) {
        this.name = name;
        this.sizes = sizes;
    }

    static Chunks whole() {
        return new Chunks("whole", rest -> rest);
    }

    static Chunks ofBytes() {
        return new Chunks("byte by byte", rest -> 1);
    }

    static Chunks random(long seed) {
        var random = new Random(seed);
        return new Chunks("random, seed " + seed, rest -> 1 + random.nextInt(Math.min(rest, LARGEST)));
    }

    /** The ways in which a stream is replayed. */
    static Stream<Chunks> variety() {
        return Stream.concat(
                Stream.of(whole(), ofBytes()), IntStream.rangeClosed(1, SEEDS).mapToObj(Chunks::random));
    }

    List<byte[]> of(byte[] body) {
        var parts = new ArrayList<byte[]>();
        for (int at = 0; at < body.length; ) {
            int size = sizes.applyAsInt(body.length - at);
            parts.add(Arrays.copyOfRange(body, at, at + size));
            at += size;
        }
        return parts;
    }

    @Override
    public String toString() {
        return name;
    }
}
