package dev.serai.vector.document;

import static dev.serai.vector.document.Samples.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextFormatsTest {

    @Test
    void charsetIsFoundByItself() throws Exception {
        var text = "Grüße aus Köln für 5 €";
        for (var charset : List.of("UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "windows-1252")) {
            assertThat(text(parse(text.getBytes(Charset.forName(charset)), "a.txt")))
                    .as(charset)
                    .isEqualTo(text);
        }
        assertThat(text(parse(("\ufeff" + text).getBytes(StandardCharsets.UTF_8), "a.txt")))
                .isEqualTo(text);
    }

    @Test
    void declaredCharsetIsBelieved() throws Exception {
        var bytes = "привет".getBytes("KOI8-R");

        var document = new DocumentParser(ParseLimits.defaults())
                .parse(new ByteArrayInputStream(bytes), null, "text/plain; charset=koi8-r");

        assertThat(text(document)).isEqualTo("привет");
    }

    @Test
    void lineEndsAreTheSameEverywhere() throws Exception {
        assertThat(text(parse("a\r\nb\rc\nd\u0007", "a.txt"))).isEqualTo("a\nb\nc\nd");
    }

    @Test
    void textWithoutTitleIsCalledLikeItsFile() throws Exception {
        assertThat(parse("a", "folder/notes.txt").title()).isEqualTo("notes.txt");
        assertThat(parse("a", null).title()).isNull();
    }

    @Test
    void markdownKeepsThePathOfHeadings() throws Exception {
        var document = parse("Before\n\n# One\n\n## Two ##\ntext\n\nThree\n=====\n# C#\nlast\n## Alone", "a.md");

        assertThat(document.title()).isEqualTo("One");
        assertThat(document.mediaType()).isEqualTo("text/markdown");
        assertThat(document.sections())
                .containsExactly(
                        new Section(List.of(), "Before", null),
                        new Section(List.of("One", "Two"), "text", null),
                        new Section(List.of("Three"), "", null),
                        new Section(List.of("C#"), "last", null),
                        new Section(List.of("C#", "Alone"), "", null));
    }

    @Test
    void markdownLeavesFencedCodeAlone() throws Exception {
        var code = "```sh\n# no heading\n~~~\n\necho 1\n```";

        var document = parse("# One\n\n" + code + "\n\n# Two\nb", "a.md");

        assertThat(document.sections()).extracting(Section::text).containsExactly(code, "b");
    }

    @Test
    void markdownTakesItsTitleFromTheSettingsInFront() throws Exception {
        var document = parse("---\ntitle: \"The guide\"\ntags: [a]\n---\n# One\ntext", "a.md");

        assertThat(document.title()).isEqualTo("The guide");
        assertThat(document.sections()).containsExactly(new Section(List.of("One"), "text", null));
    }

    @Test
    void csvHasRowsAndText() throws Exception {
        var document =
                parse("name;zip;price;note\n\"Müller; Söhne\";01234;3.50;\"a \"\"b\"\"\nc\"\n;;;\nX;5;7;\n", "a.csv");

        assertThat(document.rows()).hasSize(2);
        assertThat(document.rows().get(0))
                .containsExactly(
                        entry("name", "Müller; Söhne"),
                        entry("zip", "01234"),
                        entry("price", 3.5),
                        entry("note", "a \"b\"\nc"));
        assertThat(document.rows().get(1))
                .containsEntry("zip", 5L)
                .containsEntry("note", null)
                .doesNotContainKey("Column 5");
        assertThat(document.metadata()).containsEntry("delimiter", ";").containsEntry("rows", 2);
        assertThat(document.sections())
                .containsExactly(new Section(
                        List.of(),
                        "name | zip | price | note\nMüller; Söhne | 01234 | 3.5 | a \"b\" c\nX | 5 | 7",
                        null,
                        true));
    }

    @Test
    void csvDelimiterIsGuessed() throws Exception {
        for (var delimiter : List.of(",", ";", "\t", "|")) {
            var document = parse("a,x".replace(",", delimiter) + "\n" + "1,2\n3,4\n".replace(",", delimiter), "a.csv");

            assertThat(document.rows()).as(delimiter).hasSize(2);
            assertThat(document.rows().get(1)).containsExactly(entry("a", 3L), entry("x", 4L));
        }
        assertThat(parse("sep=#\na#b\n1#2\n", "a.csv").rows().get(0)).containsExactly(entry("a", 1L), entry("b", 2L));
        assertThat(parse("a, b\tc\n1\t2\n", "a.tsv").rows().get(0)).containsExactly(entry("a, b", 1L), entry("c", 2L));
    }

    @Test
    void csvWithoutHeaderGetsNames() throws Exception {
        assertThat(parse("1,2\n3,4\n", "a.csv").rows().get(1))
                .containsExactly(entry("Column 1", 3L), entry("Column 2", 4L));
        assertThat(parse("a,,a b\n1,2,3\n", "a.csv").rows().get(0))
                .containsExactly(entry("a", 1L), entry("Column 2", 2L), entry("a b", 3L));
    }

    @Test
    void csvWithHeaderAloneIsText() throws Exception {
        assertThat(text(parse("a,b\n", "a.csv"))).isEqualTo("a | b");
    }

    @Test
    void jsonIsIndented() throws Exception {
        assertThat(text(parse("{\"a\":[1,{\"b\":\"c\"}]}", "a.json")))
                .contains("\"a\" : [")
                .contains("\n");
    }

    @Test
    void nameSaysMoreThanPlainText() throws Exception {
        var bytes = "# One\ntext".getBytes(StandardCharsets.UTF_8);
        var parser = new DocumentParser(ParseLimits.defaults());

        assertThat(parser.parse(new ByteArrayInputStream(bytes), "a.md", "text/plain")
                        .mediaType())
                .isEqualTo("text/markdown");
        assertThat(parser.parse(new ByteArrayInputStream(bytes), "a", "text/markdown")
                        .mediaType())
                .isEqualTo("text/markdown");
        assertThat(parser.parse(new ByteArrayInputStream(bytes), "a", "application/octet-stream")
                        .mediaType())
                .isEqualTo("text/plain");
    }

    private static String text(ParsedDocument document) {
        assertThat(document.sections()).hasSize(1);
        return document.sections().get(0).text();
    }
}
