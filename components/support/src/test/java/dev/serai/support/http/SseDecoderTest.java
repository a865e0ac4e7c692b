package dev.serai.support.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SseDecoderTest {

    private static List<SseEvent> events(String... chunks) throws IOException {
        return Chunks.decode(new SseDecoder(1000, LineDecoderTest::tooLong), Chunks.of(chunks));
    }

    private static SseEvent message(String data) {
        return new SseEvent("message", data, null, null);
    }

    @Test
    void anEmptyLineDispatchesAnEvent() throws Exception {
        assertThat(events("data: a\n\ndata: b\n\n")).containsExactly(message("a"), message("b"));
    }

    @Test
    void dataLinesAreJoinedByLineFeeds() throws Exception {
        assertThat(events("data: a\ndata:b\ndata\ndata: \n\n")).containsExactly(message("a\nb\n\n"));
    }

    @Test
    void onlyOneSpaceAfterTheColonIsDropped() throws Exception {
        assertThat(events("data:  a\n\ndata:\tb\n\n")).containsExactly(message(" a"), message("\tb"));
    }

    @Test
    void emptyDataIsAnEventAndNoDataIsNone() throws Exception {
        assertThat(events("data\n\n")).containsExactly(message(""));
        assertThat(events("event: x\n\n\n\n")).isEmpty();
    }

    @Test
    void theTypeHoldsForOneEvent() throws Exception {
        assertThat(events("event: ping\ndata: a\n\ndata: b\n\nevent: lost\n\ndata: c\n\n"))
                .containsExactly(new SseEvent("ping", "a", null, null), message("b"), message("c"));
    }

    @Test
    void theIdHoldsUntilAnotherOneComes() throws Exception {
        assertThat(events("id: 7\ndata: a\n\ndata: b\n\nid: x\0y\ndata: c\n\nid\ndata: d\n\n"))
                .extracting(SseEvent::id)
                .containsExactly("7", "7", "7", "");
    }

    @Test
    void aReconnectionTimeIsANumber() throws Exception {
        assertThat(events("retry: 1500\ndata: a\n\nretry: 1s\ndata: b\n\nretry:\ndata: c\n\nretry: 9\n\ndata: d\n\n"))
                .extracting(SseEvent::retry)
                .containsExactly(1500L, null, null, 9L);
    }

    @Test
    void commentsAndUnknownFieldsAreDropped() throws Exception {
        assertThat(events(": keep-alive\n\n:\nfoo: bar\nDATA: no\n data: no\ndata: a\n\n"))
                .containsExactly(message("a"));
    }

    @Test
    void aByteOrderMarkIsDroppedOnce() throws Exception {
        assertThat(events("\uFEFFdata: a\n\n\uFEFFdata: b\n\n")).containsExactly(message("a"));
    }

    @Test
    void linesEndWithAnyOfTheThreeEnds() throws Exception {
        assertThat(events("data: a\r\rdata: b\r\n\r\ndata: c\n\ndata: d\r\n\n"))
                .containsExactly(message("a"), message("b"), message("c"), message("d"));
    }

    @Test
    void aCarriageReturnAtTheEndOfAChunkIsALineEndOnce() throws Exception {
        assertThat(events("data: a\r", "\n\r", "\ndata: b\r", "\r")).containsExactly(message("a"), message("b"));
        assertThat(events("data: a\r", "\n", "\n")).containsExactly(message("a"));
    }

    @Test
    void anIncompleteEventIsDropped() throws Exception {
        assertThat(events("data: a\n\ndata: b\n")).containsExactly(message("a"));
        assertThat(events("data: a\n\ndata: b")).containsExactly(message("a"));
    }

    @Test
    void anEventBeyondTheLimitIsRefused() {
        assertThatThrownBy(() -> events(("data: " + "x".repeat(400) + "\n").repeat(3)))
                .hasMessage("too long");
        assertThatThrownBy(() -> events("data: " + "x".repeat(1000))).hasMessage("too long");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void anySplitAndAnyLineEndGiveTheSameEvents(int seed) throws Exception {
        var random = new Random(seed);
        var ends = new String[] {"\n", "\r", "\r\n"};
        for (var round = 0; round < 200; round++) {
            // one end for all lines, since a CR before an empty line's LF would be the same end
            var end = ends[random.nextInt(3)];
            var expected = new ArrayList<SseEvent>();
            var text = new StringBuilder(random.nextBoolean() ? "\uFEFF" : "");
            for (var i = random.nextInt(8); i > 0; i--) {
                var type = random.nextBoolean() ? "delta" : "";
                var data = new ArrayList<String>();
                for (var j = random.nextInt(4); j > 0; j--) {
                    data.add(List.of("", "{\"a\":1}", "ü€😀", "x y: z").get(random.nextInt(4)));
                }
                var lines = new ArrayList<>(data.stream().map(d -> "data: " + d).toList());
                lines.add(random.nextInt(lines.size() + 1), ": comment");
                if (!type.isEmpty()) {
                    lines.add(random.nextInt(lines.size() + 1), "event:" + type);
                }
                lines.add("");
                lines.forEach(line -> text.append(line).append(end));
                if (!data.isEmpty()) {
                    expected.add(new SseEvent(type.isEmpty() ? "message" : type, String.join("\n", data), null, null));
                }
            }
            assertThat(Chunks.decode(
                            new SseDecoder(1000, LineDecoderTest::tooLong), Chunks.split(text.toString(), random)))
                    .isEqualTo(expected);
        }
    }
}
