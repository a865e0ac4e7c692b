package dev.serai.daytona.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Marks in a log. */
class LogDecoderTest {

    private static final String LOG =
            "before\1\1\1out é\n\2\2\2err \1 and \2\2 are no marks\n\1\1\1\2\2\2\n\1\1\1end\1";

    private static Map<LogChannel, String> decoded(byte[] log, int[] cuts) {
        var kept = new EnumMap<LogChannel, ByteArrayOutputStream>(LogChannel.class);
        for (var channel : LogChannel.values()) {
            kept.put(channel, new ByteArrayOutputStream());
        }
        var decoder = new LogDecoder((channel, bytes) -> kept.get(channel).writeBytes(bytes));
        int from = 0;
        for (var cut : cuts) {
            decoder.feed(Arrays.copyOfRange(log, from, cut), 0);
            from = cut;
        }
        // What was read before is left out.
        decoder.feed(log, from);
        decoder.end();
        var texts = new EnumMap<LogChannel, String>(LogChannel.class);
        kept.forEach((channel, bytes) -> texts.put(channel, bytes.toString(StandardCharsets.UTF_8)));
        return texts;
    }

    @Test
    void aLogIsTheSameHoweverItIsCut() {
        var log = LOG.getBytes(StandardCharsets.UTF_8);
        var expected =
                Map.of(LogChannel.STDOUT, "beforeout é\nend\1", LogChannel.STDERR, "err \1 and \2\2 are no marks\n\n");
        assertThat(decoded(log, new int[0])).isEqualTo(expected);
        var random = new Random(42);
        for (int i = 0; i < 500; i++) {
            var cuts =
                    random.ints(random.nextInt(8), 0, log.length + 1).sorted().toArray();
            assertThat(decoded(log, cuts)).as(Arrays.toString(cuts)).isEqualTo(expected);
        }
    }
}
