package dev.serai.support.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineDecoderTest {

    private static final String[] ALPHABET = {"a", "{\"k\":1}", "ü", "€", "😀", "\r", " ", "", "x".repeat(300)};

    static HttpFault tooLong() {
        return new HttpFault(HttpFault.Kind.TOO_LARGE, URI.create("http://localhost/"), null, false, "too long");
    }

    private static List<String> lines(byte[]... chunks) throws IOException {
        return Chunks.decode(new LineDecoder(1 << 20, LineDecoderTest::tooLong), List.of(chunks));
    }

    private static List<String> lines(String... chunks) throws IOException {
        return Chunks.decode(new LineDecoder(1 << 20, LineDecoderTest::tooLong), Chunks.of(chunks));
    }

    @Test
    void lineFeedsAndCarriageReturnsWithThemEndLines() throws Exception {
        assertThat(lines("a\nb\r\nc\n")).containsExactly("a", "b", "c");
    }

    @Test
    void theLastLineNeedsNoEnd() throws Exception {
        assertThat(lines("a\nb")).containsExactly("a", "b");
        assertThat(lines("")).isEmpty();
        assertThat(lines("\n")).containsExactly("");
    }

    @Test
    void aCarriageReturnInsideALineStays() throws Exception {
        assertThat(lines("a\rb\n")).containsExactly("a\rb");
    }

    @Test
    void aLineEndMayBeSplit() throws Exception {
        assertThat(lines("a\r", "\nb", "\n", "\r", "\n")).containsExactly("a", "b", "");
    }

    @Test
    void aCharacterMayBeSplit() throws Exception {
        var bytes = "😀\n".getBytes(StandardCharsets.UTF_8);
        assertThat(lines(new byte[] {bytes[0], bytes[1]}, new byte[] {bytes[2]}, new byte[] {bytes[3], bytes[4]}))
                .containsExactly("😀");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void anySplitGivesTheSameLines(int seed) throws Exception {
        var random = new Random(seed);
        for (var round = 0; round < 200; round++) {
            var expected = new ArrayList<String>();
            var text = new StringBuilder();
            for (var i = random.nextInt(12); i > 0; i--) {
                var line = new StringBuilder();
                for (var j = random.nextInt(6); j > 0; j--) {
                    line.append(ALPHABET[random.nextInt(ALPHABET.length)]);
                }
                line.append('.');
                expected.add(line.toString());
                text.append(line).append(random.nextBoolean() ? "\n" : "\r\n");
            }
            if (random.nextBoolean()) {
                expected.add("the end");
                text.append("the end");
            }
            assertThat(Chunks.decode(
                            new LineDecoder(1 << 20, LineDecoderTest::tooLong), Chunks.split(text.toString(), random)))
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({"10, false", "11, true"})
    void aLineMayHaveAsManyBytesAsTheLimit(int length, boolean refused) throws Exception {
        for (var end : List.of("\n", "")) {
            var decoder = new LineDecoder(10, LineDecoderTest::tooLong);
            var chunks = Chunks.of("ok\n", "x".repeat(length) + end);
            if (refused) {
                assertThatThrownBy(() -> Chunks.decode(decoder, chunks)).hasMessage("too long");
            } else {
                assertThat(Chunks.decode(decoder, chunks)).hasSize(2);
            }
        }
    }
}
