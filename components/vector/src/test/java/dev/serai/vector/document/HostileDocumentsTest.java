package dev.serai.vector.document;

import static dev.serai.vector.document.OfficeFiles.paragraph;
import static dev.serai.vector.document.PdfFiles.object;
import static dev.serai.vector.document.PdfFiles.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.serai.vector.document.DocumentException.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HostileDocumentsTest {

    private static final Duration GENEROUS = Duration.ofSeconds(60);
    private static final ParseLimits LIMITS = ParseLimits.defaults();

    @Test
    void lineWithoutEndStopsAtTheLimit() {
        var endless = new InputStream() {
            @Override
            public int read() {
                return 'a';
            }
        };

        assertThat(reason(endless, "a.csv", LIMITS.withMaxBytes(1_000_000))).isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void streamThatTricklesStopsAtTheTimeLimit() {
        var trickle = new InputStream() {
            @Override
            public int read() {
                return 'a';
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                buffer[offset] = 'a';
                return 1;
            }
        };

        assertThat(reason(trickle, "a.txt", LIMITS.withMaxTime(Duration.ofMillis(20))))
                .isEqualTo(Reason.TOO_SLOW);
    }

    @Test
    void interruptEndsTheWorkAndStays() {
        assertTimeoutPreemptively(GENEROUS, () -> {
            Thread.currentThread().interrupt();
            var failure = failure(new ByteArrayInputStream(bytes("text")), "a.txt", LIMITS);

            assertThat(failure.reason()).isEqualTo(Reason.TOO_SLOW);
            assertThat(failure.fact()).isEqualTo("a.txt was interrupted while it was read");
            assertThat(failure.remedy()).isEqualTo("Read it again.");
            assertThat(Thread.interrupted()).isTrue();
        });
    }

    @Test
    void tooMuchTextNamesTheLimit() {
        var failure = failure(bytes("long text"), "a.txt", LIMITS.withMaxCharacters(5));

        assertThat(failure.reason()).isEqualTo(Reason.TOO_LARGE);
        assertThat(failure)
                .hasMessage("a.txt has more than 5 characters of text. "
                        + "Split the document or raise the limit of characters.");
    }

    @Test
    void tooManyRowsAndColumnsAreRefused() {
        assertThat(reason(bytes("a,b\n".repeat(50)), "a.csv", LIMITS.withMaxRows(20)))
                .isEqualTo(Reason.TOO_LARGE);
        assertThat(reason(bytes(",".repeat(3_000_000)), "a.csv", LIMITS)).isEqualTo(Reason.TOO_LARGE);
        assertThat(reason(bytes("\"".repeat(3_000_001)), "a.csv", LIMITS)).isNull();
    }

    @Test
    void whatIsNoDocumentIsUnsupported() throws Exception {
        assertThat(reason(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13}, "a.txt", LIMITS))
                .isEqualTo(Reason.UNSUPPORTED);
        assertThat(reason(OfficeFiles.zip(Map.of("a.txt", "b")), "a.docx", LIMITS))
                .isEqualTo(Reason.UNSUPPORTED);
        assertThat(reason(bytes("{\\rtf1 text}"), "a.txt", LIMITS)).isEqualTo(Reason.UNSUPPORTED);
        assertThat(reason(bytes("text"), "a.pdf", LIMITS)).isEqualTo(Reason.BROKEN);
        assertThat(reason(new byte[0], "a.txt", LIMITS)).isEqualTo(Reason.EMPTY);
        assertThat(reason(bytes(" \n "), "a.txt", LIMITS)).isEqualTo(Reason.EMPTY);
    }

    @Test
    void oldContainerIsOldOrEncrypted() {
        var old = new byte[2000];
        System.arraycopy(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0}, 0, old, 0, 4);
        assertThat(reason(old, "a.doc", LIMITS)).isEqualTo(Reason.UNSUPPORTED);

        var name = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);
        System.arraycopy(name, 0, old, 1024, name.length);
        assertThat(reason(old, "a.docx", LIMITS)).isEqualTo(Reason.ENCRYPTED);
    }

    @Test
    void archiveThatUnpacksToMuchMoreIsRefused() throws Exception {
        var bomb = OfficeFiles.docx(paragraph(" ".repeat(20_000_000)));

        assertThat(failure(bomb, "a.docx", LIMITS)).hasMessageContaining("more than 250 times its size");
        assertThat(reason(bomb, "a.docx", LIMITS.withMaxUnpackedBytes(1_000_000)))
                .isEqualTo(Reason.TOO_LARGE);
        assertThat(reason(
                        OfficeFiles.docx(paragraph("a b ".repeat(1_000_000))),
                        "a.docx",
                        LIMITS.withMaxCharacters(1000)))
                .isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void entitiesAreRefused() throws Exception {
        for (var subset : new String[] {
            "<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">", "<!ENTITY b SYSTEM \"file:///etc/hostname\">"
        }) {
            var parts = OfficeFiles.docxParts("");
            parts.put(
                    "word/document2.xml",
                    "<!DOCTYPE w [" + subset
                            + "]><w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p>"
                            + "</w:body></w:document>");

            assertThat(failure(OfficeFiles.zip(parts), "a.docx", LIMITS))
                    .hasMessageContaining("declares entities")
                    .extracting(DocumentException::reason)
                    .isEqualTo(Reason.BROKEN);
        }
    }

    @Test
    void deepNestingIsRefusedEverywhere() throws Exception {
        int depth = 100_000;
        assertThat(reason(OfficeFiles.docx("<w:tbl>".repeat(depth) + "</w:tbl>".repeat(depth)), "a.docx", LIMITS))
                .isEqualTo(Reason.BROKEN);
        assertThat(reason(bytes("[".repeat(depth) + "]".repeat(depth)), "a.json", LIMITS))
                .isEqualTo(Reason.BROKEN);
        assertThat(reason(bytes("<div>".repeat(depth) + "text"), "a.html", LIMITS))
                .isNull();
        var page = object("<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/X " + "[".repeat(depth)
                + "]".repeat(depth) + ">>");
        assertThat(reason(pdf(page, stream("", object("BT ET"))), "a.pdf", LIMITS))
                .isNotNull();
    }

    @Test
    void workbookWithCellsFarAwayIsRefused() throws Exception {
        var rows = new StringBuilder();
        for (int i = 1; i <= 5000; i++) {
            rows.append("<row><c r=\"XFD")
                    .append(i)
                    .append("\"><v>")
                    .append(i * 7919)
                    .append("</v></c></row>");
        }
        assertThat(reason(OfficeFiles.xlsx(rows.toString()), "a.xlsx", LIMITS)).isEqualTo(Reason.TOO_LARGE);
        assertThat(reason(OfficeFiles.xlsx("<row><c r=\"ZZZZ1\"><v>1</v></c></row>"), "a.xlsx", LIMITS))
                .isEqualTo(Reason.BROKEN);
    }

    @Test
    void pageWithEndlessMarkupIsBounded() {
        assertThat(reason(bytes("<p>a".repeat(600_000)), "a.html", LIMITS)).isEqualTo(Reason.TOO_LARGE);
        var formatting = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            formatting.append("<b x=").append(i).append("><i y=").append(i).append("><p>a");
        }
        assertThat(reason(bytes(formatting.toString()), "a.html", LIMITS.withMaxTime(Duration.ofSeconds(20))))
                .isIn(null, Reason.TOO_SLOW);
        assertThat(reason(bytes("<table><tr><td>".repeat(2_000)), "a.html", LIMITS))
                .isEqualTo(Reason.EMPTY);
    }

    @Test
    void formsThatShowOneAnotherEndWithTheTime() throws Exception {
        var objects = new byte[30][];
        var resources = "/Resources<</XObject<</A %d 0 R>>>>";
        objects[0] = object("<</Type/Catalog/Pages 2 0 R>>");
        objects[1] = object("<</Type/Pages/Kids[3 0 R]/Count 1>>");
        objects[2] = object(
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R" + String.format(resources, 5) + ">>");
        objects[3] = stream("", object("/A Do ".repeat(10)));
        for (int i = 4; i < objects.length; i++) {
            objects[i] = stream(
                    "/Type/XObject/Subtype/Form/BBox[0 0 99 99]"
                            + String.format(resources, Math.min(i + 2, objects.length)),
                    object("/A Do ".repeat(10)));
        }

        assertThat(reason(PdfFiles.file(objects), "a.pdf", LIMITS.withMaxTime(Duration.ofMillis(500))))
                .isEqualTo(Reason.TOO_SLOW);
    }

    @Test
    void pagesThatHoldThemselvesEnd() throws Exception {
        var loop = PdfFiles.file(
                object("<</Type/Catalog/Pages 2 0 R>>"),
                object("<</Type/Pages/Kids[2 0 R 2 0 R 3 0 R]/Count 9>>"),
                object("<</Type/Pages/Kids[2 0 R 3 0 R]/Parent 2 0 R/Count 9>>"));

        assertThat(reason(loop, "a.pdf", LIMITS)).isNotNull();
    }

    @Test
    void packedStreamsOfPdfAreBounded() throws Exception {
        var packed = PdfFiles.deflated("0 0 m 1 1 l S ", 8_000_000);
        var page = object("<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>");
        var limits = LIMITS.withMaxUnpackedBytes(64_000_000);

        assertThat(failure(pdf(page, stream("/Filter/FlateDecode", packed)), "a.pdf", limits))
                .hasMessageContaining("stream that unpacks to more than");
        var text = "<~" + "a".repeat(packed.length) + "~>";
        for (var filters : new String[] {"[/ASCII85Decode/FlateDecode]", "/LZWDecode", "[/FlateDecode/RL/A85]"}) {
            assertThat(failure(pdf(page, stream("/Filter" + filters, object(text))), "a.pdf", limits))
                    .as(filters)
                    .hasMessageContaining("stream that may unpack to more than");
        }
        // Small enough for all that is unpacked, too large for one stream of a page.
        var single = PdfFiles.deflated("0 0 m 1 1 l S ", 2_000_000);
        assertThat(failure(pdf(page, stream("/Filter/FlateDecode", single)), "a.pdf", limits))
                .hasMessageContaining("more than 16000000 bytes");
    }

    @Test
    void packedStructureOfPdfIsBounded() throws Exception {
        var packed = PdfFiles.deflated("1 0 2 0 3 0 ", 4_000_000);
        var objects = stream("/Type/ObjStm/N 900000/First 9/Filter/FlateDecode", packed);

        assertThat(reason(PdfFiles.broken(objects, objects), "a.pdf", LIMITS.withMaxUnpackedBytes(16_000_000)))
                .isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void pageWithTooMuchTextIsRefused() throws Exception {
        var page = object("<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</Font<</F<</Type/Font"
                + "/Subtype/Type1/BaseFont/Helvetica>>>>>>>>");
        var text = stream("", object("BT /F 9 Tf " + "(abcdefghij) Tj ".repeat(20_000) + "ET"));

        assertThat(reason(pdf(page, text), "a.pdf", LIMITS.withMaxCharacters(100_000)))
                .isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void damagedFilesGiveDocumentExceptionsOnly() throws Exception {
        var samples = new byte[][] {
            PdfFiles.pages("Some text", "More text"),
            OfficeFiles.docx(paragraph("Some text")),
            OfficeFiles.xlsx("<row><c t=\"s\"><v>1</v></c></row><row><c><v>2</v></c></row>"),
            bytes("<html><body><h1>a</h1><table><tr><td>b</table>"),
            bytes("a,b\n\"1\",2\n"),
            bytes("{\"a\":[1,2,{\"b\":null}]}")
        };
        var names = new String[] {"a.pdf", "a.docx", "a.xlsx", "a.html", "a.csv", "a.json"};
        var limits = LIMITS.withMaxTime(Duration.ofSeconds(5));
        for (int seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            int sample = seed % samples.length;
            var bytes = samples[sample].clone();
            for (int i = random.nextInt(8); i >= 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            if (random.nextInt(3) == 0) {
                bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            }
            // Whatever else comes out of it fails the test.
            reason(bytes, names[sample], limits);
        }
    }

    @Test
    void longLinesOfSignsAreReadInNoTime() {
        var limits = LIMITS.withMaxTime(Duration.ofSeconds(20));
        for (var sign : new String[] {"#", "`", "\n", " ", "=\na\n", "* ", "~~~\n", "\"", "\t"}) {
            var text = "a" + sign.repeat(300_000 / sign.length()) + "b";
            assertThat(reason(bytes(text), "a.md", limits)).as(sign).isNull();
            assertTimeoutPreemptively(GENEROUS, () -> {
                var document = Samples.parse(bytes(text), "a.md", limits);
                for (var by : ChunkBy.values()) {
                    Chunker.of(new ChunkSettings(by, 400, 50), Samples.QUARTERS).chunk(document);
                }
            });
        }
    }

    private static byte[] pdf(byte[] page, byte[] content) {
        try {
            return PdfFiles.file(
                    object("<</Type/Catalog/Pages 2 0 R>>"),
                    object("<</Type/Pages/Kids[3 0 R]/Count 1>>"),
                    page,
                    content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Reason reason(byte[] bytes, String name, ParseLimits limits) {
        return reason(new ByteArrayInputStream(bytes), name, limits);
    }

    private static Reason reason(InputStream in, String name, ParseLimits limits) {
        var failure = assertTimeoutPreemptively(GENEROUS, () -> failure(in, name, limits));
        return failure == null ? null : failure.reason();
    }

    private static DocumentException failure(byte[] bytes, String name, ParseLimits limits) {
        return failure(new ByteArrayInputStream(bytes), name, limits);
    }

    private static DocumentException failure(InputStream in, String name, ParseLimits limits) {
        try {
            new DocumentParser(limits).parse(in, name, null);
            return null;
        } catch (DocumentException e) {
            return e;
        }
    }
}
