package dev.serai.vector.document;

import static dev.serai.vector.document.Samples.QUARTERS;
import static dev.serai.vector.document.Samples.texts;
import static dev.serai.vector.document.Samples.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ChunkerTest {

    @Test
    void withoutOverlapEveryWordIsThereOnceAndInOrder() {
        for (int seed = 0; seed < 60; seed++) {
            var random = new Random(seed);
            var text = Samples.randomText(random, 50 + random.nextInt(600));
            for (var by : ChunkBy.values()) {
                // No word is longer than this, in characters or in tokens.
                var chunks = chunk(text, by, 40 + random.nextInt(300), 0);

                assertThat(words(String.join(" ", texts(chunks))))
                        .as("seed %d by %s", seed, by)
                        .isEqualTo(words(text));
            }
        }
    }

    @Test
    void withOverlapEveryWordIsStillThereAndInOrder() {
        for (int seed = 100; seed < 140; seed++) {
            var random = new Random(seed);
            var text = Samples.randomText(random, 400).replace("```", "");
            int size = 40 + random.nextInt(100);
            var chunks = chunk(text, ChunkBy.TOKENS, size, random.nextInt(size / 2));

            int at = 0;
            var expected = words(text);
            for (var chunk : chunks) {
                var words = words(chunk.text());
                int start = expected.indexOf(words.get(0));
                assertThat(start).as("seed %d", seed).isBetween(0, at);
                assertThat(expected.subList(start, start + words.size())).isEqualTo(words);
                assertThat(start + words.size()).as("each piece goes on").isGreaterThan(at);
                at = start + words.size();
            }
            assertThat(at).isEqualTo(expected.size());
        }
    }

    @Test
    void noChunkIsLargerThanTheSize() {
        for (int seed = 200; seed < 240; seed++) {
            var random = new Random(seed);
            var text = Samples.randomText(random, 300);
            int size = 1 + random.nextInt(200);
            for (var chunk : chunk(text, ChunkBy.TOKENS, size, size / 3)) {
                assertThat(QUARTERS.count(chunk.text())).as("seed %d", seed).isLessThanOrEqualTo(size);
            }
            for (var chunk : chunk(text, ChunkBy.CHARACTERS, size + 1, size / 3)) {
                assertThat(chunk.text().length()).as("seed %d", seed).isLessThanOrEqualTo(size + 1);
            }
        }
    }

    @Test
    void surrogatePairsStayWhole() {
        var text = "\ud83d\ude00".repeat(500);
        for (int size = 1; size < 9; size++) {
            for (var by : List.of(ChunkBy.CHARACTERS, ChunkBy.TOKENS, ChunkBy.PARAGRAPHS)) {
                var chunks = texts(chunk(text, by, size, size / 2));

                assertThat(chunks)
                        .allSatisfy(chunk -> assertThat(chunk.codePoints()).allMatch(c -> c == 0x1F600));
                assertThat(String.join("", chunks).length()).isGreaterThanOrEqualTo(text.length());
            }
        }
    }

    @Test
    void cutsAtSentencesBeforeWords() {
        var text = "One two three four. Five six seven eight. Nine ten eleven twelve thirteen.";

        assertThat(texts(chunk(text, ChunkBy.CHARACTERS, 48, 0)))
                .containsExactly("One two three four. Five six seven eight.", "Nine ten eleven twelve thirteen.");
    }

    @Test
    void cutsAtParagraphsBeforeSentences() {
        var text = "One two three four. Five six.\n\nSeven. Eight nine ten eleven twelve.";

        assertThat(texts(chunk(text, ChunkBy.CHARACTERS, 40, 0)))
                .containsExactly("One two three four. Five six.", "Seven. Eight nine ten eleven twelve.");
    }

    @Test
    void repeatsTheEndOfTheChunkBefore() {
        var text = "One two three four. Five six. Seven eight nine ten. Eleven twelve thirteen fourteen.";

        var chunks = texts(chunk(text, ChunkBy.CHARACTERS, 54, 24));

        assertThat(chunks.get(0)).isEqualTo("One two three four. Five six. Seven eight nine ten.");
        assertThat(chunks.get(1)).startsWith("Seven eight nine ten. Eleven").endsWith("fourteen.");
    }

    @Test
    void fencedCodeStaysWholeWhereItFits() {
        var code = "```java\nint a = 1;\n\nint b = 2;\n```";
        var text = "Some words before the code, enough of them.\n\n" + code + "\n\nAnd some words behind it.";

        assertThat(texts(chunk(text, ChunkBy.CHARACTERS, 70, 0)).stream().anyMatch(chunk -> chunk.contains(code)))
                .isTrue();
        assertThat(texts(chunk(text, ChunkBy.PARAGRAPHS, 12, 0)).stream().anyMatch(chunk -> chunk.contains(code)))
                .isTrue();
    }

    @Test
    void smallParagraphsAreMergedAndLargeOnesCut() {
        var large = "word ".repeat(40).strip();

        var chunks = texts(chunk("a b\n\nc d\n\n" + large + "\n\ne f", ChunkBy.PARAGRAPHS, 20, 0));

        assertThat(chunks.get(0)).isEqualTo("a b\n\nc d");
        assertThat(chunks.subList(1, chunks.size() - 1)).allMatch(chunk -> chunk.matches("(word ?)+"));
        assertThat(chunks.get(chunks.size() - 1)).isEqualTo("e f");
    }

    @Test
    void headingsStandInFrontOfEachPiece() throws Exception {
        var document = Samples.parse("# Pumps\n\n## Repair\n\n" + "Turn it off. ".repeat(20) + "\n\n## Sale\n", "a.md");

        var chunks = chunker(ChunkBy.HEADINGS, 30, 0).chunk(document);

        assertThat(chunks.size()).isGreaterThan(2);
        assertThat(chunks.subList(0, chunks.size() - 1)).allSatisfy(chunk -> {
            assertThat(chunk.text()).startsWith("Pumps > Repair\n\nTurn it off.");
            assertThat(chunk.metadata()).isEqualTo(Map.of("headings", "Pumps > Repair"));
            assertThat(QUARTERS.count(chunk.text())).isLessThanOrEqualTo(30);
        });
        assertThat(chunks.get(chunks.size() - 1).text()).isEqualTo("Pumps > Sale");
    }

    @Test
    void pathThatLeavesNoRoomIsNotLost() throws Exception {
        var document = Samples.parse("# " + "alpha ".repeat(30) + "\n\nbeta gamma", "a.md");

        var chunks = texts(chunker(ChunkBy.HEADINGS, 12, 0).chunk(document));

        assertThat(words(String.join(" ", chunks))).hasSize(32).endsWith("beta", "gamma");
    }

    @Test
    void pieceKnowsWhereItBegins() throws Exception {
        var document = new ParsedDocument(
                null,
                "application/pdf",
                List.of(new Section(null, "First page ends", 1), new Section(null, "within a sentence.", 2)),
                null,
                null);

        var chunks = chunker(ChunkBy.CHARACTERS, 20, 0).chunk(document);

        assertThat(chunks).extracting(Chunk::text).containsExactly("First page ends", "within a sentence.");
        assertThat(chunks).extracting(chunk -> chunk.metadata().get("page")).containsExactly(1, 2);
        assertThat(texts(chunker(ChunkBy.NONE, 0, 0).chunk(document)))
                .containsExactly("First page ends\nwithin a sentence.");
    }

    @Test
    void tablesAreCutBetweenRowsUnderTheirHeader() throws Exception {
        var csv = new StringBuilder("name,price\n");
        for (int i = 1; i <= 30; i++) {
            csv.append("part ").append(i).append(',').append(i).append(".5\n");
        }

        var chunks = chunker(ChunkBy.TOKENS, 40, 10).chunk(Samples.parse(csv.toString(), "a.csv"));

        assertThat(chunks.size()).isGreaterThan(2);
        int next = 1;
        for (var chunk : chunks) {
            var lines = chunk.text().split("\n");
            int last = next + lines.length - 2;
            assertThat(lines[0]).isEqualTo("name | price");
            assertThat(lines[1]).isEqualTo("part " + next + " | " + next + ".5");
            assertThat(chunk.metadata()).containsEntry("rows", next + "-" + last);
            assertThat(QUARTERS.count(chunk.text())).isLessThanOrEqualTo(40);
            next = last + 1;
        }
        assertThat(next).isEqualTo(31);
    }

    @Test
    void rowThatIsTooLargeIsCutAndOthersStayWhole() throws Exception {
        var document = Samples.parse("name,note\na,short\nb," + "long ".repeat(60) + "\nc,end\n", "a.csv");

        var chunks = chunker(ChunkBy.CHARACTERS, 60, 0).chunk(document);

        assertThat(chunks.get(0).text()).isEqualTo("name | note\na | short");
        assertThat(chunks)
                .allMatch(chunk ->
                        chunk.text().startsWith("name | note\n") && chunk.text().length() <= 60);
        assertThat(chunks.get(chunks.size() - 1).metadata()).containsEntry("rows", "3");
    }

    @Test
    void countingStaysLinear() {
        var counted = new AtomicLong();
        TokenCounter counter = text -> {
            counted.addAndGet(text.length());
            return (text.length() + 3) / 4;
        };
        var text = Samples.randomText(new Random(1), 60_000);
        for (var by : List.of(ChunkBy.TOKENS, ChunkBy.PARAGRAPHS)) {
            counted.set(0);
            Chunker.of(new ChunkSettings(by, 256, 32), counter).chunk(document(text));

            assertThat(counted.get()).as("characters counted by %s", by).isLessThan(6L * text.length());
        }
    }

    @Test
    void countersThatAreFarOffStillEnd() {
        var text = Samples.randomText(new Random(2), 300);
        for (TokenCounter counter : List.<TokenCounter>of(t -> 0, t -> 1_000_000, t -> t.length() * 7, t -> 1)) {
            var chunks = Chunker.of(new ChunkSettings(ChunkBy.TOKENS, 10, 5), counter)
                    .chunk(document(text));

            assertThat(String.join("", texts(chunks)).replaceAll("\\s", "")).isEqualTo(text.replaceAll("\\s", ""));
        }
    }

    @Test
    void nothingToCutGivesNoChunk() {
        for (var by : ChunkBy.values()) {
            assertThat(chunk(" \n ", by, 10, 0)).isEmpty();
        }
    }

    @Test
    void settingsSayWhatIsWrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChunkSettings(ChunkBy.TOKENS, 0, 0))
                .withMessage("the chunk size is 0 and must be from 1 to 1000000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChunkSettings(ChunkBy.TOKENS, 100, 51))
                .withMessage("the overlap is 51 and must be from 0 to 50, half of the chunk size 100");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChunkSettings(null, 100, 0))
                .withMessageContaining("by is missing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Chunker.of(new ChunkSettings(ChunkBy.TOKENS, 100, 0), null))
                .withMessage("chunks by TOKENS need a TokenCounter");
    }

    private static ParsedDocument document(String text) {
        return new ParsedDocument(null, "text/plain", List.of(new Section(null, text, null)), null, null);
    }

    private static Chunker chunker(ChunkBy by, int size, int overlap) {
        return Chunker.of(new ChunkSettings(by, size, overlap), QUARTERS);
    }

    private static List<Chunk> chunk(String text, ChunkBy by, int size, int overlap) {
        return chunker(by, size, overlap).chunk(document(text));
    }
}
