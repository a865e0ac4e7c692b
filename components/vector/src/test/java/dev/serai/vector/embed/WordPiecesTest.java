package dev.serai.vector.embed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The expected numbers come from the tokenizer that the model was trained with. */
class WordPiecesTest {

    private final WordPieces words;

    WordPiecesTest() throws Exception {
        words = OnnxEncoder.words(LocalModel.ALL_MINILM);
    }

    private long[] ids(String text) {
        return words.encode(text, 512).ids();
    }

    @Test
    void wordsAreCutIntoKnownPieces() {
        assertThat(ids("The quick brown fox.")).containsExactly(101, 1996, 4248, 2829, 4419, 1012, 102);
        assertThat(ids("unaffable, isn't it? $5.00 + 3%"))
                .containsExactly(
                        101, 14477, 20961, 3468, 1010, 3475, 1005, 1056, 2009, 1029, 1002, 1019, 1012, 4002, 1009, 1017,
                        1003, 102);
    }

    @Test
    void accentsAndCaseDoNotMatter() {
        assertThat(ids("Ünïcödé café naïve ÇA")).containsExactly(101, 27260, 7668, 15743, 6187, 102);
        assertThat(ids("e\u0301tude  \u2028para \u3000wide")).containsExactly(101, 3802, 12672, 11498, 2898, 102);
    }

    @Test
    void otherScriptsAreCutAsTheModelKnowsThem() {
        assertThat(ids("北京 is 中国's capital")).containsExactly(101, 1781, 1755, 2003, 1746, 1799, 1005, 1055, 3007, 102);
        assertThat(ids("ΑΒΓ Straße İstanbul")).containsExactly(101, 1155, 29720, 29721, 2358, 27807, 9960, 102);
    }

    @Test
    void whatIsUnknownIsOnePiece() {
        assertThat(ids("a".repeat(120) + " end")).containsExactly(101, 100, 2203, 102);
        assertThat(ids("emoji 😀")).containsExactly(101, 7861, 29147, 2072, 100, 102);
    }

    @Test
    void controlCharactersAreDropped() {
        assertThat(ids("\u0000ctrl\u0007 \ufffd x")).containsExactly(101, 14931, 12190, 1060, 102);
        assertThat(ids("tab\there\nnew\u00a0line\u200bzero"))
                .containsExactly(101, 21628, 2182, 2047, 2240, 6290, 2080, 102);
    }

    @Test
    void aTextCannotSmuggleMarksIn() {
        assertThat(ids("[SEP]")).doesNotContain(103).endsWith(1033, 102);
    }

    @Test
    void aLongTextIsCountedToItsEndAndKeptToTheWindow() {
        var pieces = words.encode("word ".repeat(100_000), 512);
        assertThat(pieces.total()).isEqualTo(100_002);
        assertThat(pieces.ids()).hasSize(512).startsWith(101).endsWith(102);
        assertThat(words.count("word ".repeat(100_000))).isEqualTo(100_000);
    }
}
